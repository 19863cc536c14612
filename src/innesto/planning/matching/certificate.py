"""Check pairs, mentors and their certificates. Nothing is solved here, only looked at.

A certificate puts a price on every city such that no eligible pair is worth more than the
prices of the two. Then no plan can be worth more than all prices together: testing every pair
once proves the bound.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import (
    MentorCertificate,
    MentorPlan,
    PairCertificate,
    PairPlan,
    Violation,
)
from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.scores import may_meet, score, teaches

TILE = 256


def pair_score(problem: PairsProblem | MentorProblem, a: int, b: int) -> int:
    """Score of one pair: for mentors (mentor, mentee), for pairs both directions."""
    first, second = problem.cities[a], problem.cities[b]
    if not may_meet(problem, first, second) or not teaches(first, second):
        return 0
    learned = score(second, first, problem.weights, problem.dist_cap_km)
    if isinstance(problem, MentorProblem):
        return learned
    if not teaches(second, first):
        return 0
    return learned + score(first, second, problem.weights, problem.dist_cap_km)


def matching_score(problem: PairsProblem | MentorProblem, plan: PairPlan | MentorPlan) -> int:
    """Sum the scores of all pairs."""
    return sum(pair_score(problem, a, b) for a, b in plan.pairs)


def check_matching(
    problem: PairsProblem | MentorProblem, plan: PairPlan | MentorPlan
) -> list[Violation]:
    """List every rule that the pairs break."""
    known = range(len(problem.cities))
    if strange := [pair for pair in plan.pairs if not set(pair) <= set(known)]:
        return [Violation(rule="pairs", words=f"{strange[0]} names a city that is not there")]
    found = list(_check_each(problem, plan))
    if isinstance(problem, PairsProblem):
        times = Counter(city for pair in plan.pairs for city in pair)
        found += [
            Violation(rule="once", words=f"{problem.cities[city].name} is in {count} pairs")
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
        if pair_score(problem, a, b) <= 0:
            yield Violation(rule="eligible", words=f"{a} and {b} may not be together")


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
    """Count pairs who would both rather have each other, by score, then by smaller id."""
    table = ScoreTable(problem)
    mentors = np.array([mentor.city for mentor in problem.mentors], np.intp)
    mentees = np.array([mentee.city for mentee in problem.mentees], np.intp)
    n = len(problem.cities) + 1
    mine = dict.fromkeys(mentees.tolist(), -1)
    worst: dict[int, list[int]] = {city: [] for city in mentors.tolist()}
    for mentor, mentee in plan.pairs:
        value = pair_score(problem, mentor, mentee) * n
        mine[mentee] = value + n - 1 - mentor
        worst[mentor].append(value + n - 1 - mentee)
    free = [len(worst[m.city]) < m.hi for m in problem.mentors]
    bar = np.array(
        [
            -1 if spare else min(worst[city], default=np.iinfo(np.int64).max)
            for city, spare in zip(mentors.tolist(), free, strict=True)
        ],
        np.int64,
    )
    now = np.array([mine[city] for city in mentees.tolist()], np.int64)
    count = 0
    for at in range(0, len(mentees), TILE):
        rows = mentees[at : at + TILE]
        scores = table.accompanying(mentors, rows).astype(np.int64)
        better = scores * n + n - 1 - mentors[None, :] > now[at : at + TILE, None]
        wanted = scores * n + n - 1 - rows[:, None] > bar[None, :]
        count += int(((scores > 0) & better & wanted).sum())
    return count


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
    table = ScoreTable(problem)
    mentors = np.array([mentor.city for mentor in problem.mentors], np.intp)
    mentees = np.array([mentee.city for mentee in problem.mentees], np.intp)
    u = np.array([certificate.u.get(city, 0) for city in mentors.tolist()], np.int64)
    v = np.array([certificate.v.get(city, 0) for city in mentees.tolist()], np.int64)
    if (u < 0).any() or (v < 0).any():
        return None
    for at in range(0, len(mentees), TILE):
        scores = table.accompanying(mentors, mentees[at : at + TILE])
        if (scores > u[None, :] + v[at : at + TILE, None]).any():
            return None
    return int(sum(m.hi * int(price) for m, price in zip(problem.mentors, u, strict=True))) + int(
        v.sum()
    )


def _pair_bound(problem: PairsProblem, certificate: PairCertificate) -> int | None:
    table = ScoreTable(problem)
    n = len(problem.cities)
    if len(certificate.y2) != n or min(certificate.y2, default=0) < 0:
        return None
    y2 = np.array(certificate.y2, np.int64)
    everyone = np.arange(n, dtype=np.intp)
    member = np.zeros((len(certificate.odd_sets), n), np.int64)
    for at, odd in enumerate(certificate.odd_sets):
        outside = [city for city in odd.members if not 0 <= city < n]
        if odd.z2 < 0 or outside or len(set(odd.members)) % 2 == 0:
            return None
        member[at, list(odd.members)] = 1
    z2 = np.array([odd.z2 for odd in certificate.odd_sets], np.int64)
    for at in range(0, n, TILE):
        rows, columns = everyone[at : at + TILE], everyone[at:]
        cover = y2[rows][:, None] + y2[columns][None, :]
        if len(z2):
            cover = cover + 2 * ((member[:, rows] * z2[:, None]).T @ member[:, columns])
        if (2 * table.exchanging(rows, columns).astype(np.int64) > cover).any():
            return None
    sizes = [len(set(odd.members)) for odd in certificate.odd_sets]
    odd_part = sum(
        odd.z2 * (size - 1) for odd, size in zip(certificate.odd_sets, sizes, strict=True)
    )
    return (int(y2.sum()) + odd_part) // 2
