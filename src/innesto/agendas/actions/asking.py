"""Ask, want to know too, let through, answer."""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.models import Block, Room, RoomQuestion, Vote
from innesto.agendas.queries.asking import has_asked_enough
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.practices.actions.telling import answer_question, ask_question
from innesto.practices.models import Practice


class NotTaken(Exception):
    """The exchange takes no questions, or no more."""


class AskedEnough(Exception):
    """Too much came from one person or browser in a short time, or too much is unseen."""


class VotedAlready(Exception):
    """This person or browser has voted for the question."""


@transaction.atomic
def put_question(
    exchange: Exchange,
    *,
    by: User | None,
    text: str,
    visitor: str = "",
    asker: str = "",
    origin: str = RoomQuestion.Origin.ONLINE,
    block: Block | None = None,
    practice: Practice | None = None,
    is_trusted: bool = False,
) -> RoomQuestion:
    """Ask; the facilitator looks first unless the room shows all at once.

    Who is trusted (writes down what the room asks) is not slowed down, and seen at once.
    Raises ``NotTaken`` and ``AskedEnough``.
    """
    room = Room.objects.select_for_update().filter(exchange=exchange).first()
    if room is None or not (room.takes_questions or is_trusted):
        raise NotTaken
    now = timezone.now()
    if not is_trusted and has_asked_enough(exchange, person=by, visitor=visitor, at=now):
        raise AskedEnough
    shown = is_trusted or room.shows_at_once
    question = RoomQuestion.objects.create(
        exchange=exchange,
        block=block,
        practice=practice,
        text=text,
        asker=asker,
        author=by,
        visitor="" if by else visitor,
        origin=origin,
        state=RoomQuestion.State.SHOWN if shown else RoomQuestion.State.WAITING,
        asked_at=now,
    )
    record("room_question_put", exchange, by=by, within=exchange.programme, question=question.pk)
    return question


@transaction.atomic
def want_to_know(question: RoomQuestion, *, by: User | None, visitor: str = "") -> RoomQuestion:
    """Vote for a question, once. Raises ``VotedAlready``."""
    question = _locked(question)
    who = {"person": by} if by else {"person": None, "visitor": visitor}
    _vote, is_new = Vote.objects.get_or_create(question=question, **who)
    if not is_new:
        raise VotedAlready
    question.votes = F("votes") + 1
    question.save(update_fields=["votes"])
    question.refresh_from_db(fields=["votes"])
    exchange = question.exchange
    record("room_question_wanted", exchange, by=by, within=exchange.programme, question=question.pk)
    return question


@transaction.atomic
def sort_question(question: RoomQuestion, state: str, *, by: User) -> RoomQuestion:
    """Show a question to all, or hide it."""
    question = _locked(question)
    question.state = RoomQuestion.State(state)
    question.save(update_fields=["state"])
    exchange = question.exchange
    facts = {"question": question.pk, "state": state}
    record("room_question_sorted", exchange, by=by, within=exchange.programme, **facts)
    return question


@transaction.atomic
def answer_in_room(question: RoomQuestion, *, answer: str, by: User | None) -> RoomQuestion:
    """Answer, or mend the answer; about a case, both stand on the page of the case too."""
    question = _locked(question)
    question.answer, question.answered_by = answer, by
    question.answered_at = question.answered_at or timezone.now()
    question.state = RoomQuestion.State.SHOWN
    if question.practice and question.on_case is None:
        question.on_case = ask_question(
            question.practice,
            by=question.author,
            text=question.text,
            origin=question.origin,
            asker=question.asker,
        )
        answer_question(question.on_case, by=by, answer=answer)
    question.save(update_fields=["answer", "answered_by", "answered_at", "state", "on_case"])
    exchange = question.exchange
    facts = {"question": question.pk}
    record("room_question_answered", exchange, by=by, within=exchange.programme, **facts)
    return question


def _locked(question: RoomQuestion) -> RoomQuestion:
    locked = RoomQuestion.objects.select_for_update(of=("self",))
    return locked.select_related("exchange__programme").get(pk=question.pk)
