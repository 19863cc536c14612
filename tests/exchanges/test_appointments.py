"""Hours and zones: what holds across midnight, summer time and borders."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from innesto.exchanges.models import Exchange, Move
from tests.exchanges.factories import ExchangeFactory

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 3, 10)


def clocked(first, last, **changes):
    """Return an exchange with hours, not saved."""
    return ExchangeFactory.build(
        programme=None,
        starts_on=DAY,
        opens=datetime.time.fromisoformat(first),
        closes=datetime.time.fromisoformat(last),
        **changes,
    )


def test_an_exchange_without_hours_takes_office_hours():
    morning = ExchangeFactory.build(programme=None, starts_on=DAY, half="morning")

    assert morning.begins_at.isoformat() == "2027-03-10T09:00:00+01:00"
    assert morning.ends_at.isoformat() == "2027-03-10T13:00:00+01:00"
    assert (morning.clock, morning.has_hours) == ("mattina", False)


def test_hours_are_those_of_its_zone_and_named_only_where_the_clock_differs():
    here = clocked("09:30", "13:00", zone="Europe/Vienna")
    there = clocked("09:30", "13:00", zone="Europe/Lisbon")

    assert (here.clock, here.clock_here) == ("9:30–13:00", "")
    assert (there.clock, there.clock_here) == ("9:30–13:00, ora di Lisbona", "10:30–14:00")
    assert there.begins_at - here.begins_at == datetime.timedelta(hours=1)


def test_an_evening_in_lisbon_ends_tomorrow_in_rome():
    late = clocked("21:30", "23:30", zone="Europe/Lisbon")

    assert late.clock_here == "22:30–0:30"
    assert late.ends_at.date() == DAY


def test_an_evening_may_end_at_midnight_or_after():
    late = clocked("22:00", "00:00", ends_on=DAY + datetime.timedelta(days=1))

    assert late.ends_at - late.begins_at == datetime.timedelta(hours=2)


def test_a_meeting_keeps_its_hours_when_summer_time_begins_on_the_way():
    weekend = ExchangeFactory.build(
        programme=None,
        starts_on=datetime.date(2027, 3, 27),
        ends_on=datetime.date(2027, 3, 28),
        opens=datetime.time(9),
        closes=datetime.time(9),
    )

    taken = weekend.ends_at.astimezone(datetime.UTC) - weekend.begins_at.astimezone(datetime.UTC)
    assert taken == datetime.timedelta(hours=23)


@pytest.mark.parametrize("hours", [("13:00", "09:00"), ("09:00", None)])
def test_hours_that_cannot_be_are_refused(hours):
    opens, closes = (clock and datetime.time.fromisoformat(clock) for clock in hours)

    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeFactory(opens=opens, closes=closes)


def test_an_exchange_has_a_format_or_a_kind():
    ExchangeFactory(format="", kind="Viaggio di studio")

    with pytest.raises(IntegrityError), transaction.atomic():
        ExchangeFactory(format="", kind="")


def test_a_move_remembers_when_and_where_it_was():
    exchange = ExchangeFactory(venue="Sala consiliare", zone="Europe/Lisbon")

    move = Move.of(exchange, reason="Sciopero")
    move.save()

    kept = exchange.moves.get()
    assert (kept.starts_on, kept.venue, kept.zone) == (DAY, "Sala consiliare", "Europe/Lisbon")
    assert (kept.reason, kept.mode) == ("Sciopero", Exchange.Mode.IN_PERSON)
