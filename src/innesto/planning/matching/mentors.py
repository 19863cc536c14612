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

    fair = problem.objective == "maxmin_sum"
    floor = 1

    def scores(first: int, last: int) -> Longs:
        tile = table.accompanying(mentors, mentees[first:last]).astype(np.int64)
        tile[tile < floor] = 0
        eligible = tile > 0
        tile += bonus * fair * eligible
        tile += bonus * (len(mentees) + 1) ** fair * must[first:last, None] * eligible
        wide = tile[:, owner]
        wide[:, len(mentors) :] += bonus * (wide[:, len(mentors) :] > 0)
        return wide

    if fair:
        floor = _highest_floor(problem, run, table, mentors, mentees)
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
    if problem.require_stable:
        return _stable(problem, table, objective + best.bound - best.score)
    bound = objective + best.bound - best.score
    plain = not fair and not must.any() and not lower.any() and not problem.forced
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


def _highest_floor(
    problem: MentorProblem, run: Run, table: ScoreTable, mentors: Longs, mentees: Longs
) -> int:
    """Find the highest score that every pair can reach without leaving more people alone."""
    whole = table.accompanying(mentors, mentees).astype(np.int64)
    capacity = np.array([mentor.hi for mentor in problem.mentors], np.int64)

    def matched(floor: int) -> int:
        allowed = (whole >= floor).astype(np.int64)
        return assign(len(mentees), capacity, lambda a, b: allowed[a:b]).score

    levels = np.unique(whole[whole > 0])
    most = matched(1)
    low, high = 0, len(levels) - 1
    while low < high and run.going_on():
        middle = (low + high + 1) // 2
        if matched(int(levels[middle])) == most:
            low = middle
        else:
            high = middle - 1
    return int(levels[low]) if len(levels) else 1


def _stable(problem: MentorProblem, table: ScoreTable, bound: int) -> Result[MentorPlan]:
    """Let mentees propose and mentors keep the best: nobody would rather be with another.

    The bound is that of all assignments, stable or not.
    """
    mentors = np.array([mentor.city for mentor in problem.mentors], np.intp)
    mentees = np.array([mentee.city for mentee in problem.mentees], np.intp)
    whole = table.accompanying(mentors, mentees)
    # By score, then by the smaller number of the mentor's city.
    wishes = [[int(m) for m in np.lexsort((mentors, -row)) if row[m] > 0] for row in whole]
    kept: list[list[tuple[int, int, int]]] = [[] for _ in mentors]
    waiting = list(range(len(mentees)))
    asked = [0] * len(mentees)
    while waiting:
        at = waiting.pop()
        if asked[at] == len(wishes[at]):
            continue
        mentor = wishes[at][asked[at]]
        asked[at] += 1
        kept[mentor].append((-int(whole[at, mentor]), int(mentees[at]), at))
        kept[mentor].sort()
        if len(kept[mentor]) > problem.mentors[mentor].hi:
            waiting.append(kept[mentor].pop()[2])
    column = np.full(len(mentees), -1, np.int64)
    for mentor, some in enumerate(kept):
        for _, _, at in some:
            column[at] = mentor
    plan = _plan(problem, column, mentors, mentees)
    if not _keeps_promises(problem, plan):
        return Result(status="unknown", bound=bound)
    objective = matching_score(problem, plan)
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=plan,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(method="prices of all assignments, stable or not"),
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
