"""Enter trips, change them, take them out; say how to get there."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.travel.models import Directions, Leg, Trip

type Ways = Sequence[tuple[str, int | None]]
"""Mode and kilometres one way of each leg; None is estimated, at most once."""


@transaction.atomic
def enter_trip(exchange: Exchange, legs: Ways, *, by: User, **fields: Any) -> Trip:
    """Enter a trip, of oneself or for a guest."""
    trip = Trip.objects.create(exchange=exchange, entered_by=by, at=timezone.now(), **fields)
    _lay(trip, legs)
    record("trip_entered", exchange, by=by, within=exchange.programme)
    return trip


@transaction.atomic
def change_trip(trip: Trip, legs: Ways, *, by: User, **fields: Any) -> Trip:
    """Change a trip; its legs are those given."""
    trip = Trip.objects.select_for_update(of=("self",)).get(pk=trip.pk)
    for name, value in fields.items():
        setattr(trip, name, value)
    trip.save(update_fields=[*fields])
    trip.legs.all().delete()
    _lay(trip, legs)
    record("trip_changed", trip.exchange, by=by, within=trip.exchange.programme)
    return trip


@transaction.atomic
def drop_trip(trip: Trip, *, by: User) -> None:
    """Take a trip out."""
    record("trip_dropped", trip.exchange, by=by, within=trip.exchange.programme)
    trip.delete()


@transaction.atomic
def write_directions(
    exchange: Exchange, *, by: User, getting_there: str, staying: str, language: str
) -> Directions:
    """Say how to get there and where to stay."""
    said = {"getting_there": getting_there, "staying": staying, "language": language}
    directions, _is_new = Directions.objects.update_or_create(
        exchange=exchange, defaults={**said, "by": by, "at": timezone.now()}
    )
    record("directions_written", exchange, by=by, within=exchange.programme)
    return directions


def _lay(trip: Trip, legs: Ways) -> None:
    Leg.objects.bulk_create(
        [
            Leg(trip=trip, position=position, mode=mode, km=km)
            for position, (mode, km) in enumerate(legs, 1)
        ]
    )
