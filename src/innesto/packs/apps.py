from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PacksConfig(AppConfig):
    name = "innesto.packs"
    verbose_name = _("Visit packs")

    def ready(self) -> None:
        import_module("innesto.packs.panels")
