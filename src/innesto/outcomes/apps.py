from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from innesto.toolkit.waiting import add_waiting


class OutcomesConfig(AppConfig):
    name = "innesto.outcomes"
    verbose_name = _("Outcomes")

    def ready(self) -> None:
        import_module("innesto.outcomes.receivers")
        exchanges = import_module("innesto.exchanges.http")
        exchanges.add_tab(gettext_noop("Reports"), "outcomes:reports", position=50)
        panels = import_module("innesto.outcomes.panels")
        exchanges.add_panel(panels.what_came_of_it, column="main", position=50)
        programmes = import_module("innesto.programmes.http")
        programmes.add_tab(gettext_noop("Giving and receiving"), "outcomes:balance", position=48)
        add_waiting(import_module("innesto.outcomes.queries.accounts").silence_waiting_for)
