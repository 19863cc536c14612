"""Take a question for a time, answer it, ask for a detail, say that an answer was of use."""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.questions.models import Answer, Comment, Question, Vote
from innesto.questions.queries.desk import desk_of
from innesto.questions.queries.people import expert_in
from innesto.questions.tasks import tell_move
from innesto.search.actions import hand_in


class InOtherHands(Exception):
    """Another expert was faster."""


class NotInHand(Exception):
    """The time was over, or it was given back already."""


class ProlongedOnce(Exception):
    """A question is prolonged once."""


class NoLongerOpen(Exception):
    """It was answered, locked or put away meanwhile."""


@transaction.atomic
def take_question(question: Question, *, by: User) -> Question:
    """Take a question in hand for as long as the desk allows.

    Raises ``InOtherHands`` and ``NoLongerOpen``.
    """
    question, now = _locked(question), timezone.now()
    if not question.is_open or question.is_shut:
        raise NoLongerOpen
    if question.holder(now):
        raise InOtherHands
    question.taken_by, question.taken_at = by, now
    question.taken_until = now + timedelta(hours=desk_of(question.community).lease_hours)
    question.is_prolonged = False
    question.save(update_fields=["taken_by", "taken_at", "taken_until", "is_prolonged"])
    record("question_taken", question.as_recorded(), by=by, within=question.community)
    _tell(question, "taken", f"taken-{now:%Y%m%d%H%M%S}")
    return question


@transaction.atomic
def give_back_question(question: Question, *, by: User) -> Question:
    """Let others have it. Raises ``NotInHand``."""
    question = _held(question, by)
    question.taken_by = question.taken_at = question.taken_until = None
    question.is_prolonged = False
    question.save(update_fields=["taken_by", "taken_at", "taken_until", "is_prolonged"])
    record("question_given_back", question.as_recorded(), by=by, within=question.community)
    _tell(question, "given_back", f"free-{timezone.now():%Y%m%d%H%M%S}")
    return question


@transaction.atomic
def prolong_question(question: Question, *, by: User) -> Question:
    """Keep it for as long again, once. Raises ``NotInHand`` and ``ProlongedOnce``."""
    question = _held(question, by)
    if question.is_prolonged:
        raise ProlongedOnce
    assert question.taken_until is not None
    question.taken_until += timedelta(hours=desk_of(question.community).lease_hours)
    question.is_prolonged = True
    question.save(update_fields=["taken_until", "is_prolonged"])
    record("question_prolonged", question.as_recorded(), by=by, within=question.community)
    return question


@transaction.atomic
def give_answer(
    question: Question, *, by: User, body: str, language: str, work: tuple[str, str] = ("", "")
) -> Answer:
    """Answer; what the asker adds themselves leaves the question waiting.

    ``work`` names a practice, as links name works. Raises ``NoLongerOpen``.
    """
    question, now = _locked(question), timezone.now()
    if question.is_shut:
        raise NoLongerOpen
    is_expert = expert_in(question.community_id, by.pk) is not None
    answer = Answer.objects.create(
        question=question,
        author=by,
        body=body,
        language=language,
        by_expert=is_expert,
        work_kind=work[0],
        work_key=work[1],
        at=now,
    )
    if by.pk != question.asker_id:
        if question.first_answered_at is None:
            question.first_answered_at, question.first_by_expert = now, is_expert
        if question.is_open:
            question.state = Question.State.ANSWERED
        question.save(update_fields=["first_answered_at", "first_by_expert", "state"])
        _tell(question, "answered", f"answer-{answer.pk}")
    named = question.recorded_by(by)
    record("expert_answered", question.as_recorded(), by=named, within=question.community)
    hand_in("asked", question.pk)
    return answer


@transaction.atomic
def comment_question(
    question: Question, *, by: User, text: str, asks_detail: bool = False
) -> Comment:
    """Write a word below a question, or ask for a detail. Raises ``NoLongerOpen``."""
    question = _locked(question)
    if question.is_shut:
        raise NoLongerOpen
    comment = question.comments.create(
        author=by, text=text, asks_detail=asks_detail, at=timezone.now()
    )
    named = question.recorded_by(by)
    record("question_commented", question.as_recorded(), by=named, within=question.community)
    if asks_detail and by.pk != question.asker_id:
        _tell(question, "detail", f"detail-{comment.pk}")
    return comment


@transaction.atomic
def find_useful(answer: Answer, *, by: User) -> None:
    """Say that an answer was of use; twice is once."""
    Vote.objects.get_or_create(answer=answer, person=by)
    question = answer.question
    named = question.recorded_by(by)
    record("answer_found_useful", question.as_recorded(), by=named, within=question.community)


def _tell(question: Question, what: str, key: str) -> None:
    """Tell whoever asked."""
    told = [question.asker_id] if question.asker_id else []
    transaction.on_commit(partial(tell_move.enqueue, question.pk, what, key, told))


def _held(question: Question, by: User) -> Question:
    question = _locked(question)
    holder = question.holder(timezone.now())
    if holder is None or holder.pk != by.pk:
        raise NotInHand
    return question


def _locked(question: Question) -> Question:
    found = Question.objects.select_for_update(of=("self",))
    return found.select_related("community", "taken_by").get(pk=question.pk)
