from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ListeningConfig(AppConfig):
    name = "innesto.listening"
    verbose_name = _("Listening")

    def ready(self) -> None:
        import_module("innesto.listening.receivers")
