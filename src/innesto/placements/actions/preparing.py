"""What a side prepares before a leg: challenge, questions, practices to see, checklists."""

from collections.abc import Collection, Sequence

from django.db import transaction

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.placements.models import Side
from innesto.practices.models import Practice


@transaction.atomic
def prepare_side(
    side: Side,
    *,
    challenge: str,
    questions: Sequence[str],
    context: str,
    practices: Collection[Practice],
    by: User,
) -> Side:
    """Say what a side wants to learn, from where it starts, and what it wants to see."""
    side = Side.objects.select_for_update().get(pk=side.pk)
    side.challenge, side.questions, side.context = challenge, [*questions], context
    side.save(update_fields=["challenge", "questions", "context"])
    side.practices.set(practices)
    record("side_prepared", side.placement, by=by, within=side.placement.programme)
    return side


@transaction.atomic
def tick_items(side: Side, *, items: Collection[str], by: User) -> Side:
    """Keep what of the checklists is done; an item is a leg's key and its own."""
    side = Side.objects.select_for_update().get(pk=side.pk)
    side.ticked = sorted(items)
    side.save(update_fields=["ticked"])
    record("checklist_ticked", side.placement, by=by, within=side.placement.programme)
    return side
