"""Write down what was learned and how it is adapted, and what became of it later."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.placements.models import FollowUp, Lesson, Placement, Side


class AlreadyAnsweredLater(Exception):
    """This side has said what became of it."""


@transaction.atomic
def write_lesson(
    side: Side,
    exchange: Exchange,
    *,
    by: User,
    text: str,
    adaptation: str,
    for_plan: str = "",
    is_ready: bool = False,
    ideas: Collection[Idea] = (),
) -> Lesson:
    """Keep a lesson with its local adaptation, as a work that comes of ideas and of this leg."""
    lesson = Lesson.objects.create(
        placement=side.placement,
        exchange=exchange,
        organisation=side.organisation,
        text=text,
        adaptation=adaptation,
        for_plan=for_plan,
        is_ready=is_ready and bool(for_plan),
        by=by,
        at=timezone.now(),
    )
    link_works(lesson, Link.Relation.INSPIRED, exchange, by=by, on=exchange.starts_on)
    _come_from(lesson, ideas, by=by)
    record("lesson_written", lesson, by=by, within=side.placement.programme)
    return lesson


@transaction.atomic
def rewrite_lesson(
    lesson: Lesson,
    *,
    by: User,
    text: str,
    adaptation: str,
    for_plan: str = "",
    is_ready: bool = False,
    ideas: Collection[Idea] = (),
) -> Lesson:
    """Change a lesson, its adaptation, or what of it goes into the plan."""
    placement = Placement.objects.select_related("programme").get(pk=lesson.placement_id)
    lesson = Lesson.objects.select_for_update().get(pk=lesson.pk)
    lesson.text, lesson.adaptation, lesson.for_plan = text, adaptation, for_plan
    lesson.is_ready = is_ready and bool(for_plan)
    lesson.save(update_fields=["text", "adaptation", "for_plan", "is_ready"])
    _come_from(lesson, ideas, by=by)
    record("lesson_rewritten", lesson, by=by, within=placement.programme)
    return lesson


def _come_from(lesson: Lesson, ideas: Collection[Idea], *, by: User) -> None:
    """Derive a lesson from exactly these ideas."""
    before = {idea.pk: idea for idea in lesson.ideas.all()}
    now = {idea.pk: idea for idea in ideas}
    kind, key = ref_of(lesson)
    Link.objects.filter(
        later_kind=kind,
        later_key=key,
        earlier_kind=Idea._meta.label_lower,
        earlier_key__in=[str(pk) for pk in before.keys() - now.keys()],
    ).delete()
    for pk in sorted(now.keys() - before.keys()):
        link_works(lesson, Link.Relation.DERIVED, now[pk], by=by)
    lesson.ideas.set(now.values())


@transaction.atomic
def answer_later(
    side: Side,
    *,
    by: User,
    use: str,
    where: str = "",
    evidence: str = "",
    evidence_url: str = "",
    lessons: Collection[Lesson] = (),
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
        found.lessons.set(lessons)
        for lesson in lessons:
            link_works(found, Link.Relation.PROVES, lesson, by=by)
    record("placement_followed_up", side.placement, by=by, within=side.placement.programme)
    return found
