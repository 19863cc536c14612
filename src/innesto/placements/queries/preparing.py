"""What a side gets ready before a leg: practices it can ask to see, checklists it works through."""

from collections.abc import Sequence

from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.placements.checklists import Hand
from innesto.placements.models import Side
from innesto.placements.queries.legs import Leg
from innesto.practices.models import Practice


def practices_to_see(side: Side, *, viewer: User) -> QuerySet[Practice]:
    """Return the practices of the other sides that are out and can be read."""
    others = side.placement.sides.exclude(pk=side.pk)
    hosts = [*others.values_list("organisation", "partner__organisation")]
    bodies = {body for pair in hosts for body in pair}
    return (
        Practice.objects.visible_to(viewer)
        .living()
        .filter(organisation__in=bodies)
        .order_by("title", "pk")
    )


def lists_for(side: Side, legs: Sequence[Leg]) -> Sequence[tuple[Leg, Hand]]:
    """Return the checklist of each leg in which a side takes part: that of host or of visitor."""
    lists: list[tuple[Leg, Hand]] = []
    for leg in legs:
        if leg.host and leg.host.pk == side.partner_id:
            lists.append((leg, "host"))
        elif any(guest.pk == side.partner_id for guest in leg.guests):
            lists.append((leg, "visitor"))
    return lists
