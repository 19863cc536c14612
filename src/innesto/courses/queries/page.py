"""All that the page of a course or of a unit shows, in few questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet, Subquery, Value

from innesto.accounts.models import User
from innesto.courses.models import Author, Course, Enrolment, Progress, Section, Unit
from innesto.programmes.models import Programme
from innesto.toolkit.prepared import Prepared


def course_at(slug: str, *, viewer: User | AnonymousUser) -> list[Course]:
    """Return the course with this address, if the viewer may read it, and ``reader_writes``."""
    if not isinstance(viewer, User):
        return _public_course(slug)
    return _course_for(slug, viewer.pk, is_operator=viewer.is_operator)


@Prepared
def _public_course(slug: str) -> QuerySet[Course]:
    found = Course.objects.visible_to(AnonymousUser()).filter(slug=slug)
    return _whole(found).annotate(reader_writes=Value(False, BooleanField()))


@Prepared
def _course_for(slug: str, viewer: int, *, is_operator: bool) -> QuerySet[Course]:
    reader = User(pk=viewer, is_staff=is_operator)
    found = Course.objects.visible_to(reader).filter(slug=slug)
    return _whole(found).annotate(reader_writes=_writes(viewer, "pk", "programme"))


def _whole(found: QuerySet[Course]) -> QuerySet[Course]:
    return found.select_related(
        "programme__call", "organisation", "community__programme", "steward"
    )


def _writes(viewer: int, course: str, programme: str) -> Q:
    """Tell whether the viewer is an author, or coordinates the programme."""
    coordinated = Programme.objects.coordinated_by(User(pk=viewer))
    return Q(Exists(Author.objects.filter(course=OuterRef(course), person=viewer))) | Q(
        Exists(coordinated.filter(pk=OuterRef(programme)))
    )


def unit_at(pk: int, *, viewer: User | AnonymousUser) -> list[Unit]:
    """Return the unit with its section and course, if the viewer may know of it.

    ``reader_writes`` and ``reader_enrolment`` say what the viewer is to the course.
    """
    if not isinstance(viewer, User):
        return _public_unit(pk)
    return _unit_for(pk, viewer.pk, is_operator=viewer.is_operator)


@Prepared
def _public_unit(pk: int) -> QuerySet[Unit]:
    return _whole_unit(Unit.objects.visible_to(AnonymousUser()).filter(pk=pk))


@Prepared
def _unit_for(pk: int, viewer: int, *, is_operator: bool) -> QuerySet[Unit]:
    reader = User(pk=viewer, is_staff=is_operator)
    found = _whole_unit(Unit.objects.visible_to(reader).filter(pk=pk))
    mine = Enrolment.objects.filter(course=OuterRef("course"), person=viewer)
    return found.annotate(
        reader_writes=_writes(viewer, "course", "course__programme"),
        reader_enrolment=Subquery(mine.values("pk")[:1]),
    )


def _whole_unit(found: QuerySet[Unit]) -> QuerySet[Unit]:
    return found.select_related(
        "section", "course__programme__call", "course__organisation", "course__community"
    )


@Prepared
def enrolments_at(pk: int) -> QuerySet[Enrolment]:
    """Return the enrolment with this number, in a list."""
    return Enrolment.objects.filter(pk=pk)


@Prepared
def enrolments_of(course: int, person: int) -> QuerySet[Enrolment]:
    """Return the enrolment of a person in a course, in a list."""
    return Enrolment.objects.filter(course=course, person=person).select_related(
        "cohort", "last_unit", "organisation"
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A unit as its learner sees it in the outline."""

    unit: Unit
    progress: Progress | None

    @property
    def is_done(self) -> bool:
        """The learner finished it."""
        return self.progress is not None and self.progress.finished_at is not None

    @property
    def is_begun(self) -> bool:
        """The learner opened it, and has not finished it."""
        return self.progress is not None and self.progress.finished_at is None


@dataclass(frozen=True, slots=True)
class Part:
    """A section with its units."""

    section: Section
    steps: Sequence[Step]


def outline_of(
    course: Course, *, enrolment: Enrolment | None = None, with_drafts: bool = False
) -> list[Part]:
    """Return the sections of a course with their units, and how far the learner is: two questions.

    Sections without a unit are named to authors only.
    """
    units = _all_units(course.pk) if with_drafts else _shown_units(course.pk)
    done = {one.unit_id: one for one in _progress_of(enrolment.pk)} if enrolment else {}
    parts: dict[int, Part] = {}
    steps: dict[int, list[Step]] = {}
    for unit in units:
        if unit.section_id not in parts:
            steps[unit.section_id] = []
            parts[unit.section_id] = Part(unit.section, steps[unit.section_id])
        steps[unit.section_id].append(Step(unit, done.get(unit.pk)))
    return list(parts.values())


@Prepared
def _shown_units(course: int) -> QuerySet[Unit]:
    found = Unit.objects.shown().filter(course=course).select_related("section")
    return found.order_by("section__position", "section", "position", "pk")


@Prepared
def _all_units(course: int) -> QuerySet[Unit]:
    found = Unit.objects.filter(course=course).select_related("section")
    return found.order_by("section__position", "section", "position", "pk")


@Prepared
def _progress_of(enrolment: int) -> QuerySet[Progress]:
    return Progress.objects.filter(enrolment=enrolment)


def sections_of(course: Course, *, but: Sequence[int] = ()) -> QuerySet[Section]:
    """Return the sections of a course in their order, without some."""
    return course.sections.exclude(pk__in=but).order_by("position", "pk")


@Prepared
def _authors_of(course: int) -> QuerySet[User]:
    found = User.objects.filter(authored_courses__course=course)
    return found.order_by("authored_courses__since", "pk")


def authors_of(course: Course) -> list[User]:
    """Return who writes a course, in the order in which they came."""
    return _authors_of(course.pk)
