"""Check pairs, mentors and their certificates. Nothing is solved here, only looked at.

A certificate puts a price on every city such that no eligible pair is worth more than the
prices of the two. Then no plan can be worth more than all prices together: testing every pair
once proves the bound.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from innesto.planning.matching.market import ALONE, Market, tiles
from innesto.planning.matching.seats import seats
from innesto.planning.matching.stable import count_blocking
from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import (
    MentorCertificate,
    MentorPlan,
    OddSet,
    PairCertificate,
    PairPlan,
    Violation,
)
from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.scores import may_meet, score, teaches

BAND = 1024
"""Rows whose scores are computed together."""


def is_eligible(problem: PairsProblem | MentorProblem, a: int, b: int) -> bool:
    """Say whether two may be together: mentor and mentee, or both learning from each other."""
    first, second = problem.cities[a], problem.cities[b]
    if not may_meet(problem, first, second) or not teaches(first, second):
        return False
    return isinstance(problem, MentorProblem) or teaches(second, first)


def pair_score(problem: PairsProblem | MentorProblem, a: int, b: int) -> int:
    """Score of one pair: for mentors (mentor, mentee), for pairs both directions.

    Fixed pairs that are not eligible are worth nothing.
    """
    if not is_eligible(problem, a, b):
        return 0
    first, second = problem.cities[a], problem.cities[b]
    learned = score(second, first, problem.weights, problem.dist_cap_km)
    if isinstance(problem, MentorProblem):
        return learned
    return learned + score(first, second, problem.weights, problem.dist_cap_km)


def matching_score(problem: PairsProblem | MentorProblem, plan: PairPlan | MentorPlan) -> int:
    """Sum the scores of all pairs, and what each of three learns from the next."""
    threes = plan.triples if isinstance(plan, PairPlan) else ()
    cities, weights = problem.cities, problem.weights
    return sum(pair_score(problem, a, b) for a, b in plan.pairs) + sum(
        score(cities[a], cities[b], weights, problem.dist_cap_km)
        for three in threes
        for a, b in around(three)
    )


def around(three: tuple[int, int, int]) -> tuple[tuple[int, int], ...]:
    """List who learns from whom in a group of three."""
    a, b, c = three
    return (a, b), (b, c), (c, a)


def check_matching(
    problem: PairsProblem | MentorProblem, plan: PairPlan | MentorPlan
) -> list[Violation]:
    """List every rule that the pairs break."""
    known = range(len(problem.cities))
    threes = plan.triples if isinstance(plan, PairPlan) else ()
    groups = (*plan.pairs, *threes)
    if strange := [group for group in groups if not all(city in known for city in group)]:
        return [Violation(rule="pairs", words=f"{strange[0]} names a city that is not there")]
    found = list(_check_each(problem, plan))
    if isinstance(problem, PairsProblem):
        found += _check_threes(problem, threes)
        times = Counter(city for group in groups for city in group)
        found += [
            Violation(rule="once", words=f"{problem.cities[city].name} is in {count} groups")
            for city, count in sorted(times.items())
            if count > 1
        ]
    else:
        found += _check_capacities(problem, plan)
        if problem.require_stable and (count := blocking_pairs(problem, plan)):
            found.append(Violation(rule="stable", words=f"{count} pairs would rather be together"))
    return found


def _check_each(
    problem: PairsProblem | MentorProblem, plan: PairPlan | MentorPlan
) -> Iterator[Violation]:
    chosen, forced = set(plan.pairs), set(problem.forced)
    forbidden = set(problem.forbidden)
    if isinstance(problem, PairsProblem):
        chosen = {(min(pair), max(pair)) for pair in chosen}
        forced = {(min(pair), max(pair)) for pair in forced}
        forbidden = {(min(pair), max(pair)) for pair in forbidden}
    for a, b in sorted(forced - chosen):
        yield Violation(rule="forced", words=f"{a} and {b} are not together")
    for a, b in sorted(chosen & forbidden):
        yield Violation(rule="forbidden", words=f"{a} and {b} are together")
    for a, b in sorted(chosen - forced):
        if not is_eligible(problem, a, b):
            yield Violation(rule="eligible", words=f"{a} and {b} may not be together")


def _check_threes(
    problem: PairsProblem, threes: tuple[tuple[int, int, int], ...]
) -> Iterator[Violation]:
    if threes and not problem.triples:
        yield Violation(rule="triples", words="groups of three were not asked for")
    forbidden = {frozenset(pair) for pair in problem.forbidden}
    for three in threes:
        for a, b in around(three):
            learner, host = problem.cities[a], problem.cities[b]
            barred = frozenset((a, b)) in forbidden or not may_meet(problem, learner, host)
            if barred or not teaches(host, learner):
                yield Violation(rule="eligible", words=f"{a} may not learn from {b}")


def _check_capacities(problem: MentorProblem, plan: PairPlan | MentorPlan) -> Iterator[Violation]:
    load, helped = Counter(a for a, _ in plan.pairs), Counter(b for _, b in plan.pairs)
    mentors = {mentor.city: mentor for mentor in problem.mentors}
    mentees = {mentee.city: mentee for mentee in problem.mentees}
    for city in sorted(set(load) - set(mentors)):
        yield Violation(rule="mentor", words=f"{city} is no mentor")
    for city in sorted(set(helped) - set(mentees)):
        yield Violation(rule="mentee", words=f"{city} is no mentee")
    for mentor in problem.mentors:
        if not mentor.lo <= load[mentor.city] <= mentor.hi:
            words = f"{mentor.city} accompanies {load[mentor.city]}"
            yield Violation(rule=f"capacity:{mentor.city}", words=words)
    for mentee in problem.mentees:
        if helped[mentee.city] > 1:
            yield Violation(rule="once", words=f"{mentee.city} has several mentors")
        if mentee.must and not helped[mentee.city]:
            yield Violation(rule=f"must:{mentee.city}", words=f"{mentee.city} has no mentor")


def blocking_pairs(problem: MentorProblem, plan: PairPlan | MentorPlan) -> int:
    """Count pairs who would both rather have each other, by score, then by smaller id.

    Fixed pairs are no excuse: they may be among those who would rather change.
    """
    asked = seats(replace(problem, forced=()))
    market = Market.plain(ScoreTable(problem).scores(asked.mentees, asked.mentors), asked.upper)
    mentors = {city: at for at, city in enumerate(asked.mentors.tolist())}
    mine = {mentee: mentors[mentor] for mentor, mentee in plan.pairs}
    column = np.array([mine.get(city, ALONE) for city in asked.mentees.tolist()], np.int64)
    return count_blocking(market, column)


def certified_bound(
    problem: PairsProblem | MentorProblem, certificate: PairCertificate | MentorCertificate
) -> int | None:
    """Compute what the certificate proves, or ``None`` when it fails on any pair."""
    if isinstance(problem, MentorProblem):
        assert isinstance(certificate, MentorCertificate)
        return _mentor_bound(problem, certificate)
    assert isinstance(certificate, PairCertificate)
    return _pair_bound(problem, certificate)


def _mentor_bound(problem: MentorProblem, certificate: MentorCertificate) -> int | None:
    """Add up prices. Below nothing are only those of promised seats, or of who must have one."""
    asked = seats(problem)
    u = np.array([certificate.u.get(city, 0) for city in asked.mentors.tolist()], np.int64)
    v = np.array([certificate.v.get(city, 0) for city in asked.mentees.tolist()], np.int64)
    table = ScoreTable(problem)
    proven = sum(pair_score(problem, *pair) for pair in asked.fixed)
    whole = Market(
        scores=np.zeros((0, len(u)), np.int16),
        lower=asked.lower,
        upper=asked.upper,
        must=asked.must,
    )
    if not whole.is_covered_by(v, u):
        return None
    for some in tiles(len(v), BAND):
        scores = table.scores(asked.mentees[some], asked.mentors)
        part = Market(scores=scores, lower=asked.lower, upper=asked.upper, must=asked.must[some])
        if not part.is_covered_by(v[some], u):
            return None
    return proven + whole.bound(v, u)


def _pair_bound(problem: PairsProblem, certificate: PairCertificate) -> int | None:
    n = len(problem.cities)
    if len(certificate.y2) != n or min(certificate.y2, default=0) < 0:
        return None
    if any(not _is_odd_set(odd, n) for odd in certificate.odd_sets):
        return None
    y2 = np.array(certificate.y2, np.int64)
    everyone, table = np.arange(n, dtype=np.intp), ScoreTable(problem)
    for some in tiles(n, BAND):
        scores = table.scores(everyone[some], everyone[some.start :])
        over = 2 * scores.astype(np.int64) - y2[some, None] - y2[some.start :]
        at, to = np.nonzero((over > 0) & (scores >= 0))
        at, to = at + some.start, to + some.start
        for odd in certificate.odd_sets:
            inside = np.zeros(n, np.int64)
            inside[list(odd.members)] = 2 * odd.z2
            over[at - some.start, to - some.start] -= np.minimum(inside[at], inside[to])
        if (over[at - some.start, to - some.start] > 0).any():
            return None
    odd_part = sum(odd.z2 * (len(odd.members) - 1) for odd in certificate.odd_sets)
    return (int(y2.sum()) + odd_part) // 2


def _is_odd_set(odd: OddSet, n: int) -> bool:
    members = set(odd.members)
    in_range = members <= set(range(n))
    return odd.z2 >= 0 and in_range and len(members) == len(odd.members) and len(members) % 2 == 1
