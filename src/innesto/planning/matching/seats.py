"""What is left to decide about mentors once the fixed pairs are taken out."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from innesto.planning.matching.market import Longs
from innesto.planning.matching.table import Places
from innesto.planning.problem import MentorProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Seats:
    """Mentors with the seats that are left, mentees who are free, each in the order of cities."""

    mentors: Places
    lower: Longs
    upper: Longs
    mentees: Places
    must: np.ndarray[tuple[int], np.dtype[np.bool_]]
    fixed: tuple[tuple[int, int], ...]
    broken: tuple[str, ...]
    """Rules that contradict each other before anything is chosen."""


def seats(problem: MentorProblem) -> Seats:
    """Take the fixed pairs out of a problem."""
    fixed = tuple(sorted(set(problem.forced)))
    load, bound = Counter(a for a, _ in fixed), {b for _, b in fixed}
    mentors = sorted(set(problem.mentors), key=lambda it: it.city)
    mentees = sorted(set(problem.mentees), key=lambda it: it.city)
    free = [it for it in mentees if it.city not in bound]
    lower = [max(0, it.lo - load[it.city]) for it in mentors]
    upper = [max(0, it.hi - load[it.city]) for it in mentors]
    return Seats(
        mentors=np.array([it.city for it in mentors], np.intp),
        lower=np.array(lower, np.int64),
        upper=np.array(upper, np.int64),
        mentees=np.array([it.city for it in free], np.intp),
        must=np.array([it.must for it in free], np.bool_),
        fixed=fixed,
        broken=next(_contradictions(problem, fixed, load), ()),
    )


def _contradictions(
    problem: MentorProblem, fixed: tuple[tuple[int, int], ...], load: Counter[int]
) -> Iterator[tuple[str, ...]]:
    mentees = {it.city for it in problem.mentees}
    mentors = {it.city for it in problem.mentors}
    forbidden = set(problem.forbidden)
    named: dict[int, list[str]] = {}
    for mentor, mentee in fixed:
        rule = f"forced:{mentor}:{mentee}"
        if mentor not in mentors or mentee not in mentees or mentor == mentee:
            yield (rule,)
        if (mentor, mentee) in forbidden:
            yield (rule, f"forbidden:{mentor}:{mentee}")
        named.setdefault(mentee, []).append(rule)
    yield from (tuple(rules[:2]) for rules in named.values() if len(rules) > 1)
    for it in sorted(set(problem.mentors), key=lambda it: it.city):
        if it.lo > it.hi:
            yield (f"capacity:{it.city}",)
        if load[it.city] > it.hi:
            rules = [f"forced:{a}:{b}" for a, b in fixed if a == it.city]
            yield (*rules[: it.hi + 1], f"capacity:{it.city}")
