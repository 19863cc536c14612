"""Dates for fixed hosts and attendees, by a search that looks at all days of an event at once.

A move puts one event on the best of its days, blurred by a noise that fades (heat-bath
annealing). The number of moves is fixed beforehand: the same seed gives the same dates on every
machine. Most events have few days that suit everybody, so costs are kept for those alone.
"""

from collections.abc import Callable, Mapping
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from innesto.planning.programme.calendar import FORBIDDEN, Calendar, Costs

CHAINED = 64
"""Moves of one event for every move of a chain."""
BATCH = 64
"""Moves after which the events that could be better off are listed again."""
AT_RANDOM = 8
"""One event of so many is drawn among all, not among those that could be better off."""
NOISES = 1 << 16
IN_A_ROW, TRIES = 3, 1000
"""Events that make way for one another in a row, and days that are tried in all."""


class DateSearch:
    """Days of all events and what they cost, with moves of one event at a time.

    The days of an event are named by their place among those on which it may start.
    """

    def __init__(self, calendar: Calendar, seed: int) -> None:
        self.calendar = calendar
        self.random = np.random.default_rng(seed)
        self.choices = [np.flatnonzero(days) for days in calendar.starts]
        sizes = [len(days) for days in self.choices]
        first = np.cumsum([0, *sizes])
        self.all_costs = np.concatenate(
            [own[days] for own, days in zip(calendar.own, self.choices, strict=True)]
        )
        self.costs = [self.all_costs[a:b] for a, b in pairwise(first)]
        self.first = first[:-1]
        self.own = self.all_costs.copy()
        self.least = np.array([int(costs.min()) for costs in self.costs])
        self.chosen = np.full(len(sizes), -1)
        self.running = np.zeros((len(calendar.rules), calendar.length), np.int64)
        self.covered = [
            days + np.arange(span)[:, None]
            for days, span in zip(self.choices, calendar.grid.span, strict=True)
        ]
        self.kernels = calendar.kernels.reshape(-1)
        self.affected: list[NDArray[np.intp]] = []
        self.reach: list[NDArray[np.intp]] = []
        self._connect()
        self.tries = 0
        self.noise = -np.log(-np.log(self.random.random(NOISES)))

    def _connect(self) -> None:
        """Find which costs change when an event moves, and where in the kernels by how much."""
        calendar = self.calendar
        middle, row = calendar.length - 1, 2 * calendar.length - 1
        none = np.zeros(0, np.intp)
        for near, kernels in zip(calendar.neighbours, calendar.kernel_of, strict=True):
            affected, reach = [none], [none]
            for other, kernel in zip(near.tolist(), kernels.tolist(), strict=True):
                days = self.choices[other]
                affected.append(self.first[other] + np.arange(len(days)))
                reach.append(row * kernel + middle + days)
            self.affected.append(np.concatenate(affected))
            self.reach.append(np.concatenate(reach))

    @property
    def days(self) -> list[int]:
        """Day on which each event starts."""
        return [int(days[k]) for days, k in zip(self.choices, self.chosen, strict=True)]

    @property
    def work(self) -> float:
        """Nominal seconds that one move takes."""
        return 38e-6 + 30e-9 * sum(map(len, self.affected)) / max(1, len(self.affected))

    def place(self, at: int, choice: int) -> None:
        """Put an event on one of its days, or with ``-1`` on none."""
        old, days = int(self.chosen[at]), self.choices[at]
        change: Costs = np.zeros(len(self.affected[at]), np.int64)
        for taken, sign in ((old, -1), (choice, 1)):
            if taken >= 0:
                change += sign * self.kernels.take(self.reach[at] - days[taken])
                self._run(at, int(days[taken]), sign)
        self.all_costs[self.affected[at]] += change
        self.chosen[at] = choice

    def _run(self, at: int, day: int, sign: int) -> None:
        """Count an event among those that run on its days, or no longer."""
        for rule in self.calendar.watched[at]:
            self.running[rule, day : day + self.calendar.grid.span[at]] += sign

    def put(self, at: int, day: int) -> None:
        """Put an event on a day that is one of its own."""
        self.place(at, int(np.searchsorted(self.choices[at], day)))

    def options(self, at: int) -> Costs:
        """Cost of every day of an event as things stand, without the event itself."""
        found, chosen = self.costs[at], int(self.chosen[at])
        for rule in self.calendar.watched[at]:
            if chosen >= 0:
                self._run(at, int(self.choices[at][chosen]), -1)
            full = self.running[rule].take(self.covered[at]) >= self.calendar.rules[rule][1]
            if chosen >= 0:
                self._run(at, int(self.choices[at][chosen]), 1)
            if full.any():
                found = found + FORBIDDEN * full.sum(axis=0)
        return found

    def total(self) -> int:
        """Cost of all dates. More than ``FORBIDDEN`` when a rule is broken."""
        at = self.first + self.chosen
        own = int(self.own[at].sum())
        mutual = (int(self.all_costs[at].sum()) - own) // 2
        excess = sum(
            int(np.maximum(0, self.running[rule] - most).sum())
            for rule, (_, most) in enumerate(self.calendar.rules)
        )
        return own + mutual + FORBIDDEN * excess

    def start(self, agreed: Mapping[int, int] | None = None) -> None:
        """Place every event, those with the least room first, each on its cheapest day.

        Events with an agreed day stay there, if they still can.
        """
        calendar = self.calendar
        for at, day in sorted((agreed or {}).items()):
            if calendar.starts[at][day : day + 1].any():
                self.put(at, day)
        busy = [len(near) for near in calendar.neighbours]
        order = sorted(range(len(busy)), key=lambda at: (len(self.choices[at]) - busy[at], at))
        for at in order:
            if self.chosen[at] < 0:
                self.place(at, int(np.argmin(self.options(at))))

    def rethread(self, chain: list[int], warmth: float = 0.0) -> None:
        """Move events that follow each other closely all at once, if that is better.

        The best days of a chain are a shortest path from each event to the next.
        """
        calendar, length = self.calendar, self.calendar.length
        before, old = self.total(), [int(self.chosen[at]) for at in chain]
        for at in chain:
            self.place(at, -1)
        choices = [self.choices[at] for at in chain]
        costs, back = np.zeros(len(choices[0])), []
        for step, (at, days) in enumerate(zip(chain, choices, strict=True)):
            if step:
                kernel = calendar.kernel(chain[step - 1], at)
                later = days[None, :] - choices[step - 1][:, None]
                through = costs[:, None] + kernel[later + length - 1]
                back.append(through.argmin(axis=0))
                costs = through.min(axis=0)
            costs = costs + self.options(at) - warmth * self._blur(len(days))
        best = int(costs.argmin())
        for step in range(len(chain) - 1, -1, -1):
            self.place(chain[step], best)
            best = int(back[step - 1][best]) if step else best
        if self.total() > before + warmth:
            for at, choice in zip(chain, old, strict=True):
                self.place(at, choice)

    def _blur(self, width: int) -> NDArray[np.float64]:
        """Take some noise, with the distribution that makes the best of many a fair draw."""
        offset = int(self.random.integers(NOISES - width))
        return self.noise[offset : offset + width]

    def descend(self) -> None:
        """Move each event to its best day until no single move helps."""
        for chain in self.calendar.chains:
            self.rethread(chain)
        better = True
        while better:
            better = False
            for at in range(len(self.chosen)):
                options, choice = self.options(at), int(self.chosen[at])
                best = int(np.argmin(options))
                if options[best] < options[choice]:
                    self.place(at, best)
                    better = True

    def make_way(self) -> None:
        """Move events that are where they may not be, and those who stand in their way there."""
        for at in self._broken():
            before, chosen = self.total(), self.chosen.copy()
            self.tries = TRIES
            if not self._is_freed(at, {at}) or self.total() // FORBIDDEN >= before // FORBIDDEN:
                self._restore(chosen)

    def _is_freed(self, at: int, moving: set[int]) -> bool:
        """Find a day for an event on which all who stand in its way can be moved as well."""
        options, chosen = self.options(at), self.chosen.copy()
        for choice in np.argsort(options, kind="stable").tolist():
            self.tries -= 1
            self.place(at, choice)
            if len(moving) <= IN_A_ROW and self.tries > 0:
                near = self.calendar.neighbours[at]
                for other in near[np.isin(near, self._broken())].tolist():
                    if other not in moving and not self._is_freed(other, {*moving, other}):
                        break
            if self.options(at)[choice] < FORBIDDEN:
                return True
            self._restore(chosen)
        return False

    def _restore(self, chosen: NDArray[np.intp]) -> None:
        """Bring every event back to a day chosen before."""
        for at in np.flatnonzero(self.chosen != chosen).tolist():
            self.place(at, int(chosen[at]))

    def _broken(self) -> list[int]:
        """List the events that are where they may not be because of others."""
        costs = self.all_costs[self.first + self.chosen]
        found: list[int] = np.flatnonzero(costs >= FORBIDDEN).tolist()
        return found

    def anneal(
        self, moves: int, heat: float, going_on: Callable[[int], bool] = lambda _lowest: True
    ) -> None:
        """Make so many moves while the noise fades, and come back to the best dates found."""
        best, lowest = self.chosen.copy(), self.total()
        now, chains, drawn = lowest, self.calendar.chains, list[int]()
        for move in range(moves):
            warmth = heat * (1 - move / moves) ** 2
            if move % BATCH == 0:
                if not going_on(lowest):
                    break
                drawn = self._draw()
            if chains and move % CHAINED == 0:
                self.rethread(chains[move // CHAINED % len(chains)], warmth)
                now = self.total()
                if now < lowest:
                    lowest, best = now, self.chosen.copy()
            at = drawn[move % BATCH]
            options, choice = self.options(at), int(self.chosen[at])
            taken = int(np.argmin(options - warmth * self._blur(len(options))))
            if taken != choice:
                now += int(options[taken] - options[choice])
                self.place(at, taken)
                if now < lowest:
                    lowest, best = now, self.chosen.copy()
        self._restore(best)
        self.descend()

    def _draw(self) -> list[int]:
        """Draw the next events to move, most of them among those that could be better off.

        As long as some are where they may not be, those and their neighbours move.
        """
        costs = self.all_costs[self.first + self.chosen]
        crowded = np.flatnonzero(costs > self.least)
        broken = self._broken()
        if broken:
            near = [self.calendar.neighbours[at] for at in broken]
            crowded = np.unique(np.concatenate([broken, *near]))
            crowded = np.concatenate([crowded, np.repeat(broken, len(crowded) // len(broken))])
        drawn = self.random.integers(len(self.chosen), size=BATCH)
        if len(crowded):
            some = np.arange(BATCH) % AT_RANDOM > 0
            drawn[some] = crowded[self.random.integers(len(crowded), size=int(some.sum()))]
        found: list[int] = drawn.tolist()
        return found
