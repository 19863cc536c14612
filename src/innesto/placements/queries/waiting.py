"""What staff exchanges ask of a person, for their desk."""

import datetime
from collections.abc import Iterator, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.placements.models import Side
from innesto.placements.queries.later import asked_later, due_since
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


def placements_waiting(person: User, on: datetime.date) -> Sequence[Waiting]:
    """Return the agreements that await a yes of a person, and what became of it."""
    sides = list(_lived(person.pk))
    if not sides:
        return []
    return [*_to_accept(person, sides), *_to_answer(sides, on)]


@Prepared
def _lived(person: int) -> QuerySet[Side]:
    return (
        Side.objects.lived_by(User(pk=person))
        .filter(follow_up=None)
        .select_related("placement__opening", "placement__programme", "organisation")
        .defer("placement__programme__blueprint")
        .order_by("placement__opening__starts_on", "pk")
    )


def _to_accept(person: User, sides: Sequence[Side]) -> Iterator[Waiting]:
    open_ = [side for side in sides if not side.accepts(side.placement)]
    spoken = Side.objects.spoken_for_by(person).filter(pk__in=[side.pk for side in open_])
    mine = {*spoken.values_list("pk", flat=True)} if open_ else set()
    for side in open_:
        if side.pk in mine:
            yield Waiting(
                title=_("Does %(name)s agree to the staff exchange?") % {"name": side},
                detail=f"{side.placement.programme} · {side.placement}",
                url=reverse("placements:agreement", args=[side.placement.opening_id]),
                action=_("Read the agreement"),
                due=side.placement.opening.starts_on,
            )


def _to_answer(sides: Sequence[Side], on: datetime.date) -> Iterator[Waiting]:
    asked = asked_later(on).filter(pk__in=[side.placement_id for side in sides])
    due = {placement.pk: due_since(placement) for placement in asked}
    for side in sides:
        if side.placement_id in due:
            yield Waiting(
                title=_("What became of %(title)s?") % {"title": side.placement},
                detail=_("Is it used, where, and what proves it? A few lines are enough."),
                url=reverse("placements:later", args=[side.placement.opening_id, side.pk]),
                action=_("Answer"),
                due=due[side.placement_id],
            )
