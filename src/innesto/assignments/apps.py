from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AssignmentsConfig(AppConfig):
    name = "innesto.assignments"
    verbose_name = _("Assignments")

    def ready(self) -> None:
        kind = import_module("innesto.assignments.unit_kind").KIND
        import_module("innesto.courses.http").add_kind(kind)
        queries = import_module("innesto.assignments.queries")
        add_waiting = import_module("innesto.toolkit.waiting").add_waiting
        add_waiting(queries.assessments_waiting_for)
        add_waiting(queries.works_waiting_for)
