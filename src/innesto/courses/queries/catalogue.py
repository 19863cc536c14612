"""Courses in lists: the catalogue and its filters, those of a programme, one's own."""

import datetime
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.courses.models import Cohort, Course, Enrolment, Unit
from innesto.programmes.models import Programme
from innesto.themes.models import Theme
from innesto.toolkit.prepared import Prepared

AUDIENCES = {
    "personale": "for_officers",
    "amministratori": "for_administrators",
    "portatori": "for_stakeholders",
    "cittadini": "for_citizens",
}
"""The four audiences by their word in addresses, and the field that says it."""

LENGTHS = {
    "1": (_("up to one hour"), Q(minutes__lte=60)),
    "5": (_("up to five hours"), Q(minutes__lte=300)),
    "oltre": (_("more than five hours"), Q(minutes__gt=300)),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for in the catalogue."""

    text: str = ""
    theme: int | None = None
    language: str = ""
    audience: str = ""
    length: str = ""
    open_now: bool = False


def catalogue_of_courses(
    asked: Asked, *, viewer: User | AnonymousUser, on: datetime.date
) -> QuerySet[Course]:
    """Return the courses that are out and fit, the newest first, sealed."""
    found = Course.objects.visible_to(viewer).out()
    if asked.text:
        found = found.filter(Q(titles__icontains=asked.text) | Q(summaries__icontains=asked.text))
    if asked.theme:
        found = found.filter(themes=asked.theme)
    if asked.language:
        found = found.filter(titles__has_key=asked.language)
    if asked.audience in AUDIENCES:
        found = found.filter(**{AUDIENCES[asked.audience]: True})
    if asked.length in LENGTHS:
        found = found.filter(LENGTHS[asked.length][1])
    if asked.open_now:
        taking = Cohort.objects.taking_in(on).filter(course=OuterRef("pk"))
        is_open = Q(pace=Course.Pace.OPEN) | Q(Exists(taking))
        found = found.filter(is_open, state=Course.State.PUBLISHED)
    return _listed(found)


def courses_of(programme: Programme, *, viewer: User | AnonymousUser) -> QuerySet[Course]:
    """Return the courses of a programme that the viewer may read, drafts first, sealed."""
    found = Course.objects.visible_to(viewer).filter(programme=programme)
    return _listed(found).order_by(F("published_at").desc(nulls_first=True), "-pk")


def courses_written_by(person: User) -> QuerySet[Course]:
    """Return the courses that a person writes, drafts first, sealed."""
    found = Course.objects.filter(authors__person=person)
    return _listed(found).order_by(F("published_at").desc(nulls_first=True), "-pk")


def _listed(found: QuerySet[Course]) -> QuerySet[Course]:
    return (
        found.select_related("programme", "organisation")
        .defer("programme__blueprint")
        .order_by("-published_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def enrolments_by(person: User) -> QuerySet[Enrolment]:
    """Return the courses a person follows or has finished, the last one first, sealed."""
    found = Enrolment.objects.visible_to(person).current()
    return (
        found.select_related("course", "last_unit", "cohort")
        .order_by(F("last_at").desc(nulls_last=True), "-enrolled_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


@Prepared
def begun_by(person: int) -> QuerySet[Enrolment]:
    """Return the course that a person was in last and has not finished, in a list of one."""
    found = Enrolment.objects.current().filter(person=person, finished_at=None)
    found = found.exclude(last_at=None).select_related("course", "last_unit")
    return found.order_by("-last_at", "-pk")[:1]


def themes_taught() -> list[tuple[str, str]]:
    """Return number and name of the themes of courses that are out."""
    found = Theme.objects.filter(courses__in=Course.objects.out()).distinct()
    return sorted(((str(one.pk), str(one)) for one in found), key=lambda pair: pair[1])


def units_free_for(viewer: User) -> QuerySet[Unit]:
    """Return units that the viewer may take over: of public courses, or of those they write."""
    return Unit.objects.visible_to(viewer).filter(
        Q(course__visibility=Course.Visibility.PUBLIC)
        | Q(course__in=Course.objects.written_by(viewer).values("pk"))
    )


def units_to_copy(text: str, *, viewer: User, into: Course) -> QuerySet[Unit]:
    """Return the units to choose from; those of the course itself only when they are sought."""
    found = units_free_for(viewer)
    if text:
        found = found.filter(Q(titles__icontains=text) | Q(course__titles__icontains=text))
    else:
        found = found.exclude(course=into)
    return (
        found.select_related("course")
        .order_by("course", "section__position", "position", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )
