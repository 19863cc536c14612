from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop


class AssessmentsConfig(AppConfig):
    name = "innesto.assessments"
    verbose_name = _("Self-assessments")

    def ready(self) -> None:
        import_module("innesto.assessments.receivers")
        desk = import_module("innesto.assessments.queries.rounds")
        import_module("innesto.toolkit.waiting").add_waiting(desk.waiting_for)
        panels = import_module("innesto.assessments.panels")
        beside = import_module("innesto.curricula.http")
        beside.add_panel(panels.assess_yourself, column="side", position=10)
        tabs = import_module("innesto.programmes.http")
        tabs.add_tab(
            gettext_noop("Self-assessments"),
            "assessments:of-programme",
            position=47,
            for_visitors=False,
        )
