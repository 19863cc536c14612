"""Figures of self-assessments: means, sums without names, what they suggest. No database.

No room fits: queries and actions reckon with it. Answers are levels by the key of a question.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.utils.formats import number_format

FEWEST = 5
"""Fewer persons than this are not shown: one would know who they are."""
OTHERS = "others"

type Answers = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: which area it stands in, its words, and the levels to choose from.

    ``target`` is the level that a path leads to, 0 where there is none.
    """

    key: str
    area: str
    text: str
    highest: int
    about: str = ""
    target: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one person or body answered, and where they are from; no name."""

    answers: Answers
    country: str = ""
    size: str = ""


def is_complete(answers: Answers, questions: Iterable[Question]) -> bool:
    """Tell whether every question was answered."""
    return all(one.key in answers for one in questions)


def mean(answers: Answers) -> Fraction | None:
    """Return the mean level of an assessment."""
    return Fraction(sum(answers.values()), len(answers)) if answers else None


def summed(sheets: Sequence[Sheet], *, fewest: int) -> dict[str, Any]:
    """Return what is kept of a round that is over: counts by question, whole and in groups.

    Where fewer than ``fewest`` answered, only how many. A group is shown from ``fewest`` on; those
    that are smaller stand together, with the smallest of the others if they must, so that none can
    be reckoned from the rest.
    """
    found: dict[str, Any] = {"answered": len(sheets)}
    if len(sheets) < fewest:
        return found
    found["questions"] = _counts(sheets)
    found["country"] = _groups(sheets, [it.country for it in sheets], fewest)
    found["size"] = _groups(sheets, [it.size for it in sheets], fewest)
    return found


def _counts(sheets: Iterable[Sheet]) -> dict[str, dict[str, int]]:
    counted: dict[str, Counter[str]] = {}
    for sheet in sheets:
        for key, level in sheet.answers.items():
            counted.setdefault(key, Counter())[str(level)] += 1
    return {key: dict(counts) for key, counts in counted.items()}


def _groups(sheets: Sequence[Sheet], names: Sequence[str], fewest: int) -> dict[str, Any]:
    grouped: dict[str, list[Sheet]] = {}
    for sheet, name in zip(sheets, names, strict=True):
        grouped.setdefault(name or OTHERS, []).append(sheet)
    apart = {name for name, ones in grouped.items() if len(ones) >= fewest and name != OTHERS}
    rest = [sheet for name, ones in grouped.items() if name not in apart for sheet in ones]
    while rest and len(rest) < fewest and apart:
        smallest = min(apart, key=lambda name: (len(grouped[name]), name))
        apart.remove(smallest)
        rest += grouped[smallest]
    if not apart:
        return {}
    shown = {name: grouped[name] for name in sorted(apart)}
    if rest:
        shown[OTHERS] = rest
    return {
        name: {"answered": len(ones), "questions": _counts(ones)} for name, ones in shown.items()
    }


def means(counts: Mapping[str, Mapping[str, int]]) -> dict[str, Fraction]:
    """Return the mean level of each question from its counts."""
    return {
        key: Fraction(sum(int(level) * times for level, times in of.items()), sum(of.values()))
        for key, of in counts.items()
        if of
    }


def mean_of_means(found: Mapping[str, Fraction]) -> Fraction | None:
    """Return one figure for all questions."""
    return sum(found.values(), Fraction(0)) / len(found) if found else None


def written(figure: Fraction | None, *, signed: bool = False) -> str:
    """Write a mean as the language does, whole figures without a point."""
    if figure is None:
        return "–"
    places = 0 if figure.denominator == 1 else 1
    words = number_format(round(float(figure), places), decimal_pos=places)
    words = words.replace("-", "−")
    return f"+{words}" if signed and figure > 0 else words


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a result suggests for a theme: a need or an offer, of a level from 1 to 3."""

    kind: str
    level: int


def suggested(figure: Fraction | None, highest: int) -> Suggestion | None:
    """Suggest a need below two fifths of the scale, an offer above seven tenths, else nothing."""
    if figure is None or not highest:
        return None
    share = figure / highest
    if share < Fraction(2, 5):
        return Suggestion("need", 3 if share < Fraction(1, 5) else 2)
    if share > Fraction(7, 10):
        return Suggestion("offer", 3 if share > Fraction(9, 10) else 2)
    return None


@dataclass(frozen=True, slots=True)
class Compared:
    """A question with two figures of it, and the level that is aimed at."""

    question: Question
    before: Fraction | None
    after: Fraction | None

    @property
    def change(self) -> Fraction | None:
        """How much it grew."""
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def shown_before(self) -> str:
        """What was, as a reader wants it."""
        return written(self.before)

    @property
    def shown_after(self) -> str:
        """What is, as a reader wants it."""
        return written(self.after)

    @property
    def shown_change(self) -> str:
        """How much it grew, with its sign."""
        return written(self.change, signed=True)

    @property
    def gap(self) -> Fraction | None:
        """How much is still lacking to the level aimed at, 0 if nothing is."""
        if self.after is None or not self.question.target:
            return None
        return max(Fraction(self.question.target) - self.after, Fraction(0))


def compared(
    questions: Iterable[Question],
    before: Mapping[str, Fraction | int],
    after: Mapping[str, Fraction | int],
) -> list[Compared]:
    """Put two results side by side, in the order of the questions."""
    return [
        Compared(
            one,
            Fraction(before[one.key]) if one.key in before else None,
            Fraction(after[one.key]) if one.key in after else None,
        )
        for one in questions
    ]
