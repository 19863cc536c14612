"""Write down what was learned and how it is adapted, and what became of it later."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.outcomes.actions.lessons import change_lesson, write_lesson
from innesto.outcomes.models import Lesson
from innesto.outcomes.queries.accounts import themes_of
from innesto.placements.models import Adaptation, FollowUp, Side
from innesto.placements.queries.lessons import idea_keys_of, links_to_ideas
from innesto.search.actions import hand_in


class AlreadyAnsweredLater(Exception):
    """This side has said what became of it."""


@transaction.atomic
def adapt_lesson(
    side: Side,
    exchange: Exchange,
    *,
    by: User,
    how: str,
    for_plan: str = "",
    is_ready: bool = False,
    ideas: Collection[Idea] = (),
    **told: Any,
) -> Adaptation:
    """Write a lesson that comes of ideas and of this leg, and how it is adapted at home.

    ``told`` are the fields of the lesson, at least its ``sentence``.
    """
    lesson = write_lesson(
        side.placement.programme,
        side.organisation,
        by=by,
        exchange=exchange,
        themes=themes_of(exchange),
        **_whole(told, ideas),
    )
    _come_from(lesson, ideas, by=by)
    adaptation = Adaptation.objects.create(
        placement=side.placement,
        exchange=exchange,
        lesson=lesson,
        organisation=side.organisation,
        how=how,
        for_plan=for_plan,
        is_ready=is_ready and bool(for_plan),
        by=by,
        at=timezone.now(),
    )
    link_works(adaptation, Link.Relation.ADAPTED, lesson, by=by)
    record("lesson_adapted", adaptation, by=by, within=side.placement.programme)
    hand_in("adaptation", adaptation.pk)
    return adaptation


@transaction.atomic
def change_adaptation(
    adaptation: Adaptation,
    *,
    by: User,
    how: str,
    for_plan: str = "",
    is_ready: bool = False,
    ideas: Collection[Idea] = (),
    **told: Any,
) -> Adaptation:
    """Change a lesson, how it is adapted, or what of it goes into the plan."""
    adaptation = (
        Adaptation.objects.select_for_update(of=("self",))
        .select_related("lesson__programme")
        .get(pk=adaptation.pk)
    )
    change_lesson(adaptation.lesson, by=by, **_whole(told, ideas))
    _come_from(adaptation.lesson, ideas, by=by)
    adaptation.how, adaptation.for_plan = how, for_plan
    adaptation.is_ready = is_ready and bool(for_plan)
    adaptation.save(update_fields=["how", "for_plan", "is_ready"])
    record("adaptation_changed", adaptation, by=by, within=adaptation.lesson.programme)
    hand_in("adaptation", adaptation.pk)
    return adaptation


def _whole(told: Mapping[str, Any], ideas: Collection[Idea]) -> dict[str, Any]:
    """Return what is told of a lesson; where nobody says what happened, the ideas do."""
    happened = told.get("happened") or "\n".join(idea.text for idea in ideas)
    return {**told, "happened": happened or told["sentence"]}


def _come_from(lesson: Lesson, ideas: Collection[Idea], *, by: User) -> None:
    """Derive a lesson from exactly these ideas."""
    before = set(idea_keys_of(lesson))
    now = {str(idea.pk): idea for idea in ideas}
    links_to_ideas(lesson).filter(earlier_key__in=before - now.keys()).delete()
    for key in sorted(now.keys() - before):
        link_works(lesson, Link.Relation.DERIVED, now[key], by=by)


@transaction.atomic
def answer_later(
    side: Side,
    *,
    by: User,
    use: str,
    where: str = "",
    evidence: str = "",
    evidence_url: str = "",
    adaptations: Collection[Adaptation] = (),
) -> FollowUp:
    """Say for a side, months after the last leg, what is used, where, and what proves it.

    Raises ``AlreadyAnsweredLater``.
    """
    side = Side.objects.select_for_update().get(pk=side.pk)
    if FollowUp.objects.filter(side=side).exists():
        raise AlreadyAnsweredLater
    found = FollowUp.objects.create(
        side=side,
        use=use,
        where=where,
        evidence=evidence,
        evidence_url=evidence_url,
        by=by,
        at=timezone.now(),
    )
    if found.is_use:
        found.adaptations.set(adaptations)
        for adaptation in adaptations:
            link_works(found, Link.Relation.PROVES, adaptation, by=by)
    record("placement_followed_up", side.placement, by=by, within=side.placement.programme)
    return found
