"""What authors do: the rules of a quiz, and its questions one by one."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.models import Unit
from innesto.journal.actions import record
from innesto.quizzes.models import Edition, Quiz
from innesto.quizzes.questions import Question, as_data


class UnknownQuestion(Exception):
    """A co-author took the question away before this call."""


@transaction.atomic
def set_quiz_rules(unit: Unit, *, by: User | None, **rules: Any) -> Quiz:
    """Say how a quiz is taken: pass mark, attempts, what counts, in which order."""
    quiz = _locked(unit)
    for name, value in rules.items():
        setattr(quiz, name, value)
    quiz.save(update_fields=list(rules))
    record("quiz_rules_set", quiz, by=by, within=unit.course.programme)
    return quiz


@transaction.atomic
def write_questions(unit: Unit, questions: Sequence[Question], *, by: User | None) -> Quiz:
    """Put these questions in place of all that were there."""
    quiz = _rewrite(unit, lambda _before: questions)
    record("quiz_written", quiz, by=by, within=unit.course.programme)
    return quiz


@transaction.atomic
def write_question(unit: Unit, question: Question, *, by: User) -> Question:
    """Put a question in the place of the one with its key; without a key it is a new one."""
    written = question

    def put(before: Sequence[Question]) -> Sequence[Question]:
        nonlocal written
        if not question.key:
            written = replace(question, key=_new_key(before))
            return [*before, written]
        _place(before, question.key)
        return [question if one.key == question.key else one for one in before]

    quiz = _rewrite(unit, put)
    record("quiz_written", quiz, by=by, within=unit.course.programme, question=written.key)
    return written


@transaction.atomic
def move_question(unit: Unit, key: str, *, down: bool, by: User) -> Quiz:
    """Let a question change places with its neighbour. Raises ``UnknownQuestion``."""

    def move(before: Sequence[Question]) -> Sequence[Question]:
        here = _place(before, key)
        there = here + 1 if down else here - 1
        moved = list(before)
        if 0 <= there < len(before):
            moved[here], moved[there] = moved[there], moved[here]
        return moved

    quiz = _rewrite(unit, move)
    record("quiz_written", quiz, by=by, within=unit.course.programme, question=key)
    return quiz


@transaction.atomic
def copy_question(unit: Unit, key: str, *, by: User) -> Quiz:
    """Put a copy of a question behind it, to be changed. Raises ``UnknownQuestion``."""

    def copy(before: Sequence[Question]) -> Sequence[Question]:
        here = _place(before, key)
        again = replace(before[here], key=_new_key(before))
        return [*before[: here + 1], again, *before[here + 1 :]]

    quiz = _rewrite(unit, copy)
    record("quiz_written", quiz, by=by, within=unit.course.programme, question=key)
    return quiz


@transaction.atomic
def drop_question(unit: Unit, key: str, *, by: User) -> Quiz:
    """Take a question away; who was asked it already still was. Raises ``UnknownQuestion``."""

    def drop(before: Sequence[Question]) -> Sequence[Question]:
        here = _place(before, key)
        return [*before[:here], *before[here + 1 :]]

    quiz = _rewrite(unit, drop)
    record("quiz_written", quiz, by=by, within=unit.course.programme, question=key)
    return quiz


def _locked(unit: Unit) -> Quiz:
    """Return the quiz of a unit, made on the way, held until the end of the transaction."""
    Quiz.objects.get_or_create(unit=unit)
    return Quiz.objects.select_for_update().get(unit=unit)


def _rewrite(unit: Unit, change: Callable[[Sequence[Question]], Sequence[Question]]) -> Quiz:
    """Change the questions: in the newest edition, or in a new one if somebody has begun it."""
    quiz = _locked(unit)
    edition = quiz.editions.order_by("number").last()
    questions = [as_data(one) for one in change(edition.asked if edition else [])]
    if edition is None or edition.attempts.exists():
        number = edition.number + 1 if edition else 1
        Edition.objects.create(
            quiz=quiz, number=number, questions=questions, made_at=timezone.now()
        )
    elif questions != edition.questions:
        edition.questions = questions
        edition.save(update_fields=["questions"])
    return quiz


def _place(questions: Sequence[Question], key: str) -> int:
    for place, question in enumerate(questions):
        if question.key == key:
            return place
    raise UnknownQuestion


def _new_key(questions: Sequence[Question]) -> str:
    numbers = [int(one.key[1:]) for one in questions if one.key[1:].isdecimal()]
    return f"q{max(numbers, default=0) + 1}"
