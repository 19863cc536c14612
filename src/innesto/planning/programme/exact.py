"""A whole programme as one constraint model: the reference for small ones, and the last word.

It knows every rule and every cost. Larger programmes use it on a part, with the rest fixed.
"""

from collections.abc import Callable, Iterable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model

from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import Budget, MaxParallel, Meeting, Precede
from innesto.planning.programme.grid import Days, Grid, shared_pairs
from innesto.planning.programme.people import PeopleModel, Term


class ExactModel(PeopleModel):
    """Hosts, attendance and days of every event, and all that binds them together.

    Events of which the slot is known are numbers, not variables: a plan of which little may change
    is a small model.
    """

    def __init__(self, grid: Grid, *, costs: bool = True) -> None:
        super().__init__(grid)
        self.days: list[Term] = []
        self.slots: list[Term] = []
        self.fixed: set[int] = set()
        self._stays: dict[int, Term] | None = None
        for at in range(len(grid.events)):
            self._add_day(at)
        self._add_order()
        self._add_agendas()
        if costs:
            self._add_crowding()
            self._add_moves()
            self.add_costs()
        elif any(isinstance(rule, Budget) for rule in grid.rules):
            self.add_travel()

    # When

    def _add_day(self, at: int) -> None:
        grid, model = self.grid, self.model
        good = grid.sure_starts(at)
        pinned = grid.pinned_slots(at)
        wrong = len(pinned) > 1 or any(slot % 2 for slot in pinned if grid.events[at].half_days > 1)
        if wrong or not good.any():
            model.add_bool_or([])
        day: Term
        slot: Term
        if pinned:
            self.fixed.add(at)
            day, slot = pinned[0] // 2, pinned[0]
        else:
            day = model.new_int_var_from_domain(_domain(good), f"d{at}")
            slot = 2 * day
            if grid.events[at].half_days == 1:
                slot = model.new_int_var(0, 2 * grid.problem.calendar.days - 1, f"s{at}")
                model.add(slot == 2 * day + model.new_bool_var(f"afternoon{at}"))
        self.days.append(day)
        self.slots.append(slot)
        for org, literal in self.present[at].items():
            if org not in grid.certain[at]:
                suits = grid.starts(at, [org]) & good
                if not suits.any():
                    model.add(literal == 0)
                elif not pinned and (suits != good).any():
                    model.add_linear_expression_in_domain(day, _domain(suits)).only_enforce_if(
                        literal
                    )

    def _add_order(self) -> None:
        grid, model = self.grid, self.model
        for rule in grid.rules:
            if isinstance(rule, Precede):
                before, after = grid.at[rule.before], grid.at[rule.after]
                lag = self.days[after] - self.days[before] - (grid.span[before] - 1)
                if rule.min_lag is not None:
                    model.add(lag >= rule.min_lag)
                if rule.max_lag is not None:
                    model.add(lag <= rule.max_lag)
            elif isinstance(rule, MaxParallel):
                events = [grid.at[id_] for id_ in dict.fromkeys(rule.events)]
                if len(events) > rule.max:
                    running = [
                        model.new_fixed_size_interval_var(self.days[e], grid.span[e], f"r{e}")
                        for e in events
                    ]
                    model.add_cumulative(running, [1] * len(running), max(rule.max, 0))
                    if rule.max < 0:
                        model.add_bool_or([])

    def _add_agendas(self) -> None:
        """Nobody is at two events at once, nor at two in person too soon after each other."""
        sets: set[tuple[int, frozenset[tuple[int, int]]]] = set()
        apart = separations(self.grid)
        for org, there in self._agendas().items():
            gap = self.grid.gap_of(org)
            if self.fixed.issuperset(there):
                self._keep_apart(org, there)
                continue
            in_person = [at for at in there if gap > 0 and self.grid.events[at].in_person]
            if not _all_apart(in_person, apart, gap + 1, self.grid.span):
                sets.add((gap, self._intervals(org, in_person)))
            if len(in_person) < len(there) and not _all_apart(there, apart, 1, self.grid.span):
                sets.add((-1, self._intervals(org, there)))
        for gap, members in sorted(sets, key=lambda s: (s[0], sorted(s[1]))):
            if not any(gap == g and members < others for g, others in sets):
                self._add_no_overlap(gap, sorted(members))

    def _agendas(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {org: [] for org in self.grid.orgs}
        for at, people in enumerate(self.present):
            for org in people:
                found[org].append(at)
        return found

    def _keep_apart(self, org: int, events: list[int]) -> None:
        """Let nobody be at two events that are held too close to each other."""
        grid = self.grid
        gap = grid.gap_of(org)
        inorder = sorted(events, key=lambda at: (self.slots[at], at))
        for place, first in enumerate(inorder):
            one = grid.events[first]
            last = one.last_day(self.slots[first])
            for second in inorder[place + 1 :]:
                if self.days[second] - last > gap:
                    break
                both = one.in_person and grid.events[second].in_person and gap > 0
                if both or self.slots[second] < self.slots[first] + one.half_days:
                    self.model.add_at_most_one(self.present[first][org], self.present[second][org])

    def _intervals(self, org: int, events: Iterable[int]) -> frozenset[tuple[int, int]]:
        return frozenset((at, self.present[at][org].index) for at in events)

    def _add_no_overlap(self, gap: int, members: list[tuple[int, int]]) -> None:
        if len(members) < 2:
            return
        model, intervals = self.model, []
        for at, index in members:
            literal = model.get_bool_var_from_proto_index(index)
            start = self.slots[at] if gap < 0 else self.days[at]
            size = self.grid.events[at].half_days if gap < 0 else self.grid.span[at] + gap
            intervals.append(
                model.new_optional_fixed_size_interval_var(start, size, literal, f"i{at},{index}")
            )
        model.add_no_overlap(intervals)

    def _add_crowding(self) -> None:
        grid, weights = self.grid, self.grid.problem.weights
        if weights.late:
            self.cost.append(weights.late * sum(self.days))
        near: dict[int, list[tuple[int, int]]] = {}
        for a, b, shared in shared_pairs(grid.problem):
            price = weights.bunch * shared
            if a in self.fixed and b in self.fixed:
                self.cost.append(price * int(self._lacks(a, b, np.array([self.days[b]]))[0]))
            elif a in self.fixed or b in self.fixed:
                held, free = (a, b) if a in self.fixed else (b, a)
                near.setdefault(free, []).append((held, price))
            else:
                self._add_crowded(a, b, price)
        for free, others in near.items():
            days = np.arange(grid.problem.calendar.days)
            costs = sum(price * self._lacks(held, free, days) for held, price in others)
            paid = self.model.new_int_var(int(np.min(costs)), int(np.max(costs)), f"c{free}")
            self.model.add_element(self.days[free], np.asarray(costs).tolist(), paid)
            self.cost.append(paid)

    def _lacks(self, held: int, other: int, days: NDArray[np.int64]) -> NDArray[np.int64]:
        """Days that lack to the ideal distance from a held event, for each day of another."""
        span, ideal = self.grid.span, self.grid.problem.ideal_gap_days
        later = days - self.days[held]
        gap = np.where(later >= 0, later - (span[held] - 1), -later - (span[other] - 1))
        lacks: NDArray[np.int64] = np.maximum(0, ideal - gap)
        return lacks

    def _add_crowded(self, a: int, b: int, price: int) -> None:
        grid, model, ideal = self.grid, self.model, self.grid.problem.ideal_gap_days
        first = model.new_bool_var(f"o{a},{b}")
        lack = model.new_int_var(0, ideal + max(grid.span), f"c{a},{b}")
        gap_ab = self.days[b] - self.days[a] - (grid.span[a] - 1)
        gap_ba = self.days[a] - self.days[b] - (grid.span[b] - 1)
        model.add(lack >= ideal - gap_ab).only_enforce_if(first)
        model.add(lack >= ideal - gap_ba).only_enforce_if(~first)
        model.add(gap_ab >= 0).only_enforce_if(first)
        model.add(gap_ba >= 0).only_enforce_if(~first)
        self.cost.append(price * lack)

    def _add_moves(self) -> None:
        grid, model, replan = self.grid, self.model, self.grid.problem.replan
        for at, stays in self.stays().items():
            if replan is None:
                continue
            old = grid.agreed[at]
            self.cost.append(replan.weights.moved_event * (1 - stays))
            if at in self.fixed:
                self.cost.append(replan.weights.moved_day * abs(self.days[at] - old.day))
                continue
            moved = model.new_int_var(0, grid.problem.calendar.days + abs(old.day), f"moved{at}")
            model.add(moved >= self.days[at] - old.day)
            model.add(moved >= old.day - self.days[at])
            self.cost.append(replan.weights.moved_day * moved)

    def stays(self) -> dict[int, Term]:
        """For each announced event to come, a term that is 1 only if it keeps its slot."""
        if self._stays is None:
            self._stays = {}
            for at, slot in self.grid.announced().items():
                if at in self.fixed:
                    self._stays[at] = int(self.slots[at] == slot)
                else:
                    self._stays[at] = self.model.new_bool_var(f"stays{at}")
                    self.model.add(self.slots[at] == slot).only_enforce_if(self._stays[at])
        return self._stays

    def hint(self, plan: ProgrammePlan) -> None:
        """Start from a known plan."""
        self.hint_people(plan.meetings)
        for meeting in plan.meetings:
            at = self.grid.at[meeting.id]
            if at not in self.fixed:
                self.model.add_hint(self.days[at], meeting.day)

    def read(self, value: Callable[[Term], int]) -> ProgrammePlan:
        """Read the plan out of a solution."""
        meetings = []
        for at, event in enumerate(self.grid.events):
            host, attend = self.read_people(value, at)
            slot = self.slots[at] if at in self.fixed else int(value(self.slots[at]))
            meetings.append(Meeting(id=event.id, host=host, slot=slot, attend=tuple(attend)))
        return ProgrammePlan(meetings=tuple(meetings))


def _domain(days: Days) -> cp_model.Domain:
    return cp_model.Domain.from_values(days.nonzero()[0].tolist() or [0])


def separations(grid: Grid) -> dict[tuple[int, int], int]:
    """Days that rules of order put between the last day of one event and the start of another."""
    apart: dict[tuple[int, int], int] = {}
    for rule in grid.lags():
        if rule.min_lag is not None and rule.min_lag > 0:
            key = grid.at[rule.before], grid.at[rule.after]
            apart[key] = max(apart.get(key, 0), rule.min_lag)
    followers: dict[int, list[int]] = {}
    for before, after in sorted(apart):
        followers.setdefault(before, []).append(after)
    for start in list(followers):
        ahead = list(followers[start])
        seen = set(ahead)
        while ahead:
            middle = ahead.pop()
            for after in followers.get(middle, ()):
                lag = apart[start, middle] + apart[middle, after]
                if after != start and (start, after) not in apart:
                    apart[start, after] = lag
                if after not in seen:
                    seen.add(after)
                    ahead.append(after)
    return apart


def _all_apart(
    events: list[int], apart: dict[tuple[int, int], int], least: int, span: list[int]
) -> bool:
    return all(
        max(apart.get((a, b), 0), apart.get((b, a), 0)) >= least for a, b in combinations(events, 2)
    )
