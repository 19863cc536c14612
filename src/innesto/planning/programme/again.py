"""Plan again so that the fewest announced events move, and prove that fewer cannot.

An announced event that cannot stay where it is, whoever hosts it, has to move: so many moves at
least. A plan that moves nothing else is then beyond doubt, and only its hosts, guests and new
dates are left to choose: a small model. Where that fails, events near by are let go too, and in
the end all of them; what some events alone must move bounds what all of them must.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from ortools.sat.python import cp_model

from innesto.planning.plan import ProgrammePlan
from innesto.planning.programme.cpsat import Answer, solve_cpsat
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.part import part_of
from innesto.planning.run import Run

NEAR = 30
"""Days around a disruption within which other events may have to give way."""
NOT_A_COST = -(10**18)
"""Nothing is told of what these models minimise: it is not what a plan costs."""
SMALL = 60
"""Events up to which all are let go at once when it is not enough to move what has to."""


@dataclass(frozen=True, slots=True)
class Moves:
    """How many announced events move at least, and a plan that moves the fewest that was found.

    ``enough`` is what the plan moves. ``excluded`` says that there is no plan at all.
    """

    least: int
    enough: int | None = None
    plan: ProgrammePlan | None = None
    excluded: bool = False

    @property
    def is_proven(self) -> bool:
        """Whether no plan moves fewer."""
        return self.enough == self.least


def move_fewest(grid: Grid, run: Run, *, work: float, costs: bool = True) -> Moves:
    """Find a plan that moves the fewest announced events; of those the cheapest, with costs."""
    return _Again(grid, run, work, costs=costs).search()


class _Again:
    def __init__(self, grid: Grid, run: Run, work: float, *, costs: bool) -> None:
        self.grid, self.run, self.work, self.costs = grid, run, work, costs
        self.announced = grid.announced()
        self.lost = {at for at, slot in self.announced.items() if not can_stay(grid, at, slot)}
        self.known = Moves(len(self.lost))

    def search(self) -> Moves:
        """Let more and more events go until the number of moves is proven."""
        for free in self._rings():
            if not self.run.going_on():
                break
            self._try(free)
            self.run.tell("moves")
            if self.known.excluded or self.known.is_proven:
                break
        return self.known

    def _rings(self) -> Iterator[set[int]]:
        """Yield events that may move: what has to and what is new, then those near, then all."""
        everything = set(range(len(self.grid.events)))
        new = everything - set(self.announced) - set(self.grid.frozen)
        first = self.lost | new
        yield first
        near = first | self._near(first)
        if first < near < everything and len(everything) > SMALL:
            yield near
        if first < everything:
            yield everything

    def _near(self, some: Collection[int]) -> set[int]:
        """List the announced events close to some, that have somebody in common with them."""
        events, days = self.grid.events, {at: s // 2 for at, s in self.announced.items()}
        return {
            at
            for at, day in days.items()
            for other in some
            if other in days and abs(days[other] - day) <= NEAR
            if events[at].possible & events[other].possible
        }

    def _try(self, free: set[int]) -> None:
        """Plan with these free and all others held, and learn what that proves."""
        held = {at: slot for at, slot in self.announced.items() if at not in free}
        model = ExactModel(Grid(self.grid.problem, held=held), costs=self.costs)
        moved = [1 - stays for at, stays in model.stays().items() if at in free]
        if self.lost == free & set(self.announced):
            answer = self._solve(model)
        else:
            answer = self._solve_in_turn(model, moved)
            if held and answer.value is not None:
                self._bound_by(free)
        if answer.status == cp_model.INFEASIBLE:
            if not held:
                self.known = Moves(len(self.announced) + 1, excluded=True)
        elif answer.value is not None:
            self._keep(model.read(answer.value))

    def _solve(self, model: ExactModel) -> Answer:
        return solve_cpsat(model.model, self.run, work=self.work, stage="moves", ceiling=NOT_A_COST)

    def _solve_in_turn(self, model: ExactModel, moved: list[cp_model.LinearExpr]) -> Answer:
        """Ask for the fewest moves, and of the plans with so few for the cheapest."""
        cost = model.cost
        model.model.minimize(sum(moved))
        for at, stays in model.stays().items():
            if at not in model.fixed:
                model.model.add_hint(stays, at not in self.lost)
        first = self._solve(model)
        if first.status == cp_model.INFEASIBLE or first.value is None:
            return first
        if not model.grid.held:
            self._raise(first.bound)
        if not self.costs or first.status != cp_model.OPTIMAL or first.objective is None:
            return first
        model.model.add(sum(moved) <= first.objective)
        model.hint(model.read(first.value))
        model.model.minimize(sum(cost))
        second = self._solve(model)
        return first if second.value is None else second

    def _bound_by(self, free: Collection[int]) -> None:
        """Ask how many of some events alone must move: all of them need no fewer."""
        ids = {self.grid.events[at].id for at in free} | {
            self.grid.events[at].id for at in self.grid.frozen
        }
        part = Grid(part_of(self.grid.problem, ids))
        model = ExactModel(part, costs=False)
        model.model.minimize(sum(1 - stays for stays in model.stays().values()))
        answer = self._solve(model)
        if answer.status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            self._raise(answer.bound)

    def _raise(self, least: int) -> None:
        known = self.known
        self.known = Moves(max(known.least, least), known.enough, known.plan)

    def _keep(self, plan: ProgrammePlan) -> None:
        known = self.known
        enough = sum(plan.meetings[at].slot != slot for at, slot in self.announced.items())
        if known.enough is None or enough < known.enough:
            self.known = Moves(known.least, enough, plan)


def can_stay(grid: Grid, at: int, slot: int) -> bool:
    """Say whether an event can be at its slot for anything but the other events."""
    day, event = slot // 2, grid.events[at]
    if not 0 <= day < grid.problem.calendar.days or (event.half_days > 1 and slot % 2):
        return False
    if any(pinned != slot for pinned in grid.pinned_slots(at)):
        return False
    return bool(grid.starts(at, grid.must[at])[day]) and any(
        grid.starts(at, [host])[day] for host in grid.hosts[at]
    )
