"""A whole programme as one constraint model: the reference for small ones, and the last word.

It knows every rule and every cost. Larger programmes use it on a part, with the rest fixed.
"""

from collections.abc import Callable, Iterable
from itertools import combinations

from ortools.sat.python import cp_model

from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import Budget, MaxParallel, Meeting, Precede
from innesto.planning.programme.grid import Days, Grid, shared_pairs
from innesto.planning.programme.people import PeopleModel, Term


class ExactModel(PeopleModel):
    """Hosts, attendance and days of every event, and all that binds them together."""

    def __init__(self, grid: Grid, *, costs: bool = True) -> None:
        super().__init__(grid)
        self.days: list[cp_model.IntVar] = []
        self.slots: list[Term] = []
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
        good = grid.starts(at, grid.certain[at])
        if not good.any():
            model.add_bool_or([])
        day = model.new_int_var_from_domain(_domain(good), f"d{at}")
        for org, literal in self.present[at].items():
            if org not in grid.certain[at]:
                suits = grid.starts(at, [*grid.certain[at], org])
                if not suits.any():
                    model.add(literal == 0)
                elif (suits != good).any():
                    model.add_linear_expression_in_domain(day, _domain(suits)).only_enforce_if(
                        literal
                    )
        self.days.append(day)
        pinned = grid.pinned_slots(at)
        if pinned:
            slot = pinned[0]
            self.slots.append(slot)
            model.add(day == slot // 2)
            if len(pinned) > 1 or (grid.events[at].half_days > 1 and slot % 2):
                model.add_bool_or([])
        elif grid.events[at].half_days == 1:
            either = model.new_int_var(0, 2 * grid.problem.calendar.days - 1, f"s{at}")
            model.add(either == 2 * day + model.new_bool_var(f"afternoon{at}"))
            self.slots.append(either)
        else:
            self.slots.append(2 * day)

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
        for org in self.grid.orgs:
            there = [at for at, people in enumerate(self.present) if org in people]
            gap = self.grid.gap_of(org)
            in_person = [at for at in there if gap > 0 and self.grid.events[at].in_person]
            if not _all_apart(in_person, apart, gap + 1, self.grid.span):
                sets.add((gap, self._intervals(org, in_person)))
            if len(in_person) < len(there) and not _all_apart(there, apart, 1, self.grid.span):
                sets.add((-1, self._intervals(org, there)))
        for gap, members in sorted(sets, key=lambda s: (s[0], sorted(s[1]))):
            if not any(gap == g and members < others for g, others in sets):
                self._add_no_overlap(gap, sorted(members))

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
        grid, model, weights = self.grid, self.model, self.grid.problem.weights
        if weights.late:
            self.cost.append(weights.late * sum(self.days))
        for a, b, shared in shared_pairs(grid.problem):
            ideal = grid.problem.ideal_gap_days
            first = model.new_bool_var(f"o{a},{b}")
            lack = model.new_int_var(0, ideal + max(grid.span), f"c{a},{b}")
            gap_ab = self.days[b] - self.days[a] - (grid.span[a] - 1)
            gap_ba = self.days[a] - self.days[b] - (grid.span[b] - 1)
            model.add(lack >= ideal - gap_ab).only_enforce_if(first)
            model.add(lack >= ideal - gap_ba).only_enforce_if(~first)
            model.add(gap_ab >= 0).only_enforce_if(first)
            model.add(gap_ba >= 0).only_enforce_if(~first)
            self.cost.append(weights.bunch * shared * lack)

    def _add_moves(self) -> None:
        grid, model, replan = self.grid, self.model, self.grid.problem.replan
        for at, old in grid.agreed.items():
            if replan is None or at in grid.frozen:
                continue
            kept = model.new_bool_var(f"kept{at}")
            model.add(self.slots[at] == old.slot).only_enforce_if(kept)
            self.cost.append(replan.weights.moved_event * (1 - kept))
            moved = model.new_int_var(0, grid.problem.calendar.days, f"moved{at}")
            model.add(moved >= self.days[at] - old.day)
            model.add(moved >= old.day - self.days[at])
            self.cost.append(replan.weights.moved_day * moved)

    def hint(self, plan: ProgrammePlan) -> None:
        """Start from a known plan."""
        self.hint_people(plan.meetings)
        for meeting in plan.meetings:
            self.model.add_hint(self.days[self.grid.at[meeting.id]], meeting.day)

    def read(self, value: Callable[[Term], int]) -> ProgrammePlan:
        """Read the plan out of a solution."""
        meetings = []
        for at, event in enumerate(self.grid.events):
            host, attend = self.read_people(value, at)
            slot = int(value(self.slots[at]))
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
