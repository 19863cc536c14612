"""A mentor leaves: whoever was accompanied finds another, and as few prices as needed change.

Solving again would find the same score, but looks at every pair and may turn everything over.
Here each mentee who lost a mentor is led along the cheapest chain of changes (``detour``). The
result is the best there is without the mentor, and the prices prove it again.
"""

from dataclasses import dataclass, replace

import numpy as np

from innesto.planning.matching.detour import Detours
from innesto.planning.matching.market import ALONE, Longs, Market
from innesto.planning.matching.seats import seats
from innesto.planning.matching.table import NONE, ScoreTable
from innesto.planning.plan import MentorCertificate, MentorPlan, Proof, Result
from innesto.planning.problem import MentorProblem

METHOD = "prices of the agreed plan, mended along shortest paths over every pair"


class NotProven(Exception):
    """The agreed plan has no prices that prove it, so they cannot be mended: solve again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """The problem without the mentor, its best plan, and whose mentor is another now."""

    problem: MentorProblem
    result: Result[MentorPlan]
    moved: tuple[int, ...]


class Agreed:
    """An agreed plan with all its scores at hand, ready for mentors to leave one after another."""

    def __init__(self, problem: MentorProblem, result: Result[MentorPlan]) -> None:
        """Raise ``NotProven`` unless prices prove the plan to be the best sum of scores."""
        prices = result.proof.certificate if result.proof else None
        if result.plan is None or not isinstance(prices, MentorCertificate):
            raise NotProven
        if result.status != "optimal" or problem.forced:
            raise NotProven
        self.problem = problem
        self.asked = seats(problem)
        scores = ScoreTable(problem).scores(self.asked.mentees, self.asked.mentors)
        self.at = {city: at for at, city in enumerate(self.asked.mentors.tolist())}
        mine = {mentee: self.at[mentor] for mentor, mentee in result.plan.pairs}
        mentees = self.asked.mentees.tolist()
        self.detours = Detours(
            Market(
                scores=scores,
                lower=self.asked.lower.copy(),
                upper=self.asked.upper.copy(),
                must=self.asked.must,
            ),
            np.array([mine.get(city, ALONE) for city in mentees], np.int64),
            np.array([prices.v[city] for city in mentees], np.int64),
            np.array([prices.u[city] for city in self.at], np.int64),
        )
        self.detours.make_dearest()

    def leave(self, mentor: int) -> Departure:
        """Let a mentor leave, and find the best plan without."""
        at, market = self.at.pop(mentor), self.detours.market
        before = self.detours.assignment
        market.lower[at] = market.upper[at] = 0
        market.scores[:, at] = NONE
        orphans = self.detours.vacate(at)
        for row in orphans:
            self.detours.settle(row)
        rest = tuple(it for it in self.problem.mentors if it.city != mentor)
        self.problem = replace(
            self.problem,
            mentors=rest,
            forbidden=tuple(pair for pair in self.problem.forbidden if pair[0] != mentor),
        )
        after = self.detours.assignment
        moved = self.asked.mentees[np.flatnonzero(before != after)]
        return Departure(
            problem=self.problem, result=self._result(after), moved=tuple(moved.tolist())
        )

    def _result(self, column: Longs) -> Result[MentorPlan]:
        market, detours = self.detours.market, self.detours
        if not market.keeps_promises(column):
            return Result(status="infeasible")
        mentees, matched = self.asked.mentees, column != ALONE
        guided, by = mentees[matched], self.asked.mentors[column[matched]]
        order = np.lexsort((guided, by))
        pairs = zip(by[order].tolist(), guided[order].tolist(), strict=True)
        plan = MentorPlan(pairs=tuple(pairs), unmatched=tuple(mentees[~matched].tolist()))
        price = detours.column_price.tolist()
        objective = market.value(column)
        bound = market.bound(detours.row_price, detours.column_price)
        certificate = MentorCertificate(
            u={city: price[at] for city, at in self.at.items()},
            v=dict(zip(mentees.tolist(), detours.row_price.tolist(), strict=True)),
        )
        return Result(
            status="optimal" if objective == bound else "feasible",
            plan=plan,
            objective=objective,
            bound=bound,
            gap=(bound - objective) / max(1, objective),
            proof=Proof(method=METHOD, certificate=certificate),
        )
