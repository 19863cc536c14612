"""What is asked: the competences of a framework or curriculum, or what a body needs for a theme."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.assessments.marking import Question
from innesto.assessments.models import Assessment, Capacity, CapacityLevel, Inquiry
from innesto.curricula.models import Competence, Curriculum, Framework, level_words, steps_to
from innesto.curricula.queries import competences_by_area, competences_taught
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.themes.models import Theme


def questions_of(thing: Assessment | Inquiry) -> list[Question]:
    """Return what is asked, in the reader's language and in order: at most two questions."""
    if thing.framework:
        return _of_framework(thing.framework, thing.kind)
    if thing.curriculum:
        return _of_curriculum(thing.curriculum, thing.kind)
    return [Question(str(one.value), "", str(one.label), highest=4) for one in Capacity]


def _of_framework(framework: Framework, kind: str) -> list[Question]:
    return [
        Question(
            f"c{one.pk}",
            area.area.name if area.area else "",
            one.name,
            framework.highest,
            about=one.about,
            kind=one.kind,
        )
        for area in competences_by_area(framework, kind=kind)
        for one in area.competences
    ]


def _of_curriculum(curriculum: Curriculum, kind: str) -> list[Question]:
    taught = competences_taught(curriculum)
    rows = (
        Competence.objects.filter(pk__in=taught)
        .select_related("framework", "area")
        .order_by("framework", "position", "pk")
    )
    return [
        Question(
            f"c{one.pk}",
            said(one.area.names) if one.area else str(one.framework),
            one.name,
            one.framework.highest,
            about=one.about,
            target=taught[one.pk].level,
            kind=one.kind,
        )
        for one in rows
        if not kind or one.kind in ("", kind)
    ]


def choices_for(question: Question, *, is_of_body: bool) -> list[tuple[int, str]]:
    """Return the levels that one chooses from, the lowest first."""
    if is_of_body:
        return [(one.value, str(one.label)) for one in CapacityLevel]
    return [(0, level_words(0, question.highest)), *steps_to(question.highest)]


def areas_of(questions: Sequence[Question]) -> Mapping[str, list[Question]]:
    """Return the questions by area, in their order: one page each."""
    found: dict[str, list[Question]] = {}
    for one in questions:
        found.setdefault(one.area, []).append(one)
    return found


def themes_for(viewer: User, programme: Programme | None = None) -> QuerySet[Theme]:
    """Return the themes one can ask about: of a programme, else of those one takes part in."""
    joined = Programme.objects.joined_by(viewer) | Programme.objects.coordinated_by(viewer)
    own = [programme] if programme else list(joined.only("pk", "scheme"))
    schemes = {one.scheme_id for one in own if one.scheme_id}
    found = (
        Theme.objects.filter(scheme__in=schemes)
        if schemes
        else Theme.objects.filter(scheme__key="data-theme")
    )
    return found.order_by("scheme", "position", "key")
