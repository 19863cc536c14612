"""Events among which a contradiction may sit, the smallest groups first.

Every group is only a suspicion. Whether it is impossible is decided by an exact model of it.
"""

from collections.abc import Iterator
from itertools import combinations

import numpy as np

from innesto.planning.plan import Limits
from innesto.planning.problem import (
    AttendCount,
    HostCount,
    MaxParallel,
    ProgrammeProblem,
    events_named_by,
)
from innesto.planning.programme.calendar import propagate
from innesto.planning.programme.grid import Days, Grid
from innesto.planning.programme.settle import Impossible, NothingFound, settle
from innesto.planning.run import Run


def suspicious_events(problem: ProgrammeProblem) -> Iterator[frozenset[str]]:
    """Yield groups of events that may be impossible together, and last the whole programme."""
    grid = Grid(problem)
    starts = [grid.starts(at, grid.certain[at]) for at in range(len(grid.events))]
    for group in _suspects(grid, starts):
        yield frozenset(grid.events[at].id for at in group)
    yield frozenset(grid.at)


def _suspects(grid: Grid, starts: list[Days]) -> Iterator[tuple[int, ...]]:
    yield from ((at,) for at, days in enumerate(starts) if not days.any())
    yield from _counts(grid)
    yield from _pairs(grid, starts)
    yield from _chains(grid, starts)
    yield from _crowded(grid, starts)


def _counts(grid: Grid) -> Iterator[tuple[int, ...]]:
    """Yield events of counting rules that ask for more or fewer than there can be."""
    for rule in grid.rules:
        events = tuple(grid.at[id_] for id_ in dict.fromkeys(events_named_by(rule)))
        if isinstance(rule, HostCount):
            for org in rule.orgs:
                forced = tuple(at for at in events if grid.hosts[at] == (org,))
                possible = sum(org in grid.hosts[at] for at in events)
                if rule.max is not None and len(forced) > rule.max:
                    yield forced[: rule.max + 1]
                if possible < rule.min:
                    yield events
        elif isinstance(rule, AttendCount):
            forced = tuple(at for at in events if rule.org in grid.certain[at])
            if rule.max is not None and len(forced) > rule.max:
                yield forced[: rule.max + 1]
    try:
        settle(grid, Run(Limits(seconds=20)))
    except NothingFound:
        return
    except Impossible:
        yield from _groups_by_counting(grid)


def _groups_by_counting(grid: Grid) -> Iterator[tuple[int, ...]]:
    """Yield single events, then the events of each counting rule, then of all of them."""
    yield from ((at,) for at in range(len(grid.events)))
    counting = [rule for rule in grid.rules if isinstance(rule, HostCount | AttendCount)]
    groups = [tuple(grid.at[id_] for id_ in dict.fromkeys(rule.events)) for rule in counting]
    yield from sorted(set(groups), key=lambda group: (len(group), group))
    yield tuple(sorted({at for group in groups for at in group}))


def _pairs(grid: Grid, starts: list[Days]) -> Iterator[tuple[int, ...]]:
    """Yield two events that are too close, or in the wrong order, on all their days."""
    days = [np.flatnonzero(it) for it in starts]
    for rule in grid.lags():
        before, after = grid.at[rule.before], grid.at[rule.after]
        if not len(days[before]) or not len(days[after]):
            continue
        lag = rule.min_lag if rule.min_lag is not None else -grid.problem.calendar.days
        room = int(days[after][-1]) - int(days[before][0]) - (grid.span[before] - 1)
        furthest = int(days[after][0]) - int(days[before][-1]) - (grid.span[before] - 1)
        if room < lag or (rule.max_lag is not None and furthest > rule.max_lag):
            yield before, after
    gaps = {org: grid.gap_of(org) for org in grid.orgs}
    for a, b in combinations(range(len(days)), 2):
        shared = grid.certain[a] & grid.certain[b]
        if not shared or not len(days[a]) or not len(days[b]):
            continue
        both = grid.events[a].in_person and grid.events[b].in_person
        gap = max(gaps[org] for org in shared) if both else 0
        a_first = int(days[b][-1]) - int(days[a][0]) - grid.span[a] >= gap
        b_first = int(days[a][-1]) - int(days[b][0]) - grid.span[b] >= gap
        if not a_first and not b_first:
            yield a, b


def _chains(grid: Grid, starts: list[Days]) -> Iterator[tuple[int, ...]]:
    """Yield events tied by rules of order, when following the order leaves some without a day."""
    left = propagate(grid, starts)
    if all(days.any() for days in left):
        return
    near: dict[int, set[int]] = {}
    for rule in grid.lags():
        a, b = grid.at[rule.before], grid.at[rule.after]
        near.setdefault(a, set()).add(b)
        near.setdefault(b, set()).add(a)
    seen: set[int] = set()
    for at, days in enumerate(left):
        if days.any() or at in seen:
            continue
        group, ahead = {at}, [at]
        while ahead:
            new = near.get(ahead.pop(), set()) - group
            group |= new
            ahead += sorted(new)
        seen |= group
        yield tuple(sorted(group))


def _crowded(grid: Grid, starts: list[Days]) -> Iterator[tuple[int, ...]]:
    """Yield events that one organisation, or one rule, would have to fit into too few days."""
    crowds: list[tuple[float, tuple[int, ...]]] = []
    agendas: dict[tuple[int, ...], int] = {}
    for org in grid.orgs:
        agenda = tuple(
            at
            for at, event in enumerate(grid.events)
            if event.in_person and org in grid.certain[at]
        )
        if len(agenda) > 1:
            agendas[agenda] = max(agendas.get(agenda, 0), grid.gap_of(org))
    for agenda, gap in agendas.items():
        crowds += _tight_windows(grid, starts, agenda, gap, 1)
    for rule in grid.rules:
        if isinstance(rule, MaxParallel):
            events = tuple(grid.at[id_] for id_ in dict.fromkeys(rule.events))
            crowds += _tight_windows(grid, starts, events, 0, max(rule.max, 1))
    for load, group in sorted(crowds, reverse=True):
        if load > TIGHT:
            yield group


TIGHT = 0.7
"""Share of the days of a window that events may need before it is looked at closely."""


def _tight_windows(
    grid: Grid, starts: list[Days], events: tuple[int, ...], gap: int, parallel: int
) -> Iterator[tuple[float, tuple[int, ...]]]:
    """Yield how full each stretch of days is with the events that must lie within it."""
    spans = {}
    for at in events:
        days = np.flatnonzero(starts[at])
        if len(days):
            spans[at] = int(days[0]), int(days[-1]) + grid.span[at] - 1
    for first in sorted({a for a, _ in spans.values()}):
        inside = sorted((b, at) for at, (a, b) in spans.items() if a >= first)
        needed, group = 0, list[int]()
        for last, at in inside:
            needed += grid.span[at] + gap
            group.append(at)
            open_days = int(grid.open[first : last + 1].sum())
            room = open_days if gap == 0 else last - first + 1 + gap
            if len(group) > parallel:
                yield needed / max(1, room * parallel), tuple(sorted(group))
