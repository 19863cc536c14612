"""What pages of courses and units share; houses above bring their kinds of unit with ``add_kind``.

The page of a unit is drawn here, with the panel that its kind draws. A house with pages of its
own (a quiz under way, an attempt looked at again) finds the unit with ``unit_or_404`` or
``taken_unit`` and draws them with ``unit_page`` and a template that extends ``courses/unit.html``;
where its authors write, with ``authored_unit`` and ``author_page`` or ``form_page``. Pages of a
whole course are drawn with ``course_page``; what a house has to say beside a course is a panel.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

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
from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, require
from innesto.toolkit.panels import Panels

__all__ = [
    "Reader",
    "UnitKind",
    "add_kind",
    "add_panel",
    "add_tab",
    "author_page",
    "authored_course",
    "authored_unit",
    "course_or_404",
    "course_page",
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

type Viewer = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page of a course: whether they write it, and how far they are as a learner."""

    viewer: Viewer
    writes: bool
    enrolment: Enrolment | None = None


def way_back(course: Course) -> list[Link]:
    """Return the pages above a page of the course, and the course."""
    return [
        Link(gettext("Courses"), address_of("courses:index")),
        Link(course.title, course.get_absolute_url()),
    ]


def _cover(request: HttpRequest, course: Course, known: Mapping[str, Any]) -> Cover[Reader]:
    user = request.user
    writes = isinstance(user, User) and rules.can_write(user, course)
    programme = course.programme
    return Cover(
        name=course.title,
        key=course.slug,
        reader=Reader(user, writes, known.get("enrolment")),
        way_back=way_back(course),
        notice=programme.notice if programme else "",
        template="courses/course.html",
        shared={"course": course, "may_write": writes},
    )


_pages = Dossier(_cover)
_panels = Panels[Course, Reader]()

add_tab, course_page, course_form_page = _pages.add_tab, _pages.page, _pages.form_page
add_panel, panels_of = _panels.add, _panels.of


def to_authors(_course: Course, reader: Reader) -> bool:
    """Show a tab only to those who write the course."""
    return reader.writes


def to_all_when_written(course: Course, reader: Reader) -> bool:
    """Show a tab to everybody where its authors have others than itself."""
    return reader.writes or course.community_id is not None


add_tab(gettext_noop("The course"), "courses:detail", position=10, shown=to_all_when_written)
add_tab(
    gettext_noop("Discussion"),
    "courses:discussion",
    position=20,
    shown=lambda course, _reader: course.community_id is not None,
)
add_tab(gettext_noop("Write it"), "courses:write", position=60, shown=to_authors)
add_tab(gettext_noop("Groups"), "courses:cohorts", position=70, shown=to_authors)
add_tab(gettext_noop("How it goes"), "courses:figures", position=80, shown=to_authors)


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


@dataclass(frozen=True, slots=True)
class _Read:
    """A unit that somebody reads, with how far they are."""

    unit: Unit
    enrolment: Enrolment | None


def _unit_cover(request: HttpRequest, read: _Read, _known: Mapping[str, Any]) -> Cover[None]:
    unit, enrolment = read.unit, read.enrolment
    writes = _writes(request, unit)
    outline = outline_of(unit.course, enrolment=enrolment, with_drafts=writes)
    before, here, after = _neighbours(outline, unit)
    programme = unit.course.programme
    return Cover(
        name=unit.title,
        key=unit.pk,
        reader=None,
        way_back=[*way_back(unit.course), Link(unit.title, unit.get_absolute_url())],
        notice=programme.notice if programme else "",
        template="courses/unit.html",
        shared={
            "course": unit.course,
            "unit": unit,
            "kind": kind_of(unit),
            "enrolment": enrolment,
            "outline": outline,
            "step": here,
            "before": before,
            "after": after,
            "may_write": writes,
        },
    )


_unit_pages = Dossier(_unit_cover)


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
    read = _Read(unit, enrolment)
    return _unit_pages.page(request, template, read, context, parts=parts, status=status)


def _neighbours(
    outline: Sequence[Part], unit: Unit
) -> tuple[Step | None, Step | None, Step | None]:
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
    """Draw a page on which a unit is written; its template extends ``courses/course.html``."""
    return course_page(
        request,
        template,
        unit.course,
        {"unit": unit, "kind": kind_of(unit), **context},
        tab="courses:write",
        way=[_outline(unit.course)],
        parts=parts,
        status=status,
    )


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
    """Draw a page that asks those who write a unit one thing: its form, its verb, the way out."""
    return course_form_page(
        request,
        unit.course,
        form,
        title=title,
        action=action,
        lead=lead,
        back=back,
        draft=draft,
        tab="courses:write",
        way=[_outline(unit.course)],
    )


def _outline(course: Course) -> Link:
    return Link(gettext("Write it"), address_of("courses:write", course.slug))
