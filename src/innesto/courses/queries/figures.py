"""How a course goes, in figures: for its authors by unit, for who coordinates by country and size.

Nobody is named. A body is told only of those who agreed to be counted, and never of so few that
one could tell who they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F
from django.db.models.functions import Coalesce

from innesto.courses.models import Cohort, Course, Unit
from innesto.organisations.models import Organisation
from innesto.places.models import SizeClass, size_class_of
from innesto.places.queries import country_names

FEWEST = 3
"""Persons of one body below which its figures are not told."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many began and how many finished, of one country, one size or one unit."""

    label: str
    begun: int
    finished: int


def totals_of(course: Course) -> Tally:
    """Return how many began a course and finished it, also those who left."""
    told = course.enrolments.aggregate(begun=Count("pk"), finished=Count("finished_at"))
    return Tally(course.title, told["begun"], told["finished"])


def by_unit(course: Course) -> list[Tally]:
    """Return for each unit how many opened it and how many are done with it: two questions."""
    units = Unit.objects.shown().filter(course=course)
    told = units.order_by().values_list("pk", Count("progress"), Count("progress__finished_at"))
    counts = {pk: (begun, finished) for pk, begun, finished in told}
    ordered = units.order_by("section__position", "section", "position", "pk")
    return [Tally(one.title, *counts[one.pk]) for one in ordered]


def by_country(course: Course) -> list[Tally]:
    """Return how many began and finished, by country of the body for which they learn."""
    names = country_names()
    country = Coalesce("organisation__country", "organisation__place__country")
    rows = (
        course.enrolments.order_by()
        .values(code=country)
        .annotate(begun=Count("pk"), finished=Count("finished_at"))
    )
    found = [Tally(names.get(row["code"] or "", ""), row["begun"], row["finished"]) for row in rows]
    return sorted(found, key=lambda one: (not one.label, -one.begun, one.label))


def by_size(course: Course) -> list[Tally]:
    """Return how many began and finished, by size of the municipality for which they learn."""
    rows = (
        course.enrolments.order_by()
        .values(population=F("organisation__place__population"))
        .annotate(begun=Count("pk"), finished=Count("finished_at"))
    )
    return tallied_by_size([(row["population"], row["begun"], row["finished"]) for row in rows])


def tallied_by_size(rows: Sequence[tuple[int | None, int, int]]) -> list[Tally]:
    """Add up rows of population, begun and finished by class of size; the unknown ones last."""
    found: dict[str, Tally] = {}
    for population, begun, finished in rows:
        label = "" if population is None else str(size_class_of(population).label)
        before = found.get(label, Tally(label, 0, 0))
        found[label] = Tally(label, before.begun + begun, before.finished + finished)
    order = [str(size.label) for size in SizeClass] + [""]
    return [found[label] for label in order if label in found]


def courses_in(organisation: Organisation) -> list[Tally]:
    """Return by course how many of a body's people follow it who agreed to be counted."""
    counted = organisation.enrolments.filter(is_counted=True).order_by()
    told = counted.values_list("course").annotate(Count("pk"), Count("finished_at"))
    counts = {pk: (begun, ended) for pk, begun, ended in told if begun >= FEWEST}
    found = Course.objects.filter(pk__in=counts).order_by("-published_at", "pk")
    return [Tally(course.title, *counts[course.pk]) for course in found]


def cohorts_of(course: Course) -> list[tuple[Cohort, Tally]]:
    """Return the groups of a course, how many are in each and how many finished."""
    inside = course.enrolments.current().order_by()
    told = inside.values_list("cohort").annotate(Count("pk"), Count("finished_at"))
    counts = {pk: (begun, ended) for pk, begun, ended in told}
    ordered = course.cohorts.order_by("starts_on", "pk")
    return [(one, Tally(one.name, *counts.get(one.pk, (0, 0)))) for one in ordered]
