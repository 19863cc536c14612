"""Plan a programme: settle the people, find dates, and prove how good the plan is.

What hosting costs at least and what dates cost at least are bounds that add up. A plan that
reaches their sum is optimal. Small programmes, and those whose dates are hard to find, go on to
one exact model of everything.
"""

from collections.abc import Sequence
from dataclasses import replace

from ortools.sat.python import cp_model

from innesto.planning.costs import programme_cost
from innesto.planning.explain import explain
from innesto.planning.plan import Explanation, Limits, ProgrammePlan, Proof, Result
from innesto.planning.problem import Meeting, ProgrammeProblem
from innesto.planning.programme.again import Moves, move_fewest
from innesto.planning.programme.bounds import DatesBound
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
ENOUGH, PLENTY = 100, 500
"""Moves for each event of a large programme below which nothing is done twice, and of a small
one, before the exact model takes over."""
ROUNDS = 3
"""Times that people and dates are fitted to each other where attendance is a choice."""
RESCUES, RESCUING = 8, 4
"""Times, and moves for each event each time, to get from broken dates to valid ones."""
EPOCHS = (0.1, 0.3, 0.6)
"""Shares of the moves after which the search starts again, warm, from the best dates."""
HEAT = 30
"""Noise at the start of an epoch, in days that lack to the ideal distance."""
SEARCHING, PROVING, EXACT = 0.5, 0.1, 0.4
"""Shares of the nominal time for finding dates, for their bound, and for the exact model."""
SETTING_UP = 2.5e-4
"""Nominal seconds for each time that somebody takes part, before the search begins."""
EXPLAINING = 10.0
"""Seconds that an explanation may take in any case: what is impossible has no other answer."""
MOVING = 0.3
"""Share of the nominal time for each model that asks what has to move."""
SOME_STEPS = 2
"""Steps by which the bound is raised for a plan that moves as little as can be."""
FIRST_STEPS = 8
"""Steps by which the bound of the dates is raised before there is a plan."""


def plan_programme(problem: ProgrammeProblem, run: Run) -> Result[ProgrammePlan]:
    """Find a plan and its bound. Infeasible results say which rules contradict each other."""
    return _Planner(problem, run).plan()


class _Planner:
    def __init__(self, problem: ProgrammeProblem, run: Run) -> None:
        self.problem = problem
        self.run = run
        self.grid = Grid(problem)
        self.dates = DatesBound(self.grid)
        self.optional = any(self.grid.may)
        self.best: ProgrammePlan | None = None
        self.cost: int | None = None
        self.bound: int | None = None
        self.proof = ""
        self.moves: Moves | None = None
        self.moved = 0
        self.contradiction: Explanation | None = None
        self.is_examined = False
        self.hurries = False
        self.suiting = 0.0
        self.ideal: Settled | None = None

    def plan(self) -> Result[ProgrammePlan]:
        run = self.run
        try:
            settled = self.ideal = settle(self.grid, run)
        except Impossible:
            return self._impossible()
        except NothingFound:
            settled = None
        if self._asks_for_few_moves() and not self._move_fewest():
            return self._impossible()
        if settled is not None:
            few = self.moves is not None and self.moves.is_proven
            self._prove(settled, SOME_STEPS if few else FIRST_STEPS)
            if not few:
                self._fit(settled)
            if not few and not self._is_done() and run.going_on():
                share = PROVING * run.limits.seconds / max(1e-6, self.dates.work)
                self._prove(settled, int(share))
        if self.contradiction is not None:
            return Result(status="infeasible", explanation=self.contradiction)
        worth_it = len(self.grid.events) <= SMALL or self.best is None
        unfinished = not self._is_done() and worth_it and run.going_on()
        if unfinished and not self._solve_exactly():
            return self._impossible()
        return self._result()

    def _impossible(self) -> Result[ProgrammePlan]:
        explanation = explain(self.problem, self._limits_of_explaining())
        return Result(status="infeasible", explanation=explanation)

    def _limits_of_explaining(self) -> Limits:
        return replace(self.run.limits, seconds=max(self.run.left, EXPLAINING))

    def _asks_for_few_moves(self) -> bool:
        """Say whether a plan was announced, and it matters which of it moves."""
        replan = self.problem.replan
        return replan is not None and replan.weights.moved_event > 0 and bool(self.grid.announced())

    def _move_fewest(self) -> bool:
        """Look for a plan that moves the fewest announced events. Say whether one may exist."""
        seconds = self.run.limits.seconds
        self.moves = move_fewest(self.grid, self.run, work=MOVING * seconds)
        if self.moves.plan is not None:
            self._offer(self.moves.plan)
        return not self.moves.excluded

    def _prove(self, settled: Settled, steps: int) -> None:
        """Raise the bound: people and dates cost at least so much, and these add up."""
        self.dates.improve(steps, self.run.going_on)
        bound = settled.bound + self.dates.value
        replan = self.problem.replan
        if replan is not None and self.moves is not None:
            bound += replan.weights.moved_event * self.moves.least
        self._raise_bound(bound, "hosting exactly, dates by organisation")
        self.run.tell("proof", bound=self.bound)

    def _fit(self, settled: Settled) -> None:
        """Find dates for the people, then fit the people to the dates, and again.

        Hosts that could be replaced give way to the dates at first. If nobody suits the dates
        that were found, dates are found for the hosts as they are.
        """
        for round_ in range(ROUNDS):
            found = self._find_dates(settled, round_, firm_hosts=round_ > 0)
            if found is not None:
                settled = found
            if self._is_done() or self.contradiction or self.run.stopped_by_listener:
                return
            again = self.optional and not self.hurries and self.run.going_on()
            if self.best is not None and not again:
                return

    def _find_dates(self, settled: Settled, round_: int, *, firm_hosts: bool) -> Settled | None:
        """Search for dates, and return the people who suit them."""
        run = self.run
        calendar = Calendar(self.grid, settled.people(self.grid, firm_hosts=firm_hosts))
        if not all(days.any() for days in calendar.starts):
            self._examine()
            return None
        search = DateSearch(calendar, run.limits.seed + round_)
        search.start({at: old.day for at, old in self.grid.agreed.items()})
        search.descend()
        heat = HEAT * max(1, self.problem.weights.bunch)
        if not self._rescue(search, heat):
            return None
        found = self._suit(settled, search)
        least = self.dates.value
        for moves in self._epochs(settled, search.work):
            if search.total() <= least or not run.going_on():
                break
            search.anneal(moves, heat, self._is_searching)
            found = self._suit(settled, search) or found
        return found

    def _epochs(self, settled: Settled, work: float) -> list[int]:
        """Say how many moves to make before the search starts again, warm; once if time is short.

        A move is so many nominal seconds of work.
        """
        setting_up = SETTING_UP * sum(1 + len(guests) for guests in settled.attend)
        moves = SEARCHING * max(0.0, self.run.limits.seconds - setting_up) / work
        events = len(self.problem.events)
        self.hurries = events > SMALL and moves < ENOUGH * events
        if self.hurries:
            return [int(moves)]
        if self.optional:
            moves /= ROUNDS
        if events <= SMALL:
            moves = min(moves, PLENTY * events)
        if self.grid.agreed:
            moves /= 10
        return [int(share * moves) for share in EPOCHS]

    def _rescue(self, search: DateSearch, heat: float) -> bool:
        """Move events a little as long as some are where they may not be.

        Once that does not help, look whether they can be anywhere. Say whether they might.
        """
        search.make_way()
        for _ in range(1 + RESCUES):
            before = search.total()
            if before < FORBIDDEN or not self.run.going_on():
                break
            search.anneal(RESCUING * len(self.problem.events), heat, self._is_searching)
            helped = search.total() // FORBIDDEN < before // FORBIDDEN
            if not helped and self._examine():
                return False
        return True

    def _examine(self) -> bool:
        """Look once for a contradiction that is easily found, and say whether there is one."""
        if not self.is_examined:
            self.is_examined = True
            limits = self._limits_of_explaining()
            self.contradiction = explain(self.problem, limits, thorough=False)
        return self.contradiction is not None

    def _is_searching(self, lowest: int) -> bool:
        """Say whether dates can be better, and there is time to find people and a proof."""
        reserved = PROVING * self.run.limits.seconds + self.suiting
        return lowest > self.dates.value and self.run.going_on(reserved)

    def _suit(self, settled: Settled, search: DateSearch) -> Settled | None:
        """Offer the plan of these people on these dates, or of people who suit the dates."""
        started = self.run.seconds
        found = self._people_who_suit(settled, search)
        self.suiting = self.run.seconds - started
        return found

    def _people_who_suit(self, settled: Settled, search: DateSearch) -> Settled | None:
        if search.total() >= FORBIDDEN:
            return None
        best = settled is self.ideal or not self.optional
        if best and self._offer(self._compose(settled, search.days)):
            return settled
        try:
            settled = settle(self.grid, self.run, search.days)
        except (Impossible, NothingFound):
            return None
        self._offer(self._compose(settled, search.days))
        return settled

    def _compose(self, settled: Settled, days: Sequence[int]) -> ProgrammePlan:
        meetings = []
        for at, event in enumerate(self.grid.events):
            slot = next(iter(self.grid.pinned_slots(at)), None)
            old = self.grid.agreed.get(at)
            if slot is None:
                slot = old.slot if old and old.day == days[at] else 2 * days[at]
            meetings.append(
                Meeting(id=event.id, host=settled.hosts[at], slot=slot, attend=settled.attend[at])
            )
        return ProgrammePlan(meetings=tuple(meetings))

    def _offer(self, plan: ProgrammePlan) -> bool:
        """Keep a plan if it is better than the one so far. Say whether it is valid."""
        if verify(self.problem, plan):
            return False
        cost, moved = programme_cost(self.problem, plan), self._moved(plan)
        if self.cost is None or (moved, cost) < (self.moved, self.cost):
            self.best, self.cost, self.moved = plan, cost, moved
            self.run.tell("dates", objective=cost)
        return True

    def _moved(self, plan: ProgrammePlan) -> int:
        """Count announced events that get another date, if that matters."""
        if self.moves is None:
            return 0
        announced = self.grid.announced()
        return sum(plan.meetings[at].slot != slot for at, slot in announced.items())

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
            work=self.run.limits.seconds * EXACT,
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
            moved=None if self.moves is None else self.moved,
            fewest=None if self.moves is None else self.moves.least,
        )
