"""The dates problem that is left once it is known who takes part in what, as arrays of costs.

What two events ask of each other depends only on the days between them. So each pair has a
*kernel*: the cost of every difference, with a forbidding price where a rule would be broken. The
costs of all days of an event are then a sum of slices of kernels.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from innesto.planning.problem import MaxParallel, Precede, ReplanWeights
from innesto.planning.programme.grid import Days, Grid, shared_pairs, spread

Costs = NDArray[np.int64]
FORBIDDEN = 10**9
"""Price of a broken rule in the search: more than any plan costs."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What two events ask of each other, of which the first comes first in the problem."""

    apart: int = 0
    """Days there must be between the end of one and the start of the other, at least."""
    crowding: int = 0
    """Price of each day that lacks to the ideal distance."""
    least: int | None = None
    """Fewest days from the start of the first to the start of the second."""
    most: int | None = None
    wishes: tuple[tuple[int, int], ...] = ()
    """Days apart that would be good, and what is lost if there are fewer."""


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part in one event: those who are sure to, and what each wish to come is worth."""

    firm: frozenset[int]
    wishes: Mapping[int, int] = field(default_factory=dict)


class Calendar:
    """The dates problem that is left once it is known who takes part in what."""

    def __init__(self, grid: Grid, people: Sequence[People]) -> None:
        self.grid = grid
        self.people = people
        self.length = grid.problem.calendar.days
        self.starts = propagate(grid, [grid.starts(at, it.firm) for at, it in enumerate(people)])
        self.own = self._own_costs()
        self.rules = self._parallel_rules()
        self.watched = [
            [r for r, (events, _) in enumerate(self.rules) if at in events]
            for at in range(len(grid.events))
        ]
        self.neighbours: list[NDArray[np.intp]] = []
        self.kernel_of: list[NDArray[np.intp]] = []
        self.kernels: Costs = np.zeros((0, 2 * self.length - 1), np.int64)
        self._connect()
        self.chains = self._chains()

    def _own_costs(self) -> Costs:
        """Cost of each day of each event, whatever the others do."""
        grid, replan = self.grid, self.grid.problem.replan
        days = np.arange(self.length, dtype=np.int64)
        own = np.where(np.array(self.starts), 0, 10 * FORBIDDEN).astype(np.int64)
        own += grid.problem.weights.late * days[None, :]
        for at, it in enumerate(self.people):
            for org, loss in sorted(it.wishes.items()):
                own[at] += loss * ~spread(~grid.busy(org), grid.span[at])
        weights = replan.weights if replan else ReplanWeights()
        for at, old in grid.agreed.items():
            own[at] += weights.moved_day * np.abs(days - old.day)
            own[at] += weights.moved_event * (days != old.day)
        return own

    def _parallel_rules(self) -> list[tuple[frozenset[int], int]]:
        return [
            (frozenset(self.grid.at[id_] for id_ in rule.events), rule.max)
            for rule in self.grid.rules
            if isinstance(rule, MaxParallel) and len(set(rule.events)) > rule.max
        ]

    def _connect(self) -> None:
        """Find which events ask something of each other, and the kernel of each such pair."""
        span, count = self.grid.span, len(self.grid.events)
        numbers: dict[tuple[int, int, Kind], int] = {}
        rows: list[Costs] = []
        links: list[list[tuple[int, int]]] = [[] for _ in range(count)]
        for (a, b), kind in sorted(self._pair_kinds().items()):
            key = span[a], span[b], kind
            if key not in numbers:
                numbers[key] = len(rows)
                there = self._kernel(span[a], span[b], kind)
                rows += [there, there[::-1]]
            links[a].append((b, numbers[key]))
            links[b].append((a, numbers[key] + 1))
        self.kernels = np.array(rows, np.int64).reshape(len(rows), 2 * self.length - 1)
        for pairs in links:
            self.neighbours.append(np.array([b for b, _ in pairs], np.intp))
            self.kernel_of.append(np.array([k for _, k in pairs], np.intp))

    def kernel(self, a: int, b: int) -> Costs:
        """Cost of each number of days from the start of a to the start of b."""
        (place,) = np.flatnonzero(self.neighbours[a] == b)
        kernel: Costs = self.kernels[self.kernel_of[a][place]]
        return kernel

    def _chains(self) -> list[list[int]]:
        """Find events that follow each other closely, at least three in a row."""
        after: dict[int, int] = {}
        followers = set()
        for rule in self.grid.lags():
            before, follower = self.grid.at[rule.before], self.grid.at[rule.after]
            close = rule.max_lag is not None and before not in after
            if close and follower not in followers:
                after[before] = follower
                followers.add(follower)
        chains = []
        for first in sorted(set(after) - followers):
            chain = [first]
            while chain[-1] in after:
                chain.append(after[chain[-1]])
            if len(chain) > 2:
                chains.append(chain)
        return chains

    def _pair_kinds(self) -> dict[tuple[int, int], Kind]:
        apart, crowding, wishes = self._distances(), self._crowding(), self._wished()
        kinds = {
            pair: Kind(
                apart=apart.get(pair, 0),
                crowding=crowding.get(pair, 0),
                wishes=tuple(sorted(wishes.get(pair, {}).items())),
            )
            for pair in apart.keys() | crowding.keys() | wishes.keys()
        }
        for rule in self.grid.lags():
            self._add_lag(kinds, rule)
        return kinds

    def _agendas(self, people: Iterable[Iterable[int]]) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for at, there in enumerate(people):
            for org in there:
                found.setdefault(org, []).append(at)
        return found

    def _needed(self, org: int, pair: tuple[int, int]) -> int:
        """Days an organisation needs between two events."""
        in_person = all(self.grid.events[at].in_person for at in pair)
        return 1 + self.grid.gap_of(org) * in_person

    def _distances(self) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for org, agenda in self._agendas(it.firm for it in self.people).items():
            for pair in combinations(agenda, 2):
                found[pair] = max(found.get(pair, 0), self._needed(org, pair))
        return found

    def _crowding(self) -> dict[tuple[int, int], int]:
        return {
            (a, b): self.grid.problem.weights.bunch * shared
            for a, b, shared in shared_pairs(self.grid.problem)
        }

    def _wished(self) -> dict[tuple[int, int], dict[int, int]]:
        """Sum for each pair what is lost when those who wish to be at both cannot."""
        found: dict[tuple[int, int], dict[int, int]] = {}
        wishing = self._agendas(it.wishes for it in self.people)
        coming = self._agendas([*it.firm, *it.wishes] for it in self.people)
        for org in wishing:
            for a, b in combinations(coming[org], 2):
                losses = [self.people[at].wishes.get(org) for at in (a, b)]
                loss = min(it for it in losses if it is not None) if any(losses) else 0
                if loss:
                    needed = found.setdefault((a, b), {})
                    days = self._needed(org, (a, b))
                    needed[days] = needed.get(days, 0) + loss
        return found

    def _add_lag(self, kinds: dict[tuple[int, int], Kind], rule: Precede) -> None:
        """Turn a rule of order into least and most days between starts, from a to b."""
        before, after = self.grid.at[rule.before], self.grid.at[rule.after]
        length = self.grid.span[before] - 1
        least = None if rule.min_lag is None else rule.min_lag + length
        most = None if rule.max_lag is None else rule.max_lag + length
        pair = before, after
        if after < before:
            pair = after, before
            least, most = None if most is None else -most, None if least is None else -least
        kind = kinds.get(pair, Kind())
        lower = [it for it in (least, kind.least) if it is not None]
        upper = [it for it in (most, kind.most) if it is not None]
        kinds[pair] = replace(kind, least=max(lower, default=None), most=min(upper, default=None))

    def _kernel(self, span_a: int, span_b: int, kind: Kind) -> Costs:
        """Cost of each number of days from the start of a to the start of b."""
        ideal = self.grid.problem.ideal_gap_days
        later = np.arange(-self.length + 1, self.length)
        gap = np.where(later >= 0, later - (span_a - 1), -later - (span_b - 1))
        cost: Costs = (kind.crowding * np.maximum(0, ideal - gap)).astype(np.int64)
        for days, loss in kind.wishes:
            cost += loss * (gap < days)
        broken = gap < kind.apart
        if kind.least is not None:
            broken |= later < kind.least
        if kind.most is not None:
            broken |= later > kind.most
        cost[broken] += FORBIDDEN
        return cost


def propagate(grid: Grid, starts: list[Days]) -> list[Days]:
    """Remove days that no rule of order can use, until nothing changes."""
    found = [days.copy() for days in starts]
    changed = True
    while changed:
        changed = False
        for rule in grid.lags():
            before, after = grid.at[rule.before], grid.at[rule.after]
            length = grid.span[before] - 1
            least = None if rule.min_lag is None else rule.min_lag + length
            most = None if rule.max_lag is None else rule.max_lag + length
            sizes = found[before].sum(), found[after].sum()
            found[after] &= shifted(found[before], least, most)
            backwards = None if most is None else -most, None if least is None else -least
            found[before] &= shifted(found[after], *backwards)
            changed |= sizes != (found[before].sum(), found[after].sum())
    return found


def shifted(days: Days, least: int | None, most: int | None) -> Days:
    """Days that lie between so many and so many days after one of these."""
    length, some = len(days), np.flatnonzero(days)
    found: Days = np.zeros(length, np.bool_)
    if not len(some):
        return found
    if least is None or most is None:
        first = 0 if least is None else int(some[0]) + least
        last = length if most is None else int(some[-1]) + most
        found[max(0, first) : max(0, last + 1)] = True
        return found
    count = np.concatenate([[0], np.cumsum(days)])
    first_of, last_of = np.arange(length) - most, np.arange(length) - least + 1
    after = count[np.minimum(np.maximum(last_of, 0), length)]
    reached: Days = after > count[np.minimum(np.maximum(first_of, 0), length)]
    return reached
