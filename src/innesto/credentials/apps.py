from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CredentialsConfig(AppConfig):
    name = "innesto.credentials"
    verbose_name = _("Credentials")

    def ready(self) -> None:
        import_module("innesto.credentials.receivers")
