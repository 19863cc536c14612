from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistrationsConfig(AppConfig):
    name = "innesto.registrations"
    verbose_name = _("Registrations")

    def ready(self) -> None:
        import_module("innesto.registrations.receivers")
