from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class AgendasConfig(AppConfig):
    name = "innesto.agendas"
    verbose_name = _("Agendas")

    def ready(self) -> None:
        import_module("innesto.agendas.receivers")
        import_module("innesto.agendas.panels")
        tabs = import_module("innesto.exchanges.http")
        import_module("innesto.exchanges.rules").let_take_part(
            import_module("innesto.agendas.rules").speaks_at
        )
        import_module("innesto.exchanges.queries.findings").add_givers(
            import_module("innesto.agendas.queries.speakers").who_speaks
        )
        tabs.add_tab(gettext_noop("Agenda"), "agendas:programme", position=20)
