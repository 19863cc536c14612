"""Move an exchange to other days, hours or places, with the reason."""

from functools import partial

from django.db import transaction

from innesto.accounts.models import User
from innesto.exchanges.actions.meetings import NotStanding
from innesto.exchanges.models import Exchange, Move, Seat, When
from innesto.exchanges.signals import exchange_moved
from innesto.exchanges.tasks import tell_of_exchange
from innesto.journal.actions import record
from innesto.search.actions import hand_in


class ChangedMeanwhile(Exception):
    """Somebody else changed the exchange after its page was opened."""


class NothingChanges(Exception):
    """It is already when and where somebody wants it."""


@transaction.atomic
def move_exchange(exchange: Exchange, *, when: When, reason: str, seen: int, by: User) -> Exchange:
    """Let an exchange take place at other times or elsewhere; what it was is kept with the reason.

    On other days, everybody is asked again. ``seen`` is the revision that ``by`` looked at.
    Raises ``NotStanding``, ``ChangedMeanwhile`` and ``NothingChanges``.
    """
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if not exchange.is_standing:
        raise NotStanding
    if exchange.revision != seen:
        raise ChangedMeanwhile
    if exchange.when == when:
        raise NothingChanges
    has_other_days = (exchange.starts_on, exchange.ends_on) != (when.starts_on, when.ends_on)
    Move.of(exchange, by=by, reason=reason).save()
    names = exchange.meet(when)
    if has_other_days:
        exchange.state = Exchange.State.ANNOUNCED
        exchange.seats.update(
            answer=Seat.Answer.ASKED, reason="", answered_by=None, answered_at=None
        )
    exchange.revise("state", *names)
    exchange_moved.send(Exchange, exchange=exchange, by=by)
    record("exchange_moved", exchange, by=by, within=exchange.programme, reason=reason)
    hand_in("exchange", exchange.pk)
    kind = "moved" if has_other_days else "shifted"
    transaction.on_commit(partial(tell_of_exchange.enqueue, exchange.pk, kind, reason, by.pk))
    return exchange
