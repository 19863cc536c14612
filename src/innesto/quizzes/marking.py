"""What an answer is worth: plain arithmetic on fractions, without the database.

Not a room: actions, pages and the analysis ask it alike. How each kind is marked:

- single: the right choice is worth all, another nothing.
- multiple: each right choice taken adds an equal part, each wrong one takes as much away; never
  less than nothing.
- order: each step that directly follows the one it should follow counts as an equal part.
- match: each right pair counts as an equal part.
- number: all within the tolerance, else nothing. Comma and point both read as the decimal sign,
  or as what groups thousands, where the number could mean either.
- text: the points given for each criterion, of the most there could be; None until it is marked.

Answers by kind: ``"a"`` · ``["a", "c"]`` · ``{step: place}`` from 1 · ``{choice: partner}`` ·
``"12,5 kWh"`` · ``"a text"``. No answer is worth nothing.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from innesto.quizzes.questions import Kind, Question

type Share = Fraction
type Answer = Any

NOTHING, ALL = Fraction(0), Fraction(1)

_NUMBER = re.compile(r"([+\-−]?)\s*(\d[\d\s.,'’]*)(.*)", re.DOTALL)
_SPACES = re.compile(r"[\s'’]")


def share_of(question: Question, answer: Answer) -> Share | None:
    """Return which part of a question's points an answer is worth; None if a person must mark it.

    The question is the one that was written, not the one that was drawn: the order of its steps
    is the right one. An answer of another shape than its kind has is worth nothing.
    """
    match question.kind:
        case Kind.SINGLE:
            return ALL if isinstance(answer, str) and answer in question.right else NOTHING
        case Kind.MULTIPLE:
            return _multiple(question, answer)
        case Kind.ORDER:
            return _order(question, answer)
        case Kind.MATCH:
            return _match(question, answer)
        case Kind.NUMBER:
            return ALL if _is_near(question, answer) else NOTHING
        case Kind.TEXT:
            return None if isinstance(answer, str) and answer.strip() else NOTHING


def _multiple(question: Question, answer: Answer) -> Share:
    given = answer if isinstance(answer, list) else []
    taken = {one for one in given if isinstance(one, str)}
    hits, slips = len(taken & question.right), len(taken - question.right)
    return max(NOTHING, Fraction(hits - slips, len(question.right)))


def _order(question: Question, answer: Answer) -> Share:
    if not isinstance(answer, dict):
        return NOTHING
    steps = [one.key for one in question.choices]
    follows = [
        isinstance(answer.get(step), int) and answer.get(then) == answer[step] + 1
        for step, then in pairwise(steps)
    ]
    return Fraction(sum(follows), len(follows))


def _match(question: Question, answer: Answer) -> Share:
    if not isinstance(answer, dict):
        return NOTHING
    said = [_partner(question, answer.get(one.key)) == one.partner for one in question.choices]
    return Fraction(sum(said), len(said))


def _partner(question: Question, key: Any) -> Mapping[str, str] | None:
    found = question.choice(str(key)) if key else None
    return found.partner if found else None


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written number can mean, and the unit written behind it."""

    values: tuple[Decimal, ...]
    unit: str = ""


def read_number(text: str) -> Reading | None:
    """Read a number as people write it, or return None.

    With both signs the last one is the decimal sign; a sign that stands more than once groups
    thousands. «1.250» can mean a thousand or one and a quarter, so both are returned.
    """
    found = _NUMBER.fullmatch(text.strip())
    if found is None:
        return None
    figures = _SPACES.sub("", found[2]).rstrip(".,")
    values = {Decimal(one) for one in _meanings(figures)}
    sign = -1 if found[1] in {"-", "−"} else 1
    return Reading(tuple(sign * one for one in sorted(values)), found[3].strip())


def _meanings(figures: str) -> list[str]:
    points, commas = figures.count("."), figures.count(",")
    if points and commas:
        decimal = max(".,", key=figures.rfind)
        grouping = "," if decimal == "." else "."
        whole = figures.replace(grouping, "")
        return [whole.replace(decimal, ".")] if whole.count(decimal) == 1 else [_bare(figures)]
    sign = "," if commas else "."
    if points + commas > 1:
        return [_bare(figures)]
    before, _sign, after = figures.partition(sign)
    can_group = len(after) == 3 and 1 <= len(before) <= 3 and not before.startswith("0")
    decimal_figures = figures.replace(sign, ".")
    return [decimal_figures, _bare(figures)] if can_group else [decimal_figures]


def _bare(figures: str) -> str:
    return figures.replace(".", "").replace(",", "")


def worth_of(question: Question, unit: str) -> Decimal | None:
    """Return what one of a written unit is worth in the unit of the question; None if unknown."""
    if not unit or unit.casefold() == question.unit.casefold():
        return Decimal(1)
    known = {name.casefold(): worth for name, worth in question.units.items()}
    return known.get(unit.casefold())


def _is_near(question: Question, answer: Answer) -> bool:
    reading = read_number(answer) if isinstance(answer, str) else None
    worth = worth_of(question, reading.unit) if reading else None
    if reading is None or worth is None or question.value is None:
        return False
    return any(abs(one * worth - question.value) <= question.tolerance for one in reading.values)


def share_by_rubric(question: Question, points: Mapping[str, int]) -> Share:
    """Return what a free text is worth by the points given for each criterion."""
    most = sum(one.points for one in question.rubric)
    given = sum(min(max(points.get(one.key, 0), 0), one.points) for one in question.rubric)
    return Fraction(given, most) if most else NOTHING


@dataclass(frozen=True, slots=True)
class Result:
    """What an attempt is worth. ``percent`` is cut, not rounded: 59.9 is not 60."""

    earned: Fraction
    out_of: int

    @property
    def percent(self) -> int:
        """Of a hundred."""
        return int(self.earned * 100 / self.out_of) if self.out_of else 0


def result_of(questions: Sequence[Question], shares: Mapping[str, Share]) -> Result:
    """Weigh the share of each question with its points; one without a share is worth nothing."""
    return Result(
        earned=sum((shares.get(one.key, NOTHING) * one.points for one in questions), NOTHING),
        out_of=sum(one.points for one in questions),
    )
