"""Lessons: found, compared, and the forms that ask for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.blueprints.schema.templates import Template
from innesto.outcomes.models import Lesson
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.questions import questions_of
from innesto.themes.models import Mapping as Correspondence
from innesto.themes.models import Theme
from innesto.toolkit.questions import Question

OURS = frozenset(
    {
        *("lesson", "context", "expected", "happened", "why", "evidence", "for_whom"),
        *("recommendation", "dimension", "confidence", "content"),
    }
)
"""What every lesson has; a template that has fields of these names asks the same."""
MOST_COLUMNS = 6


def lesson_list(
    *,
    viewer: User | AnonymousUser,
    text: str = "",
    theme: str = "",
    dimension: str = "",
    programme: str = "",
) -> QuerySet[Lesson]:
    """Lessons the viewer may read, the newest first, sealed. A call's are those of its projects."""
    found = Lesson.objects.visible_to(viewer)
    if text:
        found = found.filter(
            Q(sentence__icontains=text)
            | Q(happened__icontains=text)
            | Q(why__icontains=text)
            | Q(recommendation__icontains=text)
        )
    if theme.isdecimal():
        found = found.filter(themes__in=_same_themes(int(theme)))
    if dimension:
        found = found.filter(dimension=dimension)
    if programme:
        found = found.filter(Q(programme__slug=programme) | Q(programme__call__slug=programme))
    return (
        found.select_related("programme", "organisation")
        .defer("programme__blueprint")
        .distinct()
        .order_by("-written_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def _same_themes(theme: int) -> list[int]:
    """Return a theme, and those of other programmes that mean the same."""
    pairs = Correspondence.objects.filter(Q(theme=theme) | Q(target=theme))
    found = {theme}
    for one, other in pairs.values_list("theme_id", "target_id"):
        found |= {one, other}
    return sorted(found)


def themes_with_lessons(viewer: User | AnonymousUser) -> Sequence[tuple[str, str]]:
    """Return number and name of the themes that lessons are about, to choose from."""
    seen = Lesson.objects.visible_to(viewer)
    found = Theme.objects.filter(lessons__in=seen.values("pk")).distinct().order_by("pk")
    return sorted(((str(one.pk), str(one)) for one in found), key=lambda it: it[1])


def programmes_with_lessons(viewer: User | AnonymousUser) -> Sequence[tuple[str, str]]:
    """Return address and name of the programmes, and calls, that have lessons, to choose from."""
    seen = Lesson.objects.visible_to(viewer).values("programme")
    either = Q(pk__in=seen) | Q(projects__in=seen)
    found = Programme.objects.filter(either).distinct().defer("blueprint")
    return sorted(((one.slug, one.name) for one in found), key=lambda it: it[1])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Lessons side by side: a row a dimension, a column a project."""

    columns: Sequence[Programme]
    rows: Sequence[tuple[str, Sequence[tuple[Programme, Sequence[Lesson]]]]]
    left_out: int
    """Projects that have lessons and no column: narrow the choice."""


def compare(lessons: QuerySet[Lesson]) -> Comparison:
    """Set lessons side by side by dimension and project; rows without any are left out."""
    found = list(lessons)
    projects: dict[int, Programme] = {}
    for lesson in sorted(found, key=lambda it: it.programme.name):
        projects.setdefault(lesson.programme_id, lesson.programme)
    columns = list(projects.values())[:MOST_COLUMNS]
    at: dict[tuple[str, int], list[Lesson]] = {}
    for lesson in found:
        at.setdefault((lesson.dimension, lesson.programme_id), []).append(lesson)
    rows = [
        (str(label), [(column, at.get((value, column.pk), [])) for column in columns])
        for value, label in [*Lesson.Dimension.choices, ("", "")]
    ]
    return Comparison(
        columns,
        [row for row in rows if any(lessons for _column, lessons in row[1])],
        len(projects) - len(columns),
    )


def lesson_template(programme: Programme) -> Template | None:
    """Return the form with which a programme asks for lessons."""
    return next((one for one in blueprint_of(programme).templates if one.kind == "lesson"), None)


def own_questions(template: Template | None) -> list[Question]:
    """Return what a programme asks of a lesson beside what all have."""
    fields = [field for field in template.fields if field.key not in OURS] if template else ()
    return questions_of(fields)


def renamed(template: Template | None) -> Mapping[str, str]:
    """Return what a programme calls the things that every lesson has."""
    asked = questions_of(template.fields) if template else ()
    return {one.key: one.label for one in asked if one.key in OURS}
