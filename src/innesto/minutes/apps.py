from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class MinutesConfig(AppConfig):
    name = "innesto.minutes"
    verbose_name = _("Minutes")

    def ready(self) -> None:
        import_module("innesto.minutes.panels")
        desk = import_module("innesto.minutes.queries.tasks")
        import_module("innesto.toolkit.waiting").add_waiting(desk.waiting_for)
        of_exchange = import_module("innesto.exchanges.http")
        of_exchange.add_tab(gettext_noop("Minutes"), "minutes:detail", position=60)
        of_programme = import_module("innesto.programmes.http")
        of_programme.add_tab(gettext_noop("Tasks"), "minutes:tasks", position=44)
