"""All staff exchanges of a programme, and where each stands."""

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from innesto.placements.models import Placement
from innesto.placements.models.agreement import names_of
from innesto.placements.queries.legs import Leg, leg_exchanges, placements_by_group
from innesto.placements.queries.standing import (
    Stage,
    Standing,
    standing_of,
    traces_of,
)
from innesto.programmes.models import Programme
from innesto.toolkit.addresses import address_of


@dataclass(frozen=True, slots=True)
class Line:
    """One staff exchange: who with whom, its legs, where it stands."""

    names: str
    url: str
    legs: Sequence[Leg]
    standing: Standing
    is_agreed: bool
    ready: int
    """Lessons that can go into the plan of action."""


def overview_of(programme: Programme, *, on: datetime.date) -> Sequence[Line]:
    """Return every staff exchange of a programme, the earliest first: a fixed number of queries."""
    exchanges = list(leg_exchanges(programme))
    begun = list(
        programme.placements.select_related("opening").prefetch_related(
            "sides__organisation", "sides__follow_up", "adaptations"
        )
    )
    traces = traces_of(exchanges)

    def line(legs: Sequence[Leg], placement: Placement | None) -> Line:
        sides = list(placement.sides.all()) if placement else []
        unanswered = sum(not hasattr(side, "follow_up") for side in sides)
        partners = {partner.pk: str(partner) for leg in legs for partner in leg.partners}
        return Line(
            names=names_of(sides) or " – ".join(partners.values()),
            url=address_of("placements:detail", legs[0].exchange.pk),
            legs=legs,
            standing=standing_of(placement, legs, traces=traces, unanswered=unanswered, on=on),
            is_agreed=placement is not None and placement.is_agreed,
            ready=sum(one.is_ready for one in placement.adaptations.all()) if placement else 0,
        )

    grouped = placements_by_group(programme, exchanges, begun)
    return [line(legs, placement) for legs, placement in grouped]


def counts_of(lines: Sequence[Line]) -> Sequence[tuple[str, int]]:
    """Return how many stand where, in the order of the stages."""
    counted = Counter(line.standing.stage for line in lines)
    return [(str(stage.label), counted[stage]) for stage in Stage if counted[stage]]
