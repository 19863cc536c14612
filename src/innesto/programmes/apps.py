from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "innesto.programmes"
    verbose_name = _("Programmes")

    def ready(self) -> None:
        import_module("innesto.programmes.receivers")
