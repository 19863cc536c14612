"""Follow the rules of order through the days of events, and say where they end nowhere."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np

from innesto.planning.programme.grid import Days, Grid

Chain = tuple[list[int], list[str]]
"""Events and the rules of order between them."""
EARLIEST, LATEST = 0, 1


def broken_chain(grid: Grid, starts: Sequence[Days]) -> Chain | None:
    """Find events that cannot keep their order on any of their days, with the rules that say so."""
    return _Order(grid, starts).broken()


class _Order:
    """Earliest and latest days, and by which rule and event each of them came about."""

    def __init__(self, grid: Grid, starts: Sequence[Days]) -> None:
        self.days = [np.flatnonzero(days).tolist() for days in starts]
        self.ends = [[days[0] for days in self.days], [days[-1] for days in self.days]]
        self.cause: list[dict[int, tuple[str, int]]] = [{}, {}]
        self.steps = list(_steps(grid))

    def broken(self) -> Chain | None:
        """Push earliest and latest days along until one event has none, or nothing moves."""
        changed = True
        while changed:
            changed = False
            for end, rule, source, target, shift in self.steps:
                moved = self._push(end, target, self.ends[end][source] + shift)
                if moved is None:
                    continue
                changed = True
                self.cause[end][target] = rule, source
                self.ends[end][target] = moved
                if self.ends[EARLIEST][target] > self.ends[LATEST][target]:
                    return self._chain(target)
        return None

    def _push(self, end: int, at: int, limit: int) -> int | None:
        """Find the first day from a limit on, or the last up to it, if that is a change."""
        days = self.days[at]
        if end == EARLIEST:
            if limit <= self.ends[end][at]:
                return None
            place = bisect_left(days, limit)
            return days[place] if place < len(days) else limit
        if limit >= self.ends[end][at]:
            return None
        place = bisect_right(days, limit)
        return days[place - 1] if place else limit

    def _chain(self, at: int) -> Chain:
        events, rules = {at}, set[str]()
        for cause in self.cause:
            here, seen = at, set[int]()
            while here in cause and here not in seen:
                seen.add(here)
                rule, here = cause[here]
                rules.add(rule)
                events.add(here)
        return sorted(events), sorted(rules)


def _steps(grid: Grid) -> Iterator[tuple[int, str, int, int, int]]:
    """Yield what each rule does to the earliest or latest day of one event, from another."""
    for rule in grid.lags():
        before, after = grid.at[rule.before], grid.at[rule.after]
        length = grid.span[before] - 1
        if rule.min_lag is not None:
            yield EARLIEST, rule.id, before, after, rule.min_lag + length
            yield LATEST, rule.id, after, before, -rule.min_lag - length
        if rule.max_lag is not None:
            yield EARLIEST, rule.id, after, before, -rule.max_lag - length
            yield LATEST, rule.id, before, after, rule.max_lag + length
