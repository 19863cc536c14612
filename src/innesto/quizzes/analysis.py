"""How well questions tell who knows from who does not: what an author should look at again.

Not a room: pure arithmetic on what learners answered in their first attempt; later ones have
learned from the feedback. The measures are those of classical test theory (Crocker and Algina,
Introduction to Classical and Modern Test Theory, 1986, chapter 14; Ebel and Frisbie, Essentials of
Educational Measurement, 1991, chapter 13):

- difficulty p = mean share of the points, from 0 (nobody can) to 1 (everybody can);
- discrimination r = correlation of Pearson between the share of the question and the share of all
  other questions (corrected item-total correlation). Below 0.2 a question tells little; below 0
  those who know more answer it worse, which is mostly a wrong key.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import sqrt
from typing import Any

from innesto.quizzes.questions import CHOSEN, Question

ENOUGH = 10
"""Learners without whom figures say too little to judge a question."""
EASY, HARD, WEAK = 0.95, 0.2, 0.2


class Oddity(StrEnum):
    """Something that looks wrong with a question."""

    TOO_FEW = "too_few"
    REVERSED = "reversed"
    WEAK = "weak"
    EASY = "easy"
    HARD = "hard"
    WRONG_AHEAD = "wrong_ahead"
    NEVER_TAKEN = "never_taken"


@dataclass(frozen=True, slots=True)
class Sitting:
    """What one learner answered, and which share of its points each answer was worth."""

    answers: Mapping[str, Any]
    shares: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class Odd:
    """What looks wrong; ``choice`` is the key of the choice it is about."""

    kind: Oddity
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One question over all learners; ``taken`` counts each choice."""

    question: Question
    learners: int
    difficulty: float | None
    discrimination: float | None
    taken: Mapping[str, int]
    odd: Sequence[Odd]


def analyse(questions: Sequence[Question], sittings: Sequence[Sitting]) -> list[Item]:
    """Return each question with its figures and what looks wrong."""
    return [_item(question, questions, sittings) for question in questions]


def _item(question: Question, questions: Sequence[Question], sittings: Sequence[Sitting]) -> Item:
    sat = [one for one in sittings if question.key in one.shares]
    own = [float(one.shares[question.key]) for one in sat]
    rest = [_rest(question, questions, one) for one in sat]
    taken = Counter(key for one in sat for key in _taken(question, one))
    difficulty = sum(own) / len(own) if own else None
    discrimination = correlation(own, rest)
    counts = {choice.key: taken[choice.key] for choice in question.choices}
    shown = counts if question.kind in CHOSEN else {}
    odd = _odd(question, len(sat), difficulty, discrimination, shown)
    return Item(question, len(sat), difficulty, discrimination, shown, odd)


def _rest(question: Question, questions: Sequence[Question], sitting: Sitting) -> float:
    others = [one for one in questions if one.key != question.key and one.key in sitting.shares]
    points = sum(one.points for one in others)
    earned = sum((sitting.shares[one.key] * one.points for one in others), Fraction(0))
    return float(earned / points) if points else 0.0


def _taken(question: Question, sitting: Sitting) -> list[str]:
    answer = sitting.answers.get(question.key)
    if isinstance(answer, str):
        return [answer]
    return [str(key) for key in answer] if isinstance(answer, list) else []


def _odd(
    question: Question,
    learners: int,
    difficulty: float | None,
    discrimination: float | None,
    taken: Mapping[str, int],
) -> list[Odd]:
    if learners < ENOUGH or difficulty is None:
        return [Odd(Oddity.TOO_FEW)]
    found = []
    if difficulty > EASY:
        found.append(Odd(Oddity.EASY))
    elif difficulty < HARD:
        found.append(Odd(Oddity.HARD))
    if discrimination is not None and discrimination < WEAK and difficulty <= EASY:
        found.append(Odd(Oddity.REVERSED if discrimination < 0 else Oddity.WEAK))
    least = min((taken[key] for key in question.right if key in taken), default=0)
    for key, count in taken.items():
        if key not in question.right and count > least:
            found.append(Odd(Oddity.WRONG_AHEAD, key))
        elif key not in question.right and count == 0:
            found.append(Odd(Oddity.NEVER_TAKEN, key))
    return found


def correlation(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Return Pearson's correlation; None where one of them does not vary."""
    if len(xs) < 2:
        return None
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    spread_x = sum((x - mean_x) ** 2 for x in xs)
    spread_y = sum((y - mean_y) ** 2 for y in ys)
    if spread_x < 1e-12 or spread_y < 1e-12:
        return None
    together = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True))
    return together / sqrt(spread_x * spread_y)
