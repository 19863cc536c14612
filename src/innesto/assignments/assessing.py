"""Who assesses whose work, and what several assessments come to: without the database.

Not a room: actions, queries and forms ask it alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing a work is looked at for, by language, and its points at most.

    ``levels`` say what each number of points means, from none upwards.
    """

    key: str
    text: Mapping[str, str]
    points: int
    levels: Sequence[Mapping[str, str]] = ()


def rubric_from(data: Sequence[Mapping[str, Any]]) -> list[Criterion]:
    """Read a rubric as it is stored, or as a file says it: with ``levels`` they give the points."""
    return [_criterion(number, one) for number, one in enumerate(data, 1)]


def _criterion(number: int, one: Mapping[str, Any]) -> Criterion:
    levels = tuple(dict(words) for words in one.get("levels", ()))
    points = len(levels) - 1 if levels else int(one.get("points", 1))
    return Criterion(str(one.get("key", number)), dict(one["text"]), points, levels)


def as_data(rubric: Sequence[Criterion]) -> list[dict[str, Any]]:
    """Write a rubric as ``rubric_from`` reads it."""
    written = []
    for one in rubric:
        said = {"key": one.key, "text": dict(one.text), "points": one.points}
        levels = [dict(words) for words in one.levels]
        written.append({**said, "levels": levels} if levels else said)
    return written


@dataclass(frozen=True, slots=True)
class Waiting:
    """A work that can be assessed: whose it is, since when, and who was given it.

    ``assessors`` counts those who assessed it or may still do so, without who let it lie.
    """

    key: int
    learner: int
    since: datetime
    given_to: frozenset[int] = frozenset()
    assessors: int = 0


def next_for(learner: int, works: Sequence[Waiting]) -> Waiting | None:
    """Return the work a learner assesses next: never their own, none twice.

    The one that fewest have been given comes first, then the oldest: nobody who handed in early
    waits for those who come late.
    """
    fit = [one for one in works if learner != one.learner and learner not in one.given_to]
    return min(fit, key=lambda one: (one.assessors, one.since, one.key), default=None)


def next_in_ring(learner: int, works: Sequence[Waiting], *, each: int) -> Waiting | None:
    """Return the work a learner of a cohort assesses next, when all works are there.

    In a ring in which they were handed in, everybody assesses the ``each`` works behind their own:
    so each work is assessed by as many, in whatever order people come. Who does more, or whose
    own work is not among them, gets what ``next_for`` gives.
    """
    ring = sorted(works, key=lambda one: (one.since, one.key))
    place = next((n for n, one in enumerate(ring) if one.learner == learner), None)
    behind = [] if place is None else [*ring[place + 1 :], *ring[:place]][:each]
    mine = (one for one in behind if learner not in one.given_to)
    return next(mine, None) or next_for(learner, works)


def percent_of(rubric: Sequence[Criterion], given: Sequence[Mapping[str, int]]) -> int:
    """Return what a work is worth, of a hundred and cut, by the median of each criterion.

    A median is not moved by one assessor who is much kinder or harder than the others.
    """
    most = sum(one.points for one in rubric)
    if not most or not given:
        return 0
    medians = (median(Fraction(one.get(c.key, 0)) for one in given) for c in rubric)
    return int(sum(medians) * 100 / most)
