"""Answer for a partner, arrange, call off, hold: what can be done to a meeting."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.answers import is_accepted_by_all
from innesto.exchanges.signals import exchange_called_off, exchange_held
from innesto.exchanges.tasks import tell_of_exchange
from innesto.journal.actions import record
from innesto.notifications.actions import mark_about_over
from innesto.search.actions import hand_in


class AlreadyAnswered(Exception):
    """The seat has this answer already, or its exchange is over."""


class NotStanding(Exception):
    """The exchange was held or called off meanwhile."""


@transaction.atomic
def accept_seat(seat: Seat, *, by: User) -> Seat:
    """Say that the partner hosts or comes; the exchange is confirmed once all who must have.

    Raises ``AlreadyAnswered``.
    """
    return _answer(seat, Seat.Answer.ACCEPTED, by=by)


@transaction.atomic
def decline_seat(seat: Seat, *, reason: str, by: User) -> Seat:
    """Say that the partner cannot, and why; the coordinator plans again or lets it be.

    Raises ``AlreadyAnswered``.
    """
    return _answer(seat, Seat.Answer.DECLINED, by=by, reason=reason)


def _answer(seat: Seat, answer: Seat.Answer, *, by: User, reason: str = "") -> Seat:
    exchange = Exchange.objects.select_for_update().get(pk=seat.exchange_id)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if not exchange.is_standing or seat.answer == answer:
        raise AlreadyAnswered
    seat.answer, seat.reason = answer, reason
    seat.answered_by, seat.answered_at = by, timezone.now()
    seat.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    confirmed = is_accepted_by_all(exchange)
    state = Exchange.State.CONFIRMED if confirmed else Exchange.State.ANNOUNCED
    if exchange.state != state:
        exchange.state = state
        exchange.revise("state")
    record(
        f"seat_{answer}", exchange, by=by, within=exchange.programme, partner=seat.partner_id,
        reason=reason,
    )  # fmt: skip
    return seat


@transaction.atomic
def arrange_exchange(exchange: Exchange, *, by: User, venue: str, link: str) -> Exchange:
    """Say where it takes place and which link opens the room. Raises ``NotStanding``."""
    exchange = _standing(exchange)
    exchange.venue, exchange.link = venue, link
    exchange.revise("venue", "link")
    record("exchange_arranged", exchange, by=by, within=exchange.programme)
    hand_in("exchange", exchange.pk)
    return exchange


@transaction.atomic
def call_off_exchange(exchange: Exchange, *, reason: str, by: User) -> Exchange:
    """Call an exchange off; its seats stay, so that people see what was called off and why.

    Everybody with a seat is told at once. Raises ``NotStanding``.
    """
    exchange = _standing(exchange)
    exchange.state, exchange.reason = Exchange.State.CANCELLED, reason
    exchange.revise("state", "reason")
    mark_about_over(exchange)
    exchange_called_off.send(Exchange, exchange=exchange, by=by)
    record("exchange_called_off", exchange, by=by, within=exchange.programme, reason=reason)
    hand_in("exchange", exchange.pk)
    transaction.on_commit(partial(tell_of_exchange.enqueue, exchange.pk, "ended", reason, by.pk))
    return exchange


@transaction.atomic
def hold_exchange(exchange: Exchange, *, by: User) -> Exchange:
    """Say that it took place: from now on no plan moves it. Raises ``NotStanding``."""
    exchange = _standing(exchange)
    exchange.state = Exchange.State.HELD
    exchange.revise("state")
    mark_about_over(exchange)
    exchange_held.send(Exchange, exchange=exchange, by=by)
    record("exchange_held", exchange, by=by, within=exchange.programme)
    hand_in("exchange", exchange.pk)
    return exchange


def _standing(exchange: Exchange) -> Exchange:
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if not exchange.is_standing:
        raise NotStanding
    return exchange
