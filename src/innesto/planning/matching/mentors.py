"""Mentors and mentees: the best assignment with capacities, with prices that prove it.

Who must have a mentor, and how many a mentor was promised, is enforced by a bonus greater than
any difference of scores. A fixed pair leaves the mentee no other choice.
"""

from collections import Counter

import numpy as np

from innesto.planning.matching.assignment import Longs, assign
from innesto.planning.matching.certificate import blocking_pairs, matching_score
from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import MentorCertificate, MentorPlan, Proof, Result
from innesto.planning.problem import MentorProblem
from innesto.planning.run import Run


def match_mentors(problem: MentorProblem, run: Run) -> Result[MentorPlan]:
    """Find the assignment of mentees to mentors of greatest score."""
    table = ScoreTable(problem)
    mentors = np.array([mentor.city for mentor in problem.mentors], np.intp)
    mentees = np.array([mentee.city for mentee in problem.mentees], np.intp)
    must = np.array([mentee.must for mentee in problem.mentees], np.bool_)
    lower = np.array([mentor.lo for mentor in problem.mentors], np.int64)
    upper = np.array([mentor.hi for mentor in problem.mentors], np.int64)
    bonus = _bonus(problem)
    # A mentor with a promise counts twice: once for the promised places, once for the rest.
    promised = np.flatnonzero(lower > 0)
    capacity = np.concatenate([upper - lower, lower[promised]])
    owner = np.concatenate([np.arange(len(mentors)), promised])

    def scores(first: int, last: int) -> Longs:
        tile = table.accompanying(mentors, mentees[first:last]).astype(np.int64)
        eligible = tile > 0
        tile += bonus * must[first:last, None] * eligible
        wide = tile[:, owner]
        wide[:, len(mentors) :] += bonus * (wide[:, len(mentors) :] > 0)
        return wide

    best = assign(
        len(mentees),
        capacity,
        scores,
        lambda score, bound: run.tell("assignment", objective=score, bound=bound),
    )
    plan = _plan(problem, best.column, mentors[owner], mentees)
    if not _keeps_promises(problem, plan):
        return Result(status="infeasible")
    objective = matching_score(problem, plan)
    bound = objective + best.bound - best.score
    plain = not must.any() and not lower.any() and not problem.forced
    certificate = MentorCertificate(
        u=dict(zip(mentors.tolist(), best.column_price.tolist(), strict=False)),
        v=dict(zip(mentees.tolist(), best.row_price.tolist(), strict=True)),
    )
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=plan,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(method="prices", certificate=certificate if plain else None),
    )


def _bonus(problem: MentorProblem) -> int:
    """More than all scores together can differ."""
    weights = problem.weights
    most = 1000 * sum(abs(w) for w in (weights.theme, weights.size, weights.lang, weights.dist))
    return (most + 1) * (len(problem.mentees) + 1)


def _plan(problem: MentorProblem, column: Longs, mentors: Longs, mentees: Longs) -> MentorPlan:
    pairs = {
        (int(mentors[at]), int(mentee))
        for at, mentee in zip(column.tolist(), mentees.tolist(), strict=True)
        if at >= 0
    }
    pairs |= set(problem.forced)
    matched = {mentee for _, mentee in pairs}
    plan = MentorPlan(
        pairs=tuple(sorted(pairs)),
        unmatched=tuple(it.city for it in problem.mentees if it.city not in matched),
    )
    return MentorPlan(
        pairs=plan.pairs, unmatched=plan.unmatched, blocking_pairs=blocking_pairs(problem, plan)
    )


def _keeps_promises(problem: MentorProblem, plan: MentorPlan) -> bool:
    load = Counter(mentor for mentor, _ in plan.pairs)
    unmatched = set(plan.unmatched)
    return all(it.lo <= load[it.city] <= it.hi for it in problem.mentors) and not any(
        it.must and it.city in unmatched for it in problem.mentees
    )
