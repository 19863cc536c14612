"""What the dates cost at least, whoever hosts.

Crowding is paid for by each organisation alone: for every two of its meetings in person, the days
that lack to the ideal distance. So the cheapest way to put the meetings of one organisation on
their days, as if nobody else mattered, bounds what it pays in any plan, and these bounds add up.

One agenda is a path through the calendar: meeting after meeting, each paying only for the one
before it. The path may visit one meeting twice and leave another out; prices on the meetings
(Lagrange multipliers, raised and lowered by subgradient steps) make that unattractive. Whatever
the prices, the path with its prices paid back costs no more than any real agenda. All figures are
integers, so that no rounding can make a bound too high.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from innesto.planning.programme.calendar import propagate
from innesto.planning.programme.grid import Days, Grid

Costs = NDArray[np.int64]
Places = NDArray[np.intp]
SCALE = 64
"""Prices are counted in this part of a day."""
NEVER = 10**12
"""Cost of a day on which nothing may start."""
TRIES = 500
"""Partial agendas that are looked at to find one without crowding."""
Stop = tuple[int, int]
"""A meeting and the day on which a path visits it, or a day and for how many."""
STRIDE, FADING = 0.08, 0.97
"""Share of the ideal distance by which prices change at first, and how that fades."""


class DatesBound:
    """What the dates cost at least. It can be raised step by step."""

    def __init__(self, grid: Grid) -> None:
        certain = [grid.sure_starts(at) for at in range(len(grid.events))]
        starts = propagate(grid, certain)
        self.late = late_bound(grid, starts if all(days.any() for days in starts) else certain)
        self.bunch = grid.problem.weights.bunch
        self.agendas = _crowded_agendas(grid, starts)

    @property
    def value(self) -> int:
        """Cost that no plan can avoid."""
        return self.late + self.bunch * sum(it.weight * it.bound for it in self.agendas)

    @property
    def work(self) -> float:
        """Nominal seconds that one step takes."""
        return 1.5e-4 * sum(len(it.starts) for it in self.agendas)

    def improve(self, steps: int, going_on: Callable[[], bool] = lambda: True) -> None:
        """Adjust the prices of every agenda so many times."""
        for agenda in self.agendas:
            for _step in range(steps):
                if agenda.is_settled or not going_on():
                    break
                agenda.improve()


def late_bound(grid: Grid, starts: Sequence[Days]) -> int:
    """Sum the least that each event pays for being late, alone."""
    late = grid.problem.weights.late
    return sum(
        late * int(np.flatnonzero(days)[0 if late > 0 else -1]) for days in starts if days.any()
    )


def _crowded_agendas(grid: Grid, starts: Sequence[Days]) -> list["Agenda"]:
    """List the meetings in person of organisations that cannot all keep the ideal distance."""
    weights, ideal = grid.problem.weights, grid.problem.ideal_gap_days
    if weights.bunch <= 0 or ideal <= 0 or not all(days.any() for days in starts):
        return []
    meetings: dict[int, list[int]] = {}
    for at, event in enumerate(grid.events):
        for org in event.certain if event.in_person else ():
            if event.half_days % 2 and not grid.gap_of(org):
                continue  # two may share a day: leaving one out can only lower the bound
            meetings.setdefault(org, []).append(at)
    alike: dict[tuple[int, ...], list[int]] = {}
    for org, agenda in meetings.items():
        if len(agenda) > 1:
            alike.setdefault(tuple(agenda), []).append(org)
    found = [
        Agenda(
            weight=len(orgs),
            ideal=ideal,
            gap=min(grid.gap_of(org) for org in orgs),
            starts=[starts[at] for at in agenda],
            spans=[grid.span[at] for at in agenda],
        )
        for agenda, orgs in sorted(alike.items(), key=lambda it: (-len(it[0]), it[0]))
    ]
    return [agenda for agenda in found if not agenda.is_easy()]


class Excluded(Exception):
    """The meetings of an agenda cannot all take place."""


class Agenda:
    """Meetings in person that each of ``weight`` organisations has, and their possible days.

    ``gap`` are the free days there must be between two of them.
    """

    def __init__(
        self, *, weight: int, ideal: int, gap: int, starts: Sequence[Days], spans: Sequence[int]
    ) -> None:
        self.weight, self.ideal, self.gap = weight, ideal, gap
        self.starts, self.spans = starts, spans
        self.path: _Path | None = None
        self.prices = np.zeros(len(starts), np.int64)
        self.stride = STRIDE * SCALE * ideal
        self.lacking = 0
        self.is_settled = False

    @property
    def bound(self) -> int:
        """Days that lack at least to the ideal distance, summed over all pairs."""
        return -(-self.lacking // SCALE)

    def is_easy(self) -> bool:
        """Say whether all meetings were placed at the ideal distance."""
        days = [np.flatnonzero(it).tolist() for it in self.starts]
        return _fits(days, self.spans, max(self.ideal, self.gap + 1))

    def is_possible(self) -> bool:
        """Say whether a path can keep the free days between meetings. "No" is certain."""
        return _Path(self).cheapest(self.prices) is not None

    def sequence(self) -> list[int] | None:
        """Find days on which all meetings follow each other far enough apart.

        A path says on which days some meeting or other takes place; who meets when is a matching.
        Raises ``Excluded`` if it is certain that there are no such days; finding nothing proves
        nothing.
        """
        while not self.is_settled:
            stops = self.improve()
            if stops is None or self.lacking > 0:
                raise Excluded
            days = [(day, self.spans[at]) for at, day in stops]
            found = assign(days, self.starts, self.spans, self.gap)
            if found is not None:
                return found
        return None

    def improve(self) -> list[Stop] | None:
        """Find the cheapest path, and make meetings dear that it visits too often.

        There is none if the meetings cannot be so far apart that the rules are kept.
        """
        self.path = self.path or _Path(self)
        found = self.path.cheapest(self.prices)
        if found is None:
            self.is_settled = True
            return None
        lacking, stops = found
        visits = np.bincount([at for at, _ in stops], minlength=len(self.starts))
        self.lacking = max(self.lacking, lacking)
        self.is_settled = bool((visits == 1).all()) or self.stride < 1
        self.prices += np.rint(self.stride * (1 - visits)).astype(np.int64)
        self.stride *= FADING
        return stops


class _Path:
    """The cheapest path through a calendar, meeting after meeting, for given prices."""

    def __init__(self, agenda: Agenda) -> None:
        self.count = len(agenda.starts)
        self.spans = sorted(set(agenda.spans))
        used = np.flatnonzero(np.any(agenda.starts, axis=0))
        self.first, last = int(used[0]), min(int(used[-1]) + self.spans[-1], len(agenda.starts[0]))
        self.length = last - self.first
        self.agenda = agenda
        self.of_span = [
            [at for at, span in enumerate(agenda.spans) if span == each] for each in self.spans
        ]
        self.open = [
            np.array([agenda.starts[at][self.first : last] for at in events])
            for events in self.of_span
        ]
        self.reach = max(agenda.ideal, agenda.gap + 1)
        """Days after a meeting from which on the next one costs nothing."""

    def cheapest(self, prices: Costs) -> tuple[int, list[Stop]] | None:
        """Return what the cheapest path lacks, and which meetings it visits on which days.

        There is none when the meetings cannot be so far apart that the rules are kept.
        """
        price, who = self._best_meetings(prices)
        ended, last = self._ends(price, np.zeros(self.length, np.int64))
        trail = [(last, np.zeros(self.length, np.intp))]
        for _later in range(1, self.count):
            ready, came = self._after(ended)
            ended, last = self._ends(price, ready)
            trail.append((last, came))
        if ended.min() > NEVER // 2:
            return None
        stops = self._stops(int(ended.argmin()), trail, who)
        return int(ended.min()) + int(prices.sum()), stops

    def _ends(self, price: Costs, ready: Costs) -> tuple[Costs, Places]:
        """Cost of a meeting that ends on each day, and which of the lengths it has."""
        by_length = np.full((len(self.spans), self.length), NEVER)
        for kind, span in enumerate(self.spans):
            by_length[kind, span - 1 :] = (price[kind] + ready)[: self.length - span + 1]
        return np.minimum(by_length.min(axis=0), NEVER), by_length.argmin(axis=0)

    def _after(self, ended: Costs) -> tuple[Costs, Places]:
        """Cost of being ready for a start on each day, and when the meeting before it ended."""
        reach, gap, ideal = self.reach, self.agenda.gap, self.agenda.ideal
        days, length = np.arange(self.length), self.length
        # What lacks to the ideal distance grows by the day, so the cheapest of the days before is
        # the lowest of all in reach, of costs that grow by the day. The day itself goes along.
        costs = (np.minimum(ended, NEVER) + SCALE * days) * length + days
        padded = np.concatenate([np.full(reach, 2 * NEVER * length), costs])
        close = _lowest_of(padded, reach - gap)[: self.length]
        came = close % length
        ready = close // length + SCALE * (ideal - days) * (ideal >= reach)
        if ideal < reach:
            ready -= SCALE * came
        lowest = np.minimum.accumulate(ended)
        long_ago = np.maximum(days - reach - 1, 0)
        better = (days > reach) & (lowest[long_ago] < ready)
        ready = np.where(better, lowest[long_ago], ready)
        came = np.where(better, _first_lowest(lowest)[long_ago], came)
        return np.minimum(ready, NEVER), came

    def _best_meetings(self, prices: Costs) -> tuple[Costs, Places]:
        """For each length of meetings and each day, the one with the highest price."""
        cost = np.full((len(self.spans), self.length), NEVER)
        who = np.zeros((len(self.spans), self.length), np.intp)
        for kind, events in enumerate(self.of_span):
            offered = np.where(self.open[kind], -prices[events][:, None], NEVER)
            place = offered.argmin(axis=0)
            who[kind] = np.array(events)[place]
            cost[kind] = offered[place, np.arange(self.length)]
        return cost, who

    def _stops(self, last: int, trail: list[tuple[Places, Places]], who: Places) -> list[Stop]:
        """Follow the path back from its last day."""
        stops = []
        for chosen, came in reversed(trail):
            kind = int(chosen[last])
            start = last - self.spans[kind] + 1
            stops.append((int(who[kind, start]), self.first + start))
            last = int(came[start])
        return stops


def assign(
    days: Sequence[Stop], starts: Sequence[Days], spans: Sequence[int], gap: int
) -> list[int] | None:
    """Give each meeting one of some days, each for meetings so long, or a day between them.

    The free days between meetings are kept if they are kept between the days given.
    """
    taken: dict[int, int] = {}

    def find(at: int, tried: set[int]) -> bool:
        for stop, (day, span) in enumerate(days):
            if span == spans[at] and starts[at][day] and stop not in tried:
                tried.add(stop)
                if stop not in taken or find(taken[stop], tried):
                    taken[stop] = at
                    return True
        return False

    left = [at for at in range(len(starts)) if not find(at, set())]
    found = {at: days[stop][0] for stop, at in taken.items()}
    for at in left:
        free = starts[at].copy()
        for other, day in found.items():
            free[max(0, day - spans[at] - gap + 1) : day + spans[other] + gap] = False
        if not free.any():
            return None
        found[at] = int(np.flatnonzero(free)[0])
    return [found[at] for at in range(len(starts))]


def _fits(days: Sequence[Sequence[int]], spans: Sequence[int], apart: int) -> bool:
    """Look for days so far apart, one meeting after another, without looking long."""
    left = TRIES

    def place(free: int, todo: frozenset[int]) -> bool:
        nonlocal left
        left -= 1
        if not todo:
            return True
        if left <= 0:
            return False
        latest = min(days[at][-1] for at in todo)
        if latest < free:
            return False
        nexts = sorted((days[at][bisect_left(days[at], free)], at) for at in todo)
        return any(
            place(day + spans[at] - 1 + apart, todo - {at}) for day, at in nexts if day <= latest
        )

    return place(0, frozenset(range(len(days))))


def _lowest_of(values: Costs, width: int) -> Costs:
    """Find the lowest of so many neighbours, from each place on."""
    found, done = values, 1
    while 2 * done <= width:
        found = np.minimum(found[:-done], found[done:])
        done *= 2
    rest = width - done
    return np.minimum(found[: len(found) - rest], found[rest:]) if rest else found


def _first_lowest(lowest: Costs) -> Places:
    """Say for each place of a running minimum where it was first reached."""
    fell = np.concatenate([[True], lowest[1:] < lowest[:-1]])
    found: Places = np.maximum.accumulate(np.where(fell, np.arange(len(lowest)), 0))
    return found
