from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PresenceConfig(AppConfig):
    name = "innesto.presence"
    verbose_name = _("Presence")

    def ready(self) -> None:
        import_module("innesto.presence.receivers")
        import_module("innesto.presence.panels")
        queries = import_module("innesto.presence.queries")
        import_module("innesto.toolkit.waiting").add_waiting(queries.certificates_waiting_for)
