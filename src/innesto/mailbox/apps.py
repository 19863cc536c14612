from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MailboxConfig(AppConfig):
    name = "innesto.mailbox"
    verbose_name = _("Incoming mail")
