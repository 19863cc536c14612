import datetime
from dataclasses import replace

import pytest

from innesto.exchanges.actions.meetings import NotStanding, call_off_exchange
from innesto.exchanges.actions.moving import ChangedMeanwhile, NothingChanges, move_exchange
from innesto.exchanges.models import Exchange
from innesto.exchanges.signals import exchange_moved
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db

WHY = "La sala è allagata"


@pytest.fixture
def exchange(coordinator, programme):
    return ExchangeFactory(programme=programme, state="confirmed", half_days=2)


def a_day_later(exchange):
    day = datetime.timedelta(days=1)
    return replace(
        exchange.when, starts_on=exchange.starts_on + day, ends_on=exchange.ends_on + day
    )


@pytest.mark.capability("M-23")
def test_move_exchange_keeps_what_it_was_and_why(exchange, coordinator):
    before = exchange.starts_on

    moved = move_exchange(
        exchange, when=a_day_later(exchange), reason=WHY, seen=exchange.revision, by=coordinator
    )

    kept = moved.moves.get()
    assert (kept.starts_on, kept.reason, kept.by) == (before, WHY, coordinator)
    assert moved.starts_on == before + datetime.timedelta(days=1)
    assert moved.revision == exchange.revision + 1
    entry = Entry.objects.within(moved.programme).latest("pk")
    assert (entry.verb, entry.facts) == ("exchange_moved", {"reason": WHY})


def test_move_exchange_asks_again_only_on_other_days(exchange, coordinator):
    seat = SeatFactory(exchange=exchange, answer="accepted")
    hours = {"opens": datetime.time(10), "closes": datetime.time(16)}

    moved = move_exchange(
        exchange, when=replace(exchange.when, **hours, venue="Biblioteca"), reason=WHY, seen=0,
        by=coordinator,
    )  # fmt: skip

    seat.refresh_from_db()
    assert (seat.answer, moved.state, moved.venue) == ("accepted", "confirmed", "Biblioteca")

    moved = move_exchange(moved, when=a_day_later(moved), reason=WHY, seen=1, by=coordinator)

    seat.refresh_from_db()
    assert (seat.answer, moved.state) == ("asked", "announced")


def test_move_exchange_tells_the_second_of_two(exchange, coordinator):
    first = exchange.revision
    move_exchange(exchange, when=a_day_later(exchange), reason=WHY, seen=first, by=coordinator)

    with pytest.raises(ChangedMeanwhile):
        move_exchange(exchange, when=exchange.when, reason="Altro", seen=first, by=coordinator)


def test_move_exchange_refuses_what_is_over_or_changes_nothing(exchange, coordinator):
    with pytest.raises(NothingChanges):
        move_exchange(exchange, when=exchange.when, reason=WHY, seen=0, by=coordinator)

    Exchange.objects.update(state="held")
    with pytest.raises(NotStanding):
        move_exchange(exchange, when=a_day_later(exchange), reason=WHY, seen=0, by=coordinator)


def test_move_exchange_tells_upper_floors_and_people(
    exchange, coordinator, django_capture_on_commit_callbacks
):
    heard = []
    exchange_moved.connect(lambda **signal: heard.append(signal["exchange"].pk), weak=False)
    seat = SeatFactory(exchange=exchange)
    referent = MembershipFactory(organisation=seat.partner.organisation, is_referent=True).person

    with django_capture_on_commit_callbacks(execute=True):
        move_exchange(exchange, when=a_day_later(exchange), reason=WHY, seen=0, by=coordinator)

    exchange_moved.receivers.pop()
    notice = Notification.objects.get(to=referent)
    assert heard == [exchange.pk]
    assert (notice.kind, WHY in notice.body) == ("exchange_moved", True)


def test_moved_across_summer_time_and_zones_the_hour_stays_that_of_the_clock_there(
    exchange, coordinator
):
    winter = {"opens": datetime.time(9, 30), "closes": datetime.time(13), "zone": "Europe/Lisbon"}
    moved = move_exchange(
        exchange, when=replace(exchange.when, **winter), reason=WHY, seen=0, by=coordinator
    )
    assert moved.begins_at.astimezone(datetime.UTC).hour == 9

    summer = datetime.date(2027, 3, 29)
    moved = move_exchange(
        moved, when=replace(moved.when, starts_on=summer, ends_on=summer), reason=WHY, seen=1,
        by=coordinator,
    )  # fmt: skip
    assert (moved.opens, moved.begins_at.astimezone(datetime.UTC).hour) == (datetime.time(9, 30), 8)


def test_moved_across_midnight_it_ends_on_the_next_day(exchange, coordinator):
    late = replace(
        exchange.when,
        ends_on=exchange.starts_on + datetime.timedelta(days=1),
        opens=datetime.time(22),
        closes=datetime.time(0, 30),
    )

    moved = move_exchange(exchange, when=late, reason=WHY, seen=0, by=coordinator)

    assert moved.ends_at - moved.begins_at == datetime.timedelta(hours=2, minutes=30)


def test_call_off_exchange_the_evening_before_tells_everybody_with_a_seat_at_once(
    exchange, coordinator, django_capture_on_commit_callbacks
):
    seats = SeatFactory.create_batch(2, exchange=exchange, answer="accepted")
    people = [
        MembershipFactory(organisation=seat.partner.organisation, is_referent=True).person
        for seat in seats
    ]

    with django_capture_on_commit_callbacks(execute=True):
        off = call_off_exchange(exchange, reason="Neve", by=coordinator)

    told = Notification.objects.filter(kind="exchange_ended").order_by("to")
    assert [notice.to_id for notice in told] == [person.pk for person in people]
    assert [notice.body.endswith("Neve") for notice in told] == [True, True]
    assert off.reason == "Neve"
