"""What learners do: begin an attempt, answer, hand it in; and how free texts are marked."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.actions.progress import finish_unit
from innesto.courses.models import Enrolment
from innesto.journal.actions import record
from innesto.quizzes.marking import result_of, share_by_rubric, share_of
from innesto.quizzes.models import Attempt, Quiz
from innesto.quizzes.questions import Marker

SEEDS = 2**31  # what fits the column everywhere
WAITS_FOR = {
    Marker.SELF: Attempt.State.FOR_LEARNER,
    Marker.AUTHOR: Attempt.State.FOR_AUTHOR,
}


class NoQuestions(Exception):
    """The quiz asks nothing yet."""


class NoAttemptLeft(Exception):
    """All attempts that are allowed were handed in."""


class HandedInAlready(Exception):
    """The attempt was handed in before this call, perhaps in another tab."""


class NothingToMark(Exception):
    """The texts were marked before this call, or they are for somebody else to mark."""


@dataclass(frozen=True)
class IsOpenAlready(Exception):
    """The learner has an attempt open, perhaps in another tab: ``attempt``."""

    attempt: Attempt


@transaction.atomic
def begin_attempt(quiz: Quiz, enrolment: Enrolment, *, by: User) -> Attempt:
    """Open an attempt at the newest edition, in an order of its own.

    The enrolment is the lock, and the quiz: an edition is not changed while somebody begins it.
    Raises ``IsOpenAlready``, ``NoAttemptLeft``, ``NoQuestions``.
    """
    quiz = Quiz.objects.select_for_update(of=("self",)).select_related("unit").get(pk=quiz.pk)
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    before = list(quiz.attempts.filter(enrolment=enrolment).order_by("number"))
    for attempt in before:
        if attempt.is_open:
            raise IsOpenAlready(attempt)
    if quiz.attempts_allowed is not None and len(before) >= quiz.attempts_allowed:
        raise NoAttemptLeft
    edition = quiz.editions.order_by("number").last()
    if edition is None or not edition.questions:
        raise NoQuestions
    attempt = Attempt.objects.create(
        quiz=quiz,
        edition=edition,
        enrolment=enrolment,
        number=len(before) + 1,
        seed=secrets.randbelow(SEEDS),
        opened_at=timezone.now(),
    )
    record("quiz_begun", quiz, by=by)
    return attempt


@transaction.atomic
def keep_answer(attempt: Attempt, key: str, answer: Any) -> Attempt:
    """Keep one answer as it stands; those to other questions stay as another tab kept them.

    Raises ``HandedInAlready``.
    """
    attempt = _locked(attempt)
    if not attempt.is_open:
        raise HandedInAlready
    attempt.answers = {**attempt.answers, key: answer}
    attempt.kept_at = timezone.now()
    attempt.save(update_fields=["answers", "kept_at"])
    return attempt


@transaction.atomic
def hand_in_attempt(attempt: Attempt, *, by: User) -> Attempt:
    """Close an attempt and mark what needs no person; once passed, the unit is done.

    Raises ``HandedInAlready``.
    """
    attempt = _locked(attempt)
    if not attempt.is_open:
        raise HandedInAlready
    found = {one.key: share_of(one, attempt.answers.get(one.key)) for one in attempt.edition.asked}
    attempt.shares = {key: str(share) for key, share in found.items() if share is not None}
    attempt.handed_in_at = timezone.now()
    _settle(attempt, by=by)
    record("quiz_handed_in", attempt.quiz, by=by)
    return attempt


@dataclass(frozen=True, slots=True)
class TextMark:
    """What somebody says of a free text: points by criterion, and words for the learner."""

    points: Mapping[str, int]
    words: str = ""


@transaction.atomic
def mark_texts(
    attempt: Attempt, marks: Mapping[str, TextMark], *, marker: Marker, by: User
) -> Attempt:
    """Mark the free texts that wait for the learner, or for an author, against their rubric.

    Raises ``NothingToMark``.
    """
    attempt = _locked(attempt)
    if attempt.state != WAITS_FOR[marker]:
        raise NothingToMark
    shares, said = dict(attempt.shares), dict(attempt.marks)
    for question in attempt.texts_for(marker):
        mark = marks[question.key]
        shares[question.key] = str(share_by_rubric(question, mark.points))
        said[question.key] = {"points": dict(mark.points), "words": mark.words}
    attempt.shares, attempt.marks = shares, said
    attempt.marked_by = by
    _settle(attempt, by=by)
    record("quiz_text_marked", attempt.quiz, by=by, marker=str(marker))
    return attempt


def _locked(attempt: Attempt) -> Attempt:
    found = Attempt.objects.select_for_update(of=("self",))
    return found.select_related("edition", "quiz__unit", "enrolment").get(pk=attempt.pk)


def _settle(attempt: Attempt, *, by: User) -> None:
    """Say who marks next; when nobody is left, give the result and finish the unit if it passes."""
    waits = [state for marker, state in WAITS_FOR.items() if attempt.texts_for(marker)]
    if waits:
        attempt.state = waits[0]
    else:
        attempt.state = Attempt.State.MARKED
        attempt.marked_at = timezone.now()
        attempt.percent = result_of(attempt.edition.asked, attempt.worth).percent
        attempt.is_passed = attempt.percent >= attempt.quiz.pass_mark
    attempt.save()
    if attempt.is_passed:
        finish_unit(attempt.enrolment, attempt.quiz.unit, by=by)
