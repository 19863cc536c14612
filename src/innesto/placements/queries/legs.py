"""The legs of a staff exchange: which exchanges they are, what each is for, what it owes."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.blueprints.schema import formats
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.models import Exchange, Seat
from innesto.placements.models import Placement
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language

type Group = tuple[str, str]
"""Format and scope: what the legs of one staff exchange have in common; they are numbered."""


@dataclass(frozen=True, slots=True)
class Leg:
    """One leg: its exchange, the words of the blueprint, who hosts and who visits."""

    exchange: Exchange
    key: str
    label: str
    said_purpose: str
    """What the blueprint says it is for."""
    purpose: str
    """What both cities wrote in its place, else what the blueprint says."""
    half_days: int
    """How long the format wants it."""
    host: Partner | None
    guests: Sequence[Partner]
    reports: Sequence[str]
    """What is owed afterwards, in words."""
    wants_lessons: bool
    """Its report links lessons to their local adaptation; that of others tells ideas."""

    @property
    def partners(self) -> Sequence[Partner]:
        """Return everybody who takes part in it."""
        return [*([self.host] if self.host else []), *self.guests]

    def is_over(self, on: datetime.date) -> bool:
        """Tell whether it was held, or its days are past."""
        return self.exchange.state == Exchange.State.HELD or self.exchange.ends_on < on

    def is_going_on(self, on: datetime.date) -> bool:
        """Tell whether this is one of its days."""
        return self.exchange.starts_on <= on <= self.exchange.ends_on


def is_leg(exchange: Exchange, _viewer: User | AnonymousUser) -> bool:
    """Tell whether an exchange is a leg: only those have a placement."""
    return bool(exchange.leg)


def group_of(exchange: Exchange) -> Group:
    """Return what the legs of the same staff exchange have in common."""
    return exchange.format, exchange.scope


def legs_of(exchange: Exchange, placement: Placement | None = None) -> list[Leg]:
    """Return the legs of the staff exchange that this exchange is one of, in their order."""
    format_, scope = group_of(exchange)
    together = leg_exchanges(exchange.programme).filter(format=format_, scope=scope)
    return _in_order(exchange.programme, list(together), placement)


def placements_by_group(
    programme: Programme, exchanges: Iterable[Exchange], placements: Iterable[Placement]
) -> list[tuple[list[Leg], Placement | None]]:
    """Return every staff exchange of a programme, with its placement where one is begun."""
    begun = {group_of(one.opening): one for one in placements}
    groups: defaultdict[Group, list[Exchange]] = defaultdict(list)
    for exchange in exchanges:
        groups[group_of(exchange)].append(exchange)
    return [
        (_in_order(programme, together, begun.get(group)), begun.get(group))
        for group, together in groups.items()
    ]


def leg_exchanges(programme: Programme) -> QuerySet[Exchange]:
    """Return the legs of a programme that stand or were held, with who takes part."""
    return (
        programme.exchanges.standing()
        .exclude(leg="")
        .prefetch_related("seats__partner__organisation__place__country")
        .order_by("starts_on", "pk")
    )


def _in_order(
    programme: Programme, exchanges: Sequence[Exchange], placement: Placement | None
) -> list[Leg]:
    blueprint = blueprint_of(programme)
    purposes = placement.purposes if placement else {}
    found = []
    for exchange in exchanges:
        exchange.programme = programme
        found.append(_leg(blueprint, exchange, purposes.get(exchange.leg, "")))
    return sorted(found, key=lambda leg: (leg.exchange.number, leg.exchange.starts_on))


def _leg(blueprint: Blueprint, exchange: Exchange, written: str) -> Leg:
    language = reader_language()
    format_ = blueprint.format(exchange.format)
    leg: formats.Leg | None = None
    if format_:
        leg = next((one for one in format_.legs if one.key == exchange.leg), None)
    purpose = (leg and leg.purpose) or (format_ and format_.purpose)
    said = purpose.read(language) if purpose else ""
    length = (leg and leg.length) or (format_ and format_.length)
    owed = {*(leg.after if leg else ()), *(format_.after if format_ else ())}
    reports = [one for one in blueprint.templates if one.key in owed]
    seats = list(exchange.seats.all())
    return Leg(
        exchange=exchange,
        key=exchange.leg,
        label=leg.label.read(language) if leg else exchange.name,
        said_purpose=said,
        purpose=written or said,
        half_days=length.half_days if length else exchange.half_days,
        host=next((seat.partner for seat in seats if seat.part == Seat.Part.HOST), None),
        guests=[seat.partner for seat in seats if seat.part == Seat.Part.GUEST],
        reports=[one.label.read(language) for one in reports],
        wants_lessons=any("lesson" in one.links for one in reports),
    )
