"""Plan a programme: settle the people, find dates, and prove how good the plan is.

What hosting costs at least and what dates cost at least are bounds that add up. A plan that
reaches their sum is optimal. Small programmes, and those whose dates are hard to find, go on to
one exact model of everything.
"""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from innesto.planning.costs import programme_cost
from innesto.planning.explain import explain
from innesto.planning.plan import ProgrammePlan, Proof, Result
from innesto.planning.problem import Meeting, ProgrammeProblem
from innesto.planning.programme.bounds import dates_bound
from innesto.planning.programme.calendar import FORBIDDEN, Calendar
from innesto.planning.programme.cpsat import solve_cpsat
from innesto.planning.programme.dates import DateSearch
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.settle import Impossible, NothingFound, Settled, settle
from innesto.planning.run import Run
from innesto.planning.verify import verify

SMALL = 60
"""Events up to which one exact model is worth trying."""
ENOUGH = 500
"""Moves for each event of a small programme, before the exact model takes over."""
ROUNDS = 3
"""Times that people and dates are fitted to each other."""


def plan_programme(problem: ProgrammeProblem, run: Run) -> Result[ProgrammePlan]:
    """Find a plan and its bound. Infeasible results say which rules contradict each other."""
    return _Planner(problem, run).plan()


class _Planner:
    def __init__(self, problem: ProgrammeProblem, run: Run) -> None:
        self.problem = problem
        self.run = run
        self.grid = Grid(problem)
        self.best: ProgrammePlan | None = None
        self.cost: int | None = None
        self.bound: int | None = None
        self.proof = ""

    def plan(self) -> Result[ProgrammePlan]:
        grid, run = self.grid, self.run
        try:
            settled = settle(grid, run)
        except Impossible:
            return self._impossible()
        except NothingFound:
            settled = None
        if settled is not None:
            dates = dates_bound(grid)
            self._raise_bound(settled.bound + dates, "hosting exactly, dates by organisation")
            run.tell("hosting", bound=self.bound)
            self._fit(settled)
        if self.best is None and run.going_on():
            explanation = explain(self.problem, run.limits, thorough=False)
            if explanation is not None:
                return Result(status="infeasible", explanation=explanation)
        worth_it = len(grid.events) <= SMALL or any(grid.may) or self.best is None
        unfinished = not self._is_done() and worth_it and run.going_on()
        if unfinished and not self._solve_exactly():
            return self._impossible()
        return self._result()

    def _impossible(self) -> Result[ProgrammePlan]:
        explanation = explain(self.problem, self.run.limits)
        return Result(status="infeasible", explanation=explanation)

    def _fit(self, settled: Settled) -> None:
        """Find dates for the people, then fit the people to the dates, and again."""
        for round_ in range(ROUNDS if any(self.grid.may) else 1):
            days = self._find_dates(settled, round_)
            if days is None:
                return
            if any(self.grid.may):
                try:
                    settled = settle(self.grid, self.run, days)
                except (Impossible, NothingFound):
                    return
            self._offer(self._compose(settled, days))
            if self._is_done() or not self.run.going_on():
                return

    def _find_dates(self, settled: Settled, round_: int) -> Sequence[int] | None:
        calendar = Calendar(self.grid, settled.people(self.grid))
        if not all(days.any() for days in calendar.starts):
            return None
        search = DateSearch(calendar, self.run.limits.seed + round_)
        agreed = {self.grid.at[old.id]: old.day for old in self._agreed()}
        search.start(agreed)
        search.descend()
        least = dates_bound(self.grid)
        heat = 30.0 * max(1, self.problem.weights.bunch)
        if search.total() > least:
            near = sum(map(len, calendar.neighbours)) / max(1, len(calendar.neighbours))
            moves = int(self.run.limits.seconds * 0.3 / ROUNDS / (15e-6 + 1e-6 * near))
            if len(self.problem.events) <= SMALL:
                moves = min(moves, ENOUGH * len(self.problem.events))
            if agreed:
                moves //= 10
            search.anneal(moves, heat, lambda lowest: lowest > least and self.run.going_on())
        return None if search.total() >= FORBIDDEN else [int(day) for day in search.days]

    def _agreed(self) -> list[Meeting]:
        """List what was agreed before, of events that are still planned."""
        replan = self.problem.replan
        return [old for old in replan.previous if old.id in self.grid.at] if replan else []

    def _compose(self, settled: Settled, days: Sequence[int]) -> ProgrammePlan:
        before = {old.id: old for old in self._agreed()}
        meetings = []
        for at, event in enumerate(self.grid.events):
            slot = self.grid.pinned_slot(at)
            old = before.get(event.id)
            if slot is None:
                slot = old.slot if old and old.day == days[at] else 2 * days[at]
            meetings.append(
                Meeting(id=event.id, host=settled.hosts[at], slot=slot, attend=settled.attend[at])
            )
        return ProgrammePlan(meetings=tuple(meetings))

    def _offer(self, plan: ProgrammePlan) -> None:
        """Keep a plan that is valid and better than the one so far."""
        if verify(self.problem, plan):
            return
        cost = programme_cost(self.problem, plan)
        if self.cost is None or cost < self.cost:
            self.best, self.cost = plan, cost
            self.run.tell("dates", objective=cost)

    def _raise_bound(self, bound: int, proof: str) -> None:
        if self.bound is None or bound > self.bound:
            self.bound, self.proof = bound, proof

    def _is_done(self) -> bool:
        return self.cost is not None and self.cost == self.bound

    def _solve_exactly(self) -> bool:
        """Ask one model of everything. Say whether a plan may exist."""
        model = ExactModel(self.grid)
        if self.bound is not None:
            model.model.add(sum(model.cost) >= self.bound)
        if self.best is not None:
            model.hint(self.best)
        answer = solve_cpsat(
            model.model,
            self.run,
            work=self.run.limits.seconds * 0.6,
            stage="exact",
            ceiling=self.cost,
        )
        if answer.status == cp_model.INFEASIBLE:
            return self.best is not None
        self._raise_bound(answer.bound, "one exact model")
        if answer.value is not None:
            self._offer(model.read(answer.value))
        return True

    def _result(self) -> Result[ProgrammePlan]:
        if self.best is None or self.cost is None:
            return Result(status="unknown", bound=self.bound)
        bound = self.bound
        return Result(
            status="optimal" if self.cost == bound else "feasible",
            plan=self.best,
            objective=self.cost,
            bound=bound,
            gap=None if bound is None else (self.cost - bound) / max(1, abs(self.cost)),
            proof=Proof(method=self.proof),
        )
