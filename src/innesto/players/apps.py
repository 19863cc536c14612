from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlayersConfig(AppConfig):
    name = "innesto.players"
    verbose_name = _("Packages")

    def ready(self) -> None:
        import_module("innesto.players.kind").add_package_kind()
