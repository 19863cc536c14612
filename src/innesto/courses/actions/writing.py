"""Begin a course and write it: sections, units, texts, who writes it."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.bookkeeping import last_position, recount, recount_learners
from innesto.courses.models import Author, Course, Section, Text, Unit
from innesto.courses.unit_kinds import kind_of
from innesto.curricula.models import Module
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.search.actions import hand_in
from innesto.themes.models import Theme
from innesto.toolkit.letters import in_address
from innesto.toolkit.rich_text import clean

TAKEN_BY_PAGES = frozenset({"nuovo", "unita", "miei", "gruppi"})
"""Words that stand in the place of an address: /corsi/nuovo/."""


class StillInUse(Exception):
    """There are units in the section."""


class LastAuthor(Exception):
    """Nobody else writes the course."""


class WrittenMeanwhile(Exception):
    """Somebody wrote this text after the one that the writer started from."""

    def __init__(self, theirs: Text) -> None:
        super().__init__(theirs.language)
        self.theirs = theirs


@transaction.atomic
def begin_course(
    *,
    by: User,
    titles: Mapping[str, str],
    language: str,
    programme: Programme | None = None,
    organisation: Organisation | None = None,
    themes: Collection[Theme] = (),
    **fields: Any,
) -> Course:
    """Begin a course as a draft that only its authors read; who begins it is one."""
    now = timezone.now()
    course = Course.objects.create(
        slug=_free_slug(said(titles, language)),
        titles=dict(titles),
        language=language,
        programme=programme,
        organisation=organisation,
        created_at=now,
        **fields,
    )
    course.themes.set(themes)
    Author.objects.create(course=course, person=by, since=now)
    record("course_drafted", course, by=by, within=programme)
    return course


def _free_slug(title: str) -> str:
    stem = in_address(title)[:70] or "corso"
    taken = set(Course.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken | TAKEN_BY_PAGES:
        number += 1
        slug = f"{stem}-{number}"
    return slug


@transaction.atomic
def edit_course(
    course: Course, *, by: User, themes: Collection[Theme] | None = None, **changes: Any
) -> Course:
    """Change what is said of a course."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    changed = [name for name, value in changes.items() if getattr(course, name) != value]
    for name in changed:
        setattr(course, name, changes[name])
    course.save(update_fields=changed)
    if themes is not None:
        course.themes.set(themes)
    _told(course, "course_edited", by, fields=changed)
    return course


@transaction.atomic
def add_part(
    course: Course, *, titles: Mapping[str, str], by: User | None, module: Module | None = None
) -> Section:
    """Add a section at the end; it may teach a module of a curriculum."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    section = Section.objects.create(
        course=course, titles=dict(titles), module=module, position=last_position(course) + 1
    )
    _told(course, "course_section_added", by, section=section.pk)
    return section


@transaction.atomic
def rename_part(
    section: Section, *, titles: Mapping[str, str], by: User, module: Module | None = None
) -> Section:
    """Call a section otherwise, or let it teach another module, or none."""
    section = Section.objects.select_for_update().get(pk=section.pk)
    section.titles, section.module = dict(titles), module
    section.save(update_fields=["titles", "module"])
    _told(section.course, "course_section_renamed", by, section=section.pk)
    return section


@transaction.atomic
def add_unit(
    section: Section,
    *,
    kind: str,
    titles: Mapping[str, str],
    by: User | None,
    minutes: int = 10,
    is_optional: bool = False,
) -> Unit:
    """Add a unit at the end of a section; it comes out with the next review."""
    course = Course.objects.select_for_update().get(pk=section.course_id)
    unit = Unit.objects.create(
        course=course,
        section=section,
        kind=kind,
        titles=dict(titles),
        position=last_position(section) + 1,
        minutes=minutes,
        is_optional=is_optional,
    )
    _told(course, "unit_added", by, unit=unit.pk)
    return unit


@transaction.atomic
def edit_unit(unit: Unit, *, by: User, **changes: Any) -> Unit:
    """Change what a unit is called, how long it takes, whether it is optional."""
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    changed = [name for name, value in changes.items() if getattr(unit, name) != value]
    for name in changed:
        setattr(unit, name, changes[name])
    unit.save(update_fields=changed)
    if {"minutes", "is_optional"} & set(changed):
        recount(course)
        recount_learners(course)
    _told(course, "unit_edited", by, unit=unit.pk, fields=changed)
    return unit


@transaction.atomic
def write_text(
    unit: Unit,
    *,
    language: str,
    body: str,
    by: User | None,
    revision: int = 0,
    origin: str = Text.Origin.AUTHOR,
) -> Text:
    """Write the text of a unit in a language, over the one of this ``revision`` (0: there is none).

    Raises ``WrittenMeanwhile`` when another stands there, and ``TooLong``.
    """
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    text = Text.objects.filter(unit=unit, language=language).first()
    if text is not None and text.revision != revision:
        raise WrittenMeanwhile(text)
    text = text or Text(unit=unit, language=language, revision=0)
    text.body, text.origin, text.by = clean(body), origin, by
    text.revision += 1
    text.save()
    _told(course, "unit_written", by, unit=unit.pk, language=language)
    return text


@transaction.atomic
def copy_unit(unit: Unit, section: Section, *, by: User) -> Unit:
    """Take a unit over into a section, of this course or another; its kind copies what is inside.

    The copy goes its own way, and remembers where it is from.
    """
    course = Course.objects.select_for_update().get(pk=section.course_id)
    copy = Unit.objects.create(
        course=course,
        section=section,
        kind=unit.kind,
        titles=unit.titles,
        position=last_position(section) + 1,
        minutes=unit.minutes,
        is_optional=unit.is_optional,
        copied_from=unit,
    )
    for text in unit.texts.order_by("language"):
        Text.objects.create(
            unit=copy, language=text.language, body=text.body, origin=text.origin, by=text.by
        )
    if kind := kind_of(unit):
        kind.copy(unit, copy)
    _told(course, "unit_copied", by, unit=copy.pk, source=unit.pk)
    return copy


@transaction.atomic
def move_unit(unit: Unit, *, up: bool, by: User) -> Unit:
    """Move a unit by one place; at the end of its section it goes over into the next one."""
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    sections = list(course.sections.order_by("position", "pk"))
    inside = {section.pk: list(section.units.order_by("position", "pk")) for section in sections}
    here = inside[unit.section_id]
    place = here.index(unit)
    step = -1 if up else 1
    if 0 <= place + step < len(here):
        here.insert(place + step, here.pop(place))
    else:
        order = [section.pk for section in sections]
        other = order.index(unit.section_id) + step
        if 0 <= other < len(order):
            moved = here.pop(place)
            moved.section = sections[other]
            there = inside[order[other]]
            there.insert(len(there) if up else 0, moved)
    _number(inside.values())
    _told(course, "outline_put", by, unit=unit.pk)
    return Unit.objects.get(pk=unit.pk)


@transaction.atomic
def move_part(section: Section, *, up: bool, by: User) -> Section:
    """Move a section, with its units, by one place."""
    course = Course.objects.select_for_update().get(pk=section.course_id)
    sections = list(course.sections.order_by("position", "pk"))
    place = sections.index(section)
    sections.insert(max(0, place + (-1 if up else 1)), sections.pop(place))
    for position, one in enumerate(sections, 1):
        one.position = position
    Section.objects.bulk_update(sections, ["position"])
    _told(course, "outline_put", by, section=section.pk)
    return sections[sections.index(section)]


def _number(sections: Iterable[list[Unit]]) -> None:
    units = []
    for inside in sections:
        for position, one in enumerate(inside, 1):
            one.position = position
            units.append(one)
    Unit.objects.bulk_update(units, ["section", "position"])


@transaction.atomic
def drop_unit(unit: Unit, *, by: User) -> None:
    """Take a unit out, with what learners did in it."""
    course = Course.objects.select_for_update().get(pk=unit.course_id)
    number = unit.pk
    unit.delete()
    recount(course)
    recount_learners(course)
    _told(course, "unit_dropped", by, unit=number, title=unit.title)


@transaction.atomic
def drop_part(section: Section, *, by: User) -> None:
    """Take a section out. Raises ``StillInUse`` while there are units in it."""
    course = Course.objects.select_for_update().get(pk=section.course_id)
    if section.units.exists():
        raise StillInUse
    section.delete()
    _told(course, "course_section_dropped", by, title=section.title)


@transaction.atomic
def name_course_author(course: Course, person: User, *, by: User | None) -> Author:
    """Let somebody write the course too."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    author, _is_new = Author.objects.get_or_create(
        course=course, person=person, defaults={"since": timezone.now()}
    )
    record("author_named", course, by=by, within=course.programme, person=person.pk)
    return author


@transaction.atomic
def take_author_off(author: Author, *, by: User) -> None:
    """Let somebody write the course no more. Raises ``LastAuthor``."""
    course = Course.objects.select_for_update().get(pk=author.course_id)
    if not course.authors.exclude(pk=author.pk).exists():
        raise LastAuthor
    person = author.person_id
    author.delete()
    record("author_taken_off", course, by=by, within=course.programme, person=person)


def _told(course: Course, verb: str, by: User | None, **facts: Any) -> None:
    """Write the journal, and let what is out be found with its new words."""
    record(verb, course, by=by, within=course.programme, **facts)
    if course.is_out:
        hand_in("course", course.pk)
