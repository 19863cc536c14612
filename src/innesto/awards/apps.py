from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AwardsConfig(AppConfig):
    name = "innesto.awards"
    verbose_name = _("Ways to credentials")

    def ready(self) -> None:
        import_module("innesto.awards.receivers")
        import_module("innesto.awards.panels")
        queries = import_module("innesto.awards.queries")
        import_module("innesto.toolkit.waiting").add_waiting(queries.statements_waiting)
