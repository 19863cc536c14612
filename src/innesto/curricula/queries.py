"""Curricula in lists and whole, frameworks to browse, who has completed what."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, Max, Prefetch, Q, QuerySet
from django.utils.text import slugify
from django.utils.translation import get_language

from innesto.accounts.models import User
from innesto.curricula.models import (
    Competence,
    Curriculum,
    Framework,
    Module,
    Teaching,
    Translation,
    Version,
)
from innesto.curricula.outline import Outline, Part, Taught
from innesto.programmes.models import Programme

type Completed = Callable[[Collection[int], User], Iterable[int]]

_COMPLETED: list[Completed] = []


def add_completed(ask: Completed) -> None:
    """Have an upper domain say which of some modules a person has completed.

    Call it from ``AppConfig.ready``. It gets the keys of modules and returns those that are done.
    """
    _COMPLETED.append(ask)


def completed_modules(curriculum: Curriculum, person: User) -> set[int]:
    """Return the modules of the newest version that the person has completed."""
    modules = {part.id for part in outline_of(curriculum).parts}
    return {one for ask in _COMPLETED for one in ask(modules, person)} & modules


def is_completed(curriculum: Curriculum, person: User) -> bool:
    """Tell whether the person has completed every module of the newest version."""
    modules = {part.id for part in outline_of(curriculum).parts}
    return bool(modules) and completed_modules(curriculum, person) == modules


def curriculum_list(
    *,
    viewer: User | AnonymousUser,
    audience: str = "",
    programme: Programme | None = None,
    programmes: Collection[int] = (),
) -> QuerySet[Curriculum]:
    """Curricula the viewer may read, by title, with the versions they are read in; sealed."""
    found = Curriculum.objects.visible_to(viewer)
    if audience:
        found = found.filter(pk__in=_for_audience(found, audience))
    if programme:
        found = found.filter(programme=programme)
    if programmes:
        found = found.filter(programme__in=programmes)
    newest = Version.objects.filter(number=models.F("curriculum__edition"))
    return (
        found.select_related("programme", "organisation")
        .defer("programme__blueprint")
        .prefetch_related(Prefetch("versions", newest, to_attr="newest"))
        .order_by("title", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def _for_audience(found: QuerySet[Curriculum], audience: str) -> list[int]:
    """Look into the lists in Python: SQLite cannot ask what a JSON list contains."""
    return [pk for pk, ones in found.values_list("pk", "audiences") if audience in ones]


def free_slug(title: str) -> str:
    """Return an address that no curriculum has."""
    wanted = slugify(title)[:100] or "curriculum"
    taken = set(Curriculum.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(one for one in (wanted, *numbered) if one not in taken)


def written_outline(curriculum: Curriculum) -> Outline:
    """Return a curriculum as it is being written: three questions."""
    teachings = Teaching.objects.select_related("competence__framework").order_by(
        "competence__framework", "competence__position", "pk"
    )
    modules = (
        curriculum.modules.standing()
        .prefetch_related(
            Prefetch("teachings", teachings),
            Prefetch("prerequisites", Module.objects.standing().order_by("position", "pk")),
        )
        .order_by("position", "pk")
    )
    parts = [
        Part(
            id=one.pk,
            title=one.title,
            summary=one.summary,
            outcomes=list(one.outcomes),
            hours=one.hours,
            needs=[before.pk for before in one.prerequisites.all()],
            teaches=[_taught(it) for it in one.teachings.all()],
        )
        for one in modules
    ]
    return Outline(
        curriculum.title,
        curriculum.summary,
        curriculum.language,
        list(curriculum.audiences),
        parts,
    )


def _taught(teaching: Teaching) -> Taught:
    competence = teaching.competence
    return Taught(
        competence.pk,
        competence.framework.key,
        competence.code,
        competence.names,
        teaching.level,
        competence.framework.highest,
        competence.kind,
    )


def outline_of(curriculum: Curriculum, number: int | None = None) -> Outline:
    """Return a version, else the newest one, else what is being written."""
    wanted = curriculum.edition if number is None else number
    version = curriculum.versions.filter(number=wanted).first()
    return version.outline if version else written_outline(curriculum)


@dataclass(frozen=True, slots=True)
class Said:
    """An outline in the language a reader gets it in; ``is_old`` when its original moved on."""

    outline: Outline
    language: str
    original: str
    languages: Sequence[str]
    is_old: bool = False

    @property
    def is_translated(self) -> bool:
        """The reader does not get the original."""
        return self.language != self.original

    @property
    def other_language(self) -> str:
        """The language of the words, if it is not that of the page."""
        return "" if self.language == _reader_language() else self.language


def said_to_reader(curriculum: Curriculum, outline: Outline, language: str = "") -> Said:
    """Return an outline in the language asked for, else the reader's, else the original."""
    kept = {one.language: one for one in Translation.objects.filter(curriculum=curriculum)}
    languages = [outline.language, *sorted(kept)]
    wanted = language if language in languages else _reader_language()
    if wanted == outline.language or wanted not in kept:
        return Said(outline, outline.language, outline.language, languages)
    found = kept[wanted]
    is_old = found.edition < curriculum.edition
    return Said(outline.said(found.texts), wanted, outline.language, languages, is_old)


def _reader_language() -> str:
    return (get_language() or "").partition("-")[0]


def versions_of(curriculum: Curriculum) -> QuerySet[Version]:
    """Return what was published, newest first, without the content."""
    found = curriculum.versions.select_related("by").defer("content")
    return found.order_by("-number").fetch_mode(models.FETCH_RAISE)


def competences_taught(curriculum: Curriculum) -> dict[int, Taught]:
    """Return what the newest version teaches, each competence at its highest level."""
    return dict(outline_of(curriculum).taught)


def modules_teaching(competence_ids: Collection[int]) -> Mapping[int, list[Module]]:
    """Return for each competence the modules of published curricula that teach it."""
    found: dict[int, list[Module]] = {}
    rows = (
        Teaching.objects.filter(
            competence__in=competence_ids,
            module__is_dropped=False,
            module__curriculum__in=Curriculum.objects.published().values("pk"),
        )
        .select_related("module__curriculum")
        .order_by("module__curriculum__title", "module__position", "pk")
    )
    for one in rows:
        found.setdefault(one.competence_id, []).append(one.module)
    return found


def framework_list(viewer: User | AnonymousUser) -> QuerySet[Framework]:
    """Frameworks the viewer may read, shared ones first, with how many competences they have."""
    return (
        Framework.objects.visible_to(viewer)
        .select_related("programme")
        .defer("programme__blueprint")
        .annotate(competence_count=Count("competences", filter=Q(competences__area__isnull=False)))
        .order_by(models.F("programme").asc(nulls_first=True), "key")
        .fetch_mode(models.FETCH_RAISE)
    )


@dataclass(frozen=True, slots=True)
class Area:
    """An area with its competences."""

    area: Competence | None
    competences: Sequence[Competence]


def competences_by_area(
    framework: Framework, *, kind: str = "", role: str = "", country: str = ""
) -> list[Area]:
    """Return a framework in its order; what is for all is for each kind, role and country too."""
    rows = list(
        framework.competences.prefetch_related(
            Prefetch("aligned", Competence.objects.select_related("framework"))
        ).order_by("position", "pk")
    )
    used = {row.area_id for row in rows}
    fitting = [
        row
        for row in rows
        if row.pk not in used
        and (not kind or row.kind in ("", kind))
        and (not role or not row.roles or role in row.roles)
        and (not country or not row.countries or country in row.countries)
    ]
    grouped: dict[int | None, list[Competence]] = {}
    for row in fitting:
        grouped.setdefault(row.area_id, []).append(row)
    areas = {row.pk: row for row in rows if row.pk in used}
    return [
        Area(areas.get(area) if area else None, grouped[area])
        for area in (None, *areas)
        if area in grouped
    ]


def countries_in(framework: Framework) -> list[str]:
    """Return the codes of the countries that its competences name."""
    found = framework.competences.values_list("countries", flat=True)
    return sorted({code for codes in found for code in codes})


def codes_of_competences(viewer: User | AnonymousUser) -> dict[str, int]:
    """Return all that a competence can correspond to, as «framework:code»."""
    rows = Competence.objects.filter(framework__in=Framework.objects.visible_to(viewer))
    return {
        f"{key}:{code}": pk for pk, key, code in rows.values_list("pk", "framework__key", "code")
    }


def next_position(curriculum: Curriculum) -> int:
    """Return the place behind the last module."""
    last: int | None = curriculum.modules.aggregate(last=Max("position"))["last"]
    return 1 if last is None else last + 1
