import pytest
from django.db import transaction

from innesto.exchanges.actions.meetings import (
    AlreadyAnswered,
    NotStanding,
    accept_seat,
    arrange_exchange,
    call_off_exchange,
    decline_seat,
    hold_exchange,
)
from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.models import Exchange
from innesto.notifications.actions import notify
from innesto.notifications.models import Notification
from tests.exchanges.factories import ExchangeFactory, SeatFactory

pytestmark = pytest.mark.django_db


def test_accept_seat_confirms_once_everybody_has(plan, coordinator, referent):
    publish_plan(plan, by=coordinator)
    exchange = Exchange.objects.get(key="visit..1")
    *others, last = exchange.seats.order_by("pk")
    for seat in others:
        accept_seat(seat, by=coordinator)
    exchange.refresh_from_db()
    assert exchange.state == Exchange.State.ANNOUNCED

    answered = accept_seat(last, by=referent)

    exchange.refresh_from_db()
    assert (exchange.state, answered.answered_by) == (Exchange.State.CONFIRMED, referent)
    with pytest.raises(AlreadyAnswered):
        accept_seat(last, by=referent)


def test_decline_seat_keeps_the_reason_and_unconfirms(coordinator):
    seat = SeatFactory(answer="accepted", exchange__state="confirmed")

    decline_seat(seat, reason="Elezioni in quei giorni", by=coordinator)

    seat.refresh_from_db()
    seat.exchange.refresh_from_db()
    assert (seat.answer, seat.reason) == ("declined", "Elezioni in quei giorni")
    assert seat.exchange.state == Exchange.State.ANNOUNCED


def test_accept_seat_refuses_what_was_called_off(coordinator):
    seat = SeatFactory(exchange__state="cancelled")

    with pytest.raises(AlreadyAnswered):
        accept_seat(seat, by=coordinator)


def test_arrange_exchange_counts_as_a_revision(coordinator):
    exchange = ExchangeFactory()

    arrange_exchange(exchange, by=coordinator, venue="Sala consiliare", link="")

    exchange.refresh_from_db()
    assert (exchange.venue, exchange.revision) == ("Sala consiliare", 1)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_cannot_be_changed(coordinator, state):
    exchange = ExchangeFactory(state=state)

    with pytest.raises(NotStanding):
        arrange_exchange(exchange, by=coordinator, venue="", link="")
    with pytest.raises(NotStanding), transaction.atomic():
        call_off_exchange(exchange, by=coordinator, reason="neve")
    with pytest.raises(NotStanding), transaction.atomic():
        hold_exchange(exchange, by=coordinator)


def test_call_off_exchange_keeps_the_seats(coordinator):
    seat = SeatFactory()

    call_off_exchange(seat.exchange, reason="Neve", by=coordinator)

    assert seat.exchange.seats.get() == seat
    assert Exchange.objects.standing().count() == 0


def test_hold_exchange_takes_off_what_still_waited_for_anybody(coordinator):
    exchange = ExchangeFactory()
    notify([coordinator], kind="exchange_created", key="x", title="Vieni?", about=exchange)

    hold_exchange(exchange, by=coordinator)

    assert not Notification.objects.filter(read_at=None).exists()
