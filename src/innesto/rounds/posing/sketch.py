"""Exchanges that have no date yet, as facts, so that the blueprint's own rules can count them."""

import dataclasses
from collections.abc import Iterable, Sequence

from innesto.blueprints.facts import Exchange, Facts, Pair
from innesto.blueprints.judging.ground import Ground
from innesto.blueprints.schema.countable import Scope
from innesto.rounds.given.roster import PLACE, Roster
from innesto.rounds.letters.proposal import PlannedExchange, PlannedPair
from innesto.rounds.posing.expansion import Occasion


def sketch(roster: Roster, occasions: Sequence[Occasion], pairs: Iterable[PlannedPair]) -> Ground:
    """Return the ground on which rules stand before anything is planned."""
    exchanges = tuple(
        dataclasses.replace(
            _exchange(occasion),
            host="" if occasion.host.startswith(PLACE) else occasion.host,
            guests=frozenset((*occasion.must, *occasion.may)),
        )
        for occasion in occasions
    )
    return _ground(roster, exchanges, pairs)


def as_planned(
    roster: Roster,
    occasions: Sequence[Occasion],
    planned: Iterable[PlannedExchange],
    pairs: Iterable[PlannedPair],
) -> Ground:
    """Return the ground on which rules stand once a plan is carried out."""
    found = {occasion.key: occasion for occasion in occasions}
    exchanges = tuple(
        dataclasses.replace(
            _exchange(found[exchange.key]),
            host=exchange.host,
            guests=frozenset((*exchange.guests, *exchange.optional_guests)),
            starts_on=exchange.starts_on,
            ends_on=exchange.ends_on,
            mode=exchange.mode,
        )
        for exchange in planned
        if exchange.key in found
    )
    return _ground(roster, exchanges, pairs)


def _ground(
    roster: Roster, exchanges: tuple[Exchange, ...], pairs: Iterable[PlannedPair]
) -> Ground:
    facts: Facts = dataclasses.replace(
        roster.facts,
        organisations=roster.partners,
        exchanges=exchanges,
        pairs=tuple(Pair(key=pair.key, members=pair.members, strand=pair.strand) for pair in pairs),
    )
    return Ground(roster.blueprint, facts, roster.days.first)


def _exchange(occasion: Occasion) -> Exchange:
    key = occasion.circle.key
    kind = occasion.circle.kind
    return Exchange(
        key=occasion.key,
        format=occasion.format.key,
        leg=occasion.leg.key if occasion.leg else "",
        country=key if kind is Scope.COUNTRY else "",
        strand=key if kind is Scope.STRAND else "",
        project=key if kind is Scope.PROJECT else "",
        pair=key if kind is Scope.PAIR else "",
        half_days=occasion.half_days,
        mode=occasion.mode,
    )
