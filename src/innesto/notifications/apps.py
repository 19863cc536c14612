from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NotificationsConfig(AppConfig):
    name = "innesto.notifications"
    verbose_name = _("Notices")

    def ready(self) -> None:
        import_module("innesto.notifications.receivers")
