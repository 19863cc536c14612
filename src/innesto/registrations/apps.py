from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class RegistrationsConfig(AppConfig):
    name = "innesto.registrations"
    verbose_name = _("Registrations")

    def ready(self) -> None:
        import_module("innesto.registrations.receivers")
        pages = import_module("innesto.exchanges.http")
        panels = import_module("innesto.registrations.panels")
        waiting = import_module("innesto.registrations.queries.waiting")
        desk = import_module("innesto.toolkit.waiting")
        import_module("innesto.exchanges.rules").let_take_part(
            import_module("innesto.registrations.rules").attends
        )
        pages.add_tab(gettext_noop("People"), "registrations:people", position=30)
        pages.add_panel(panels.place, column="top", position=10)
        desk.add_waiting(waiting.people_waiting_for)
        desk.add_waiting(waiting.partners_waiting_for)
