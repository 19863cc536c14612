"""Mentors and mentees: the best assignment with seats, promises and fixed pairs, and its proof.

Fixed pairs are taken out first. Whether every promise can be kept is a question of counting
(``coverage``); the best way to keep them is an assignment (``assignment``); if nobody may want to
leave, there is only one (``stable``).
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from innesto.planning.explain import shrink
from innesto.planning.matching.assignment import Assignment, assign, promising
from innesto.planning.matching.certificate import blocking_pairs, pair_score
from innesto.planning.matching.coverage import cover
from innesto.planning.matching.market import ALONE, Longs, Market
from innesto.planning.matching.sayings import explained
from innesto.planning.matching.seats import Seats, seats
from innesto.planning.matching.stable import count_blocking, stable
from innesto.planning.matching.table import NONE, Scores, ScoreTable
from innesto.planning.plan import MentorCertificate, MentorPlan, Proof, Result
from innesto.planning.problem import MentorProblem
from innesto.planning.run import Run

PRICES = "prices of mentors and mentees, tried on every pair"
FAIR = "counted how many can be matched and how good the worst pair can be; then prices"
MANY = 64
"""Contradicting rules up to which the fewest of them are looked for."""
STABLE = "among those who are left, the best pair want each other most: only one plan is stable"


def match_mentors(problem: MentorProblem, run: Run) -> Result[MentorPlan]:
    """Find the assignment of mentees to mentors of greatest score, or say why there is none."""
    asked = seats(problem)
    if asked.broken:
        return _impossible(problem, asked.broken)
    scores = ScoreTable(problem).scores(asked.mentees, asked.mentors)
    if asked.must.any() or asked.lower.any():
        likely = promising(Market.plain(scores, asked.upper))
        if core := _broken_promise(asked, scores, likely):
            return _impossible(problem, _fewest(asked, scores, core))
    if problem.require_stable:
        return _stable(problem)
    fixed = sum(pair_score(problem, *pair) for pair in asked.fixed)
    market = _market(problem, asked, scores)

    def going_on(score: int | None, bound: int) -> bool:
        found = None if score is None else fixed + score
        return run.tell("assignment", objective=found, bound=fixed + bound)

    best = assign(market, going_on)
    if not market.keeps_promises(best.column):
        return Result(status="unknown", bound=fixed + best.bound)
    return _result(problem, asked, market, best, fixed)


def _market(problem: MentorProblem, asked: Seats, scores: Scores) -> Market:
    """Say what is promised. To be fair, more pairs come first, then the worst pair."""
    count = None
    if problem.objective == "maxmin_sum":
        likely = promising(Market.plain(scores, asked.upper))
        count = cover(scores, 0, np.arange(len(scores)), asked.upper, likely).count
        floor = _highest_floor(problem, asked, scores, count, likely)
        scores[scores < floor] = NONE
    return Market(scores=scores, lower=asked.lower, upper=asked.upper, must=asked.must, count=count)


def _highest_floor(
    problem: MentorProblem, asked: Seats, scores: Scores, count: int, likely: Longs
) -> int:
    """Find the highest score that all pairs can reach, with as many pairs and every promise kept.

    Nobody gains from a floor above the worst fixed pair. If promises to mentees can be kept, and
    promises to mentors, and so many pairs made, each for itself, then also all together
    (Mendelsohn and Dulmage).
    """
    everyone = np.arange(len(scores))

    def is_possible(floor: int) -> bool:
        most = cover(scores, floor, everyone, asked.upper, likely).count
        return most == count and not _broken_promise(asked, scores, likely, floor)

    low = 0
    high = min(
        (pair_score(problem, *pair) for pair in asked.fixed), default=int(scores.max(initial=0))
    )
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if is_possible(middle) else (low, middle - 1)
    return low


def _broken_promise(asked: Seats, scores: Scores, likely: Longs, floor: int = 0) -> tuple[str, ...]:
    """Find promises that cannot all be kept: too few seats, or too few mentees, for some."""
    must = np.flatnonzero(asked.must)
    if len(must):
        served = cover(scores, floor, must, asked.upper, likely)
        if served.count < len(must):
            return _rules(asked, served.rows, served.columns)
    promised = np.flatnonzero(asked.lower)
    if len(promised):
        filled = cover(scores, floor, np.arange(len(scores)), asked.lower, likely)
        if filled.count < int(asked.lower.sum()):
            return _rules(asked, promised[:0], np.setdiff1d(promised, filled.columns))
    return ()


def _rules(asked: Seats, rows: Longs, columns: Longs) -> tuple[str, ...]:
    mentees = [f"must:{city}" for city in asked.mentees[rows].tolist()]
    return (*mentees, *(f"capacity:{city}" for city in asked.mentors[columns].tolist()))


def _fewest(asked: Seats, scores: Scores, core: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out what the contradiction does not need. What is left out asks for nothing."""
    if len(core) > MANY:
        return core
    nothing = np.zeros(0, np.int64)

    def impossible(rules: Sequence[str]) -> bool:
        must = {f"must:{city}" for city in asked.mentees.tolist()} & set(rules)
        bound = np.array([f"capacity:{city}" in rules for city in asked.mentors.tolist()])
        less = replace(
            asked,
            must=np.array([f"must:{city}" in must for city in asked.mentees.tolist()], np.bool_),
            lower=np.where(bound, asked.lower, 0),
            upper=np.where(bound, asked.upper, len(scores)),
        )
        return bool(_broken_promise(less, scores, nothing))

    return tuple(shrink(core, impossible))


def _impossible(problem: MentorProblem, core: Sequence[str]) -> Result[MentorPlan]:
    words = explained(problem, core, minimal=len(core) <= MANY)
    return Result(status="infeasible", explanation=words)


def _stable(problem: MentorProblem) -> Result[MentorPlan]:
    """Find the one stable assignment, and see whether it keeps the promises.

    When it does not, none does.
    """
    asked = seats(replace(problem, forced=()))
    scores = ScoreTable(problem).scores(asked.mentees, asked.mentors)
    market = Market.plain(scores, asked.upper)
    column = stable(market)
    chosen = _pairs(asked, column)
    broken = [f"forced:{a}:{b}" for a, b in sorted(set(problem.forced) - set(chosen))]
    short = np.flatnonzero(market.load(column) < asked.lower)
    broken += _rules(asked, np.flatnonzero(asked.must & (column == ALONE)), short)
    if broken:
        return _impossible(problem, ("stable", broken[0]))
    score = market.value(column)
    return Result(
        status="optimal",
        plan=_plan(problem, chosen, 0),
        objective=score,
        bound=score,
        gap=0.0,
        proof=Proof(method=STABLE),
    )


def _result(
    problem: MentorProblem, asked: Seats, market: Market, best: Assignment, fixed: int
) -> Result[MentorPlan]:
    """Put fixed and chosen pairs together, with what proves them."""
    objective, bound = fixed + market.value(best.column), fixed + best.bound
    pairs = (*asked.fixed, *_pairs(asked, best.column))
    fair = problem.objective == "maxmin_sum"
    if fair or asked.fixed:
        blocking = blocking_pairs(problem, MentorPlan(pairs=pairs))
    else:
        blocking = count_blocking(market, best.column)
    certificate = MentorCertificate(
        u=dict(zip(asked.mentors.tolist(), best.column_price.tolist(), strict=True)),
        v=dict(zip(asked.mentees.tolist(), best.row_price.tolist(), strict=True)),
    )
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=_plan(problem, pairs, blocking),
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(
            method=FAIR if fair else PRICES,
            certificate=None if fair or asked.fixed else certificate,
        ),
    )


def _pairs(asked: Seats, column: Longs) -> tuple[tuple[int, int], ...]:
    return tuple(
        (int(asked.mentors[at]), city)
        for at, city in zip(column.tolist(), asked.mentees.tolist(), strict=True)
        if at != ALONE
    )


def _plan(problem: MentorProblem, pairs: Sequence[tuple[int, int]], blocking: int) -> MentorPlan:
    matched = {mentee for _, mentee in pairs}
    alone = {it.city for it in problem.mentees} - matched
    return MentorPlan(
        pairs=tuple(sorted(pairs)), unmatched=tuple(sorted(alone)), blocking_pairs=blocking
    )
