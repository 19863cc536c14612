from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisationsConfig(AppConfig):
    name = "innesto.organisations"
    verbose_name = _("Organisations")

    def ready(self) -> None:
        import_module("innesto.organisations.receivers")
