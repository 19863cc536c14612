"""What pages of courses and units share; houses above bring their kinds of unit with ``add_kind``.

The page of a unit is drawn here, with the panel that its kind draws. A house with pages of its
own (a quiz under way, an attempt looked at again) finds the unit with ``unit_or_404`` or
``taken_unit`` and draws them with ``unit_page`` and a template that extends ``courses/unit.html``;
where its authors write, with ``authored_unit`` and ``author_page`` or ``form_page``.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.courses import rules
from innesto.courses.models import Course, Enrolment, Unit
from innesto.courses.queries.page import (
    Part,
    Step,
    course_at,
    enrolments_at,
    outline_of,
    unit_at,
)
from innesto.courses.unit_kinds import UnitKind, add_kind, kind_of, unit_kinds
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, render_page, require
from innesto.toolkit.panels import Panel

__all__ = [
    "UnitKind",
    "add_course_panel",
    "add_kind",
    "author_page",
    "authored_course",
    "authored_unit",
    "course_or_404",
    "form_page",
    "kind_of",
    "panels_of",
    "reading",
    "taken_unit",
    "unit_kinds",
    "unit_or_404",
    "unit_page",
    "way_back",
]

type Draw = Callable[[HttpRequest, Course, Enrolment | None], Panel | None]

_PANELS: dict[Draw, int] = {}


def add_course_panel(draw: Draw, *, position: int) -> None:
    """Add a panel beside every course; ``draw`` asks one question, or says None."""
    _PANELS[draw] = position


def panels_of(request: HttpRequest, course: Course, enrolment: Enrolment | None) -> list[Panel]:
    """Return what upper floors have to say on the page of a course."""
    drawn = (draw(request, course, enrolment) for draw in sorted(_PANELS, key=_PANELS.__getitem__))
    return [panel for panel in drawn if panel is not None]


def course_or_404(request: HttpRequest, slug: str) -> Course:
    """Return the course if the person may read it."""
    return one_or_404(course_at(slug, viewer=request.user))


def authored_course(request: SignedIn, slug: str) -> Course:
    """Return the course if the person may write it: else 404 or 403."""
    course = course_or_404(request, slug)
    require(rules.can_write(request.user, course))
    return course


def reading(request: HttpRequest, pk: int) -> tuple[Unit, Enrolment | None, bool]:
    """Return the unit, the reader's enrolment, and whether they may read what is inside.

    404 when they may not know of the course.
    """
    unit, enrolment = _known_unit(request, pk)
    return unit, enrolment, rules.can_open(unit, enrolment, writes=_writes(request, unit))


def unit_or_404(request: HttpRequest, pk: int) -> tuple[Unit, Enrolment | None]:
    """Return the unit and the reader's enrolment; 403 when they have to enrol first."""
    unit, enrolment, may_open = reading(request, pk)
    require(may_open)
    return unit, enrolment


def taken_unit(request: SignedIn, pk: int) -> tuple[Unit, Enrolment]:
    """Return the unit and the enrolment of who takes the course: for what learners send."""
    unit, enrolment = _known_unit(request, pk)
    if enrolment is None or not unit.is_shown:
        raise PermissionDenied
    return unit, enrolment


def authored_unit(request: SignedIn, pk: int) -> Unit:
    """Return the unit if the person may write it: else 404 or 403."""
    unit = one_or_404(unit_at(pk, viewer=request.user))
    require(_writes(request, unit))
    return unit


def _known_unit(request: HttpRequest, pk: int) -> tuple[Unit, Enrolment | None]:
    unit = one_or_404(unit_at(pk, viewer=request.user))
    number = getattr(unit, "reader_enrolment", None)
    enrolment = one_or_404(enrolments_at(number)) if number else None
    if enrolment is not None:
        enrolment.course = unit.course
        if enrolment.left_at is not None:
            enrolment = None
    return unit, enrolment


def _writes(request: HttpRequest, unit: Unit) -> bool:
    user = request.user
    return isinstance(user, User) and (bool(getattr(unit, "reader_writes", 0)) or user.is_operator)


def unit_page(
    request: HttpRequest,
    template: str,
    unit: Unit,
    enrolment: Enrolment | None,
    context: Mapping[str, Any],
    *,
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page of a unit for its learner: outline beside it, before and next, the way back."""
    writes = _writes(request, unit)
    outline = outline_of(unit.course, enrolment=enrolment, with_drafts=writes and not enrolment)
    before, here, after = _neighbours(outline, unit)
    shared = {
        "course": unit.course,
        "unit": unit,
        "kind": kind_of(unit),
        "enrolment": enrolment,
        "outline": outline,
        "step": here,
        "before": before,
        "after": after,
        "may_write": writes,
        "way_back": way_back(unit.course),
    }
    return render_page(request, template, {**shared, **context}, parts=parts, status=status)


def _neighbours(outline: list[Part], unit: Unit) -> tuple[Step | None, Step | None, Step | None]:
    """Return the step before, the one of this unit, and the next."""
    steps = [step for part in outline for step in part.steps]
    place = next((at for at, step in enumerate(steps) if step.unit.pk == unit.pk), None)
    if place is None:
        return None, None, None
    before = steps[place - 1] if place else None
    after = steps[place + 1] if place + 1 < len(steps) else None
    return before, steps[place], after


def author_page(
    request: SignedIn,
    template: str,
    unit: Unit,
    context: Mapping[str, Any],
    *,
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page on which a unit is written; its template extends ``courses/author.html``."""
    shared = {
        "course": unit.course,
        "unit": unit,
        "kind": kind_of(unit),
        "way_back": [
            *way_back(unit.course),
            Link(gettext("Write the course"), address_of("courses:write", unit.course.slug)),
        ],
    }
    return render_page(request, template, {**shared, **context}, parts=parts, status=status)


def form_page(
    request: SignedIn,
    unit: Unit,
    form: BaseForm,
    *,
    title: str,
    action: str,
    lead: str = "",
    back: str = "",
    draft: Drafting | None = None,
) -> HttpResponse:
    """Draw a page that asks authors one thing: its form, its verb, and the way out."""
    way_out = back or address_of("courses:write", unit.course.slug)
    context = {"form": form, "title": title, "lead": lead, "action": action, "back": way_out}
    context["draft"] = draft
    return author_page(request, "courses/form.html", unit, context)


def way_back(course: Course) -> list[Link]:
    """Return the pages above a page of the course."""
    return [
        Link(gettext("Courses"), address_of("courses:index")),
        Link(course.title, course.get_absolute_url()),
    ]
