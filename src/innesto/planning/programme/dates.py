"""Dates for fixed hosts and attendees, by a search that looks at a whole calendar at a time.

A move puts one event on the best day of its calendar, blurred by a noise that fades (heat-bath
annealing). The number of moves is fixed beforehand: the same seed gives the same dates on every
machine.
"""

from collections.abc import Callable, Mapping

import numpy as np

from innesto.planning.programme.calendar import FORBIDDEN, Calendar, Costs

CHAINED = 64
"""Moves of one event for every move of a chain."""


class DateSearch:
    """Days of all events and what they cost, with moves of one event at a time."""

    def __init__(self, calendar: Calendar, seed: int) -> None:
        self.calendar = calendar
        self.random = np.random.default_rng(seed)
        count, length = len(calendar.grid.events), calendar.length
        self.costs = calendar.own.copy()
        self.days = np.full(count, -1)
        self.running = np.zeros((len(calendar.rules), length), np.int64)
        self.noise = -np.log(-np.log(self.random.random(1 << 16)))

    def place(self, at: int, day: int) -> None:
        """Put an event on a day, or with ``-1`` on none."""
        calendar, old = self.calendar, int(self.days[at])
        near, kernel, length = calendar.neighbours[at], calendar.kernel_of[at], calendar.length
        span = calendar.grid.span[at]
        if old >= 0:
            self.costs[near] -= calendar.kernels[kernel, length - 1 - old : 2 * length - 1 - old]
            self.running[calendar.watched[at], old : old + span] -= 1
        if day >= 0:
            self.costs[near] += calendar.kernels[kernel, length - 1 - day : 2 * length - 1 - day]
            self.running[calendar.watched[at], day : day + span] += 1
        self.days[at] = day

    def options(self, at: int) -> Costs:
        """Cost of every day of an event as things stand, without the event itself."""
        calendar, day, span = self.calendar, int(self.days[at]), self.calendar.grid.span[at]
        found: Costs = self.costs[at].copy()
        for rule in calendar.watched[at]:
            full = self.running[rule] >= calendar.rules[rule][1]
            if day >= 0:
                busy = self.running[rule, day : day + span]
                full[day : day + span] = busy > calendar.rules[rule][1]
            for later in range(span):
                found[: len(full) - later] += FORBIDDEN * full[later:]
        return found

    def total(self) -> int:
        """Cost of all dates. More than ``FORBIDDEN`` when a rule is broken."""
        at = np.arange(len(self.days))
        own = int(self.calendar.own[at, self.days].sum())
        mutual = (int(self.costs[at, self.days].sum()) - own) // 2
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
                self.place(at, day)
        room = [int(days.sum()) for days in calendar.starts]
        busy = [len(near) for near in calendar.neighbours]
        order = sorted(range(len(room)), key=lambda at: (room[at] - busy[at], at))
        for at in order:
            if self.days[at] < 0:
                self.place(at, int(np.argmin(self.options(at))))

    def rethread(self, chain: list[int], warmth: float = 0.0) -> None:
        """Move events that follow each other closely all at once, if that is better.

        A chain can be so tight that no event of it can move alone. The best days for all, as
        far as neighbours in the chain ask something of each other, come from a shortest path.
        """
        calendar, length = self.calendar, self.calendar.length
        before, old = self.total(), [int(self.days[at]) for at in chain]
        for at in chain:
            self.place(at, -1)
        choices = [np.flatnonzero(calendar.starts[at]) for at in chain]
        if all(len(days) for days in choices):
            costs, back = np.zeros(len(choices[0])), []
            for step, (at, days) in enumerate(zip(chain, choices, strict=True)):
                if step:
                    kernel = calendar.kernel(chain[step - 1], at)
                    later = days[None, :] - choices[step - 1][:, None]
                    through = costs[:, None] + kernel[later + length - 1]
                    back.append(through.argmin(axis=0))
                    costs = through.min(axis=0)
                offset = int(self.random.integers(len(self.noise) - length))
                noise = self.noise[offset : offset + len(days)]
                costs = costs + self.options(at)[days] - warmth * noise
            best = int(costs.argmin())
            for step in range(len(chain) - 1, -1, -1):
                self.place(chain[step], int(choices[step][best]))
                best = int(back[step - 1][best]) if step else best
        if min(self.days[at] for at in chain) < 0 or self.total() > before + warmth:
            for at, day in zip(chain, old, strict=True):
                self.place(at, day)

    def descend(self) -> None:
        """Move each event to its best day until no single move helps."""
        for chain in self.calendar.chains:
            self.rethread(chain)
        better = True
        while better:
            better = False
            for at in range(len(self.days)):
                options, day = self.options(at), int(self.days[at])
                best = int(np.argmin(options))
                if options[best] < options[day]:
                    self.place(at, best)
                    better = True

    def anneal(
        self, moves: int, heat: float, going_on: Callable[[int], bool] = lambda _lowest: True
    ) -> None:
        """Make so many moves while the noise fades, and come back to the best dates found."""
        count, length = len(self.days), self.calendar.length
        best, lowest = self.days.copy(), self.total()
        now, chains = lowest, self.calendar.chains
        size = len(self.noise) - length
        for move in range(moves):
            warmth = heat * (1 - move / moves) ** 2
            if chains and move % CHAINED == 0:
                self.rethread(chains[move // CHAINED % len(chains)], warmth)
                now = self.total()
                if now < lowest:
                    lowest, best = now, self.days.copy()
            at = int(self.random.integers(count))
            options, day = self.options(at), int(self.days[at])
            if options[day] == 0:
                continue
            offset = int(self.random.integers(size))
            chosen = int(np.argmin(options - warmth * self.noise[offset : offset + length]))
            if chosen != day:
                now += int(options[chosen] - options[day])
                self.place(at, chosen)
                if now < lowest:
                    lowest, best = now, self.days.copy()
            if move % 256 == 0 and not going_on(lowest):
                break
        for at in range(count):
            self.place(at, int(best[at]))
        self.descend()
