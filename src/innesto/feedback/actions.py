"""Ask for feedback, answer once, close, look at texts, share.

What makes an answer nobody's: it has no column that leads to a person and no hour; that it was
given leaves no journal entry; and whenever one comes, all answers of the round are written anew in
a random order and all tickets are touched, so that neither the order of rows nor the transaction
that wrote them tells which ticket goes with which answer (decision 0037).
"""

import datetime
import random
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Case, F, Value, When
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.feedback.models import Answer, Passage, Round, Ticket, handle
from innesto.feedback.queries.results import FEWEST
from innesto.feedback.queries.rounds import people_to_ask
from innesto.feedback.questions import Question
from innesto.feedback.tasks import ask_people, tell_shared
from innesto.journal.actions import record


class NobodyCame(Exception):
    """Nobody has a place at the exchange."""


class TooFew(Exception):
    """So few were there that answers without names would be recognised all the same."""


class AlreadyAsked(Exception):
    """The exchange has a round at this moment."""


class AlreadyAnswered(Exception):
    """The ticket is spent."""


class RoundIsClosed(Exception):
    """No answer is taken any more."""


class StillOpen(Exception):
    """Results are made when the round is closed."""


class NotLookedAt(Exception):
    """There are texts that nobody has looked at."""


@transaction.atomic
def ask_for_feedback(
    exchange: Exchange,
    *,
    by: User | None,
    moment: str,
    questions: Sequence[Question],
    closes_on: datetime.date,
    is_anonymous: bool = True,
) -> Round:
    """Ask everyone who was there. Raises ``AlreadyAsked``, ``NobodyCame``, ``TooFew``."""
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if exchange.rounds.filter(moment=moment).exists():
        raise AlreadyAsked
    people = people_to_ask(exchange)
    if not people:
        raise NobodyCame
    if is_anonymous and len(people) < FEWEST:
        raise TooFew
    round_ = Round.objects.create(
        exchange=exchange,
        moment=moment,
        questions=[*questions],
        is_anonymous=is_anonymous,
        opened_at=timezone.now(),
        closes_on=closes_on,
    )
    Ticket.objects.bulk_create(
        [
            Ticket(
                round=round_,
                person=one.person,
                name=one.name,
                email=one.email,
                language=one.language,
            )
            for one in people
        ]
    )
    record("feedback_asked", round_, by=by, within=exchange.programme, moment=moment)
    transaction.on_commit(partial(ask_people.enqueue, round_.pk))
    return round_


@transaction.atomic
def give_feedback(ticket: Ticket, values: Mapping[str, Any], *, gender: str = "") -> None:
    """Take an answer and spend its ticket. Raises ``AlreadyAnswered``, ``RoundIsClosed``."""
    round_ = Round.objects.select_for_update().get(pk=ticket.round_id)
    if not round_.is_open or round_.closes_on < timezone.localdate():
        raise RoundIsClosed
    if Ticket.objects.filter(pk=ticket.pk, is_spent=True).exists():
        raise AlreadyAnswered
    spent = Case(When(pk=ticket.pk, then=Value(True)), default=F("is_spent"))
    Ticket.objects.filter(round=round_).update(is_spent=spent)
    signed = None if round_.is_anonymous else ticket
    given = [
        *Answer.objects.filter(round=round_),
        Answer(round=round_, values=dict(values), gender=gender, ticket=signed),
    ]
    Answer.objects.filter(round=round_).delete()
    for answer in given:
        answer.handle = handle()
    Answer.objects.bulk_create(_shuffled(given))


@transaction.atomic
def remind_of_feedback(round_: Round, *, by: User | None) -> Round:
    """Remind those who have not answered, once; a second time does nothing."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    is_first = round_.reminded_at is None
    round_.reminded_at = round_.reminded_at or timezone.now()
    round_.save(update_fields=["reminded_at"])
    record("feedback_reminded", round_, by=by, within=round_.exchange.programme)
    if is_first:
        transaction.on_commit(partial(ask_people.enqueue, round_.pk, is_reminder=True))
    return round_


@transaction.atomic
def close_feedback(round_: Round, *, by: User | None) -> Round:
    """Take no more answers; open texts are torn from the rest, to be looked at one by one.

    Raises ``RoundIsClosed``.
    """
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if not round_.is_open:
        raise RoundIsClosed
    texts = [question["key"] for question in round_.asked if question["type"] == "text"]
    answers = list(Answer.objects.filter(round=round_).select_related("ticket"))
    passages = [
        Passage(round=round_, question=key, text=words, signed=str(answer.ticket or ""))
        for answer in answers
        for key in texts
        if (words := str(answer.values.pop(key, "") or "").strip())
    ]
    if round_.is_anonymous and len(answers) < FEWEST:
        passages = []  # nobody reads them: one would know who wrote them
    Passage.objects.bulk_create(_shuffled(passages))
    Answer.objects.bulk_update(answers, ["values"])
    round_.closed_at = timezone.now()
    round_.save(update_fields=["closed_at"])
    record("feedback_closed", round_, by=by, within=round_.exchange.programme)
    return round_


@transaction.atomic
def look_at_passage(passage: Passage, *, by: User, state: str, text: str) -> Passage:
    """Show an open text to others or not; words that tell of persons may be left out."""
    passage.state, passage.text = Passage.State(state), text
    passage.save(update_fields=["state", "text"])
    record("feedback_looked_at", passage.round, by=by, within=passage.round.exchange.programme)
    return passage


@transaction.atomic
def share_feedback(round_: Round, *, by: User) -> Round:
    """Show the results to those who answered. Raises ``StillOpen``, ``NotLookedAt``."""
    round_ = Round.objects.select_for_update().get(pk=round_.pk)
    if round_.is_open:
        raise StillOpen
    if round_.passages.filter(state=Passage.State.WAITING).exists():
        raise NotLookedAt
    round_.shared_at = round_.shared_at or timezone.now()
    round_.save(update_fields=["shared_at"])
    record("feedback_shared", round_, by=by, within=round_.exchange.programme)
    transaction.on_commit(partial(tell_shared.enqueue, round_.pk))
    return round_


def _shuffled[T](things: list[T]) -> list[T]:
    random.SystemRandom().shuffle(things)
    return things
