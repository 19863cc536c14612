"""Assignments as a kind of unit: what its learner gets, what must be there, how it is copied.

Not a room: ``courses`` asks it through ``add_kind`` (decision 0038).
"""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.assignments.models import Assignment
from innesto.assignments.queries import assignment_of, part_of
from innesto.courses.http import UnitKind
from innesto.courses.models import Enrolment, Unit
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel


def draw(_request: HttpRequest, unit: Unit, enrolment: Enrolment | None) -> Panel:
    """Say what is asked for, how the learner stands, and the one thing to do next."""
    assignment = assignment_of(unit)
    part = part_of(assignment, enrolment) if assignment and enrolment else None
    things = {"assignment": assignment, "unit": unit, "part": part}
    return Panel(_("Assignment"), template="assignments/_parts/panel.html", things=things)


def missing(units: Sequence[Unit]) -> Mapping[int, Sequence[StrOrPromise]]:
    """Return what assignments still lack, by the number of their unit."""
    found = {one.unit_id: one for one in Assignment.objects.filter(unit__in=units)}
    return {unit.pk: _missing_in(found.get(unit.pk)) for unit in units}


def _missing_in(assignment: Assignment | None) -> list[StrOrPromise]:
    if assignment is None or not any(assignment.task.values()):
        return [gettext_lazy("Write what is asked for.")]
    return [] if assignment.rubric else [gettext_lazy("Write at least one criterion.")]


def copy(unit: Unit, to: Unit) -> None:
    """Put what is asked for into another unit; works and deadlines stay."""
    found = assignment_of(unit)
    if found is not None:
        Assignment.objects.create(
            unit=to,
            task=found.task,
            rubric=found.rubric,
            takes_file=found.takes_file,
            peers=found.peers,
            is_anonymous=found.is_anonymous,
            pass_mark=found.pass_mark,
        )


KIND = UnitKind(
    "assignment",
    gettext_lazy("Assignment"),
    icon="pencil",
    position=60,
    edit="assignments:edit",
    draw=draw,
    missing=missing,
    copy=copy,
    about=gettext_lazy("A text or a file that peers assess against criteria."),
)
