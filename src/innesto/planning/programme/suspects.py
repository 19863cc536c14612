"""Where a contradiction may sit: a few events with a few rules, the smallest first.

Every one is only a suspicion. Whether it is impossible is decided by ``part.is_possible``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from innesto.planning.problem import (
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Pin,
    ProgrammeProblem,
    Representation,
    Window,
    events_named_by,
)
from innesto.planning.programme.grid import Days, Grid
from innesto.planning.programme.order import broken_chain
from innesto.planning.programme.part import part_of
from innesto.planning.programme.quick import crowd
from innesto.planning.programme.settle import Impossible, NothingFound, settle
from innesto.planning.rulebook import rule_ids
from innesto.planning.run import Run


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Rules that may contradict each other, in the order of the rulebook, and their events."""

    events: frozenset[str]
    rules: tuple[str, ...]


def suspicions(problem: ProgrammeProblem) -> Iterator[Suspicion]:
    """Yield what is almost certainly impossible, found by counting days and people."""
    yield from _Suspects(Grid(problem)).all()


def groups(problem: ProgrammeProblem, run: Run) -> Iterator[Suspicion]:
    """Yield events that may be impossible with all their rules, and last the whole programme."""
    for events in _groups(Grid(problem), run):
        yield Suspicion(events, tuple(rule_ids(part_of(problem, events))))


class _Suspects:
    """A programme with the rules that speak of each event and organisation at hand."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.order = {rule: at for at, rule in enumerate(rule_ids(grid.problem))}
        self.starts = [self._starts(at) for at in range(len(grid.events))]
        self.gaps = [rule for rule in grid.rules if isinstance(rule, Gap)]
        self.dated: dict[str, list[str]] = {}
        for rule in grid.rules:
            if isinstance(rule, Window | Pin):
                self.dated.setdefault(rule.event, []).append(rule.id)

    def all(self) -> Iterator[Suspicion]:
        """Yield every suspicion."""
        yield from (self._suspect([at], self._of([at])) for at in self._without_days())
        yield from self._counts()
        yield from self._order()
        yield from self._pairs()
        yield from self._crowds()
        yield from self._busy_days()

    def _starts(self, at: int) -> Days:
        """Days of an event that suit all who must come, and at least one of its hosts."""
        grid = self.grid
        hosts = np.zeros(grid.problem.calendar.days, np.bool_)
        for host in grid.hosts[at]:
            hosts |= grid.starts(at, [host])
        return grid.starts(at, grid.must[at]) & hosts

    def _suspect(self, events: Iterable[int], rules: Iterable[str]) -> Suspicion:
        known = {rule for rule in rules if rule in self.order}
        named = frozenset(self.grid.events[at].id for at in events)
        return Suspicion(named, tuple(sorted(known, key=self.order.__getitem__)))

    # Rules

    def _when(self, events: Iterable[int]) -> list[str]:
        """List what says when some events may be, whoever comes."""
        ids = [self.grid.events[at].id for at in events]
        found = ["weekend", "blackout", *(f"window:{id_}" for id_ in ids)]
        return found + [rule for id_ in ids for rule in self.dated.get(id_, ())]

    def _who(self, at: int, orgs: Iterable[int]) -> list[str]:
        """List what brings organisations to an event, and when they cannot."""
        event, grid = self.grid.events[at], self.grid
        found = [f"hosts:{event.id}"]
        for org in orgs:
            found += [f"must:{event.id}:{org}", f"closed:{org}"]
            found.append(f"holidays:{grid.orgs[org].country}")
        return found

    def _brings(self, at: int, org: int) -> str:
        """Name the rule that makes an organisation take part in an event."""
        id_ = self.grid.events[at].id
        return f"must:{id_}:{org}" if org in self.grid.must[at] else f"hosts:{id_}"

    def _of(self, events: Sequence[int]) -> list[str]:
        """List all that says when some events may be, with everyone who comes."""
        grid, found = self.grid, self._when(events)
        for at in events:
            found += self._who(at, sorted(grid.must[at] | set(grid.hosts[at])))
        return found

    def _gap_rules(self, orgs: Iterable[int]) -> list[str]:
        concerned = {None, *orgs}
        return [rule.id for rule in self.gaps if rule.org in concerned]

    # Who

    def _without_days(self) -> list[int]:
        return [at for at, days in enumerate(self.starts) if not days.any()]

    def _counts(self) -> Iterator[Suspicion]:
        for at, event in enumerate(self.grid.events):
            guests, room = len(self.grid.seats_taken(set(event.must))), event.max_att
            invited = len(event.possible - (event.certain - set(event.must)))
            crowded = room is not None and guests - (set(event.hosts) <= set(event.must)) > room
            if crowded or invited < (event.min_att or 0):
                yield self._people_of([at])
        for rule in self.grid.rules:
            match rule:
                case HostCount():
                    yield from self._hosting(rule)
                case AttendCount():
                    yield from self._attendance(rule)
                case GroupAttendance():
                    yield from self._group(rule)
                case Representation():
                    yield from self._representation(rule)
                case Budget():
                    yield from self._travel(rule)
                case _:
                    pass

    def _people_of(self, events: Sequence[int], *more: str) -> Suspicion:
        found = list(more)
        for at in events:
            event = self.grid.events[at]
            found += [f"hosts:{event.id}", f"size:{event.id}", f"invited:{event.id}"]
            found += [f"must:{event.id}:{org}" for org in event.must]
        return self._suspect(events, found)

    def _hosting(self, rule: HostCount) -> Iterator[Suspicion]:
        grid = self.grid
        events = [grid.at[id_] for id_ in dict.fromkeys(rule.events)]
        for org in rule.orgs:
            alone = [at for at in events if grid.hosts[at] == (org,)]
            possible = sum(org in grid.hosts[at] for at in events)
            if rule.max is not None and len(alone) > rule.max:
                chosen = alone[: rule.max + 1]
                ids = [f"hosts:{grid.events[at].id}" for at in chosen]
                yield self._suspect(chosen, [rule.id, *ids])
            if possible < rule.min:
                yield self._suspect(
                    events, [rule.id, *(f"hosts:{grid.events[at].id}" for at in events)]
                )

    def _attendance(self, rule: AttendCount) -> Iterator[Suspicion]:
        grid = self.grid
        events = [grid.at[id_] for id_ in dict.fromkeys(rule.events)]
        sure = [at for at in events if rule.org in grid.certain[at]]
        possible = [at for at in events if rule.org in grid.events[at].possible]
        if rule.max is not None and len(sure) > rule.max:
            chosen = sure[: rule.max + 1]
            yield self._suspect(chosen, [rule.id, *(self._brings(at, rule.org) for at in chosen)])
        if len(possible) < rule.min:
            ids = [f"{kind}:{grid.events[at].id}" for at in events for kind in ("invited", "hosts")]
            yield self._suspect(events, [rule.id, *ids])

    def _group(self, rule: GroupAttendance) -> Iterator[Suspicion]:
        at = self.grid.at[rule.event]
        sure = len(self.grid.certain[at] & set(rule.orgs))
        possible = len(self.grid.events[at].possible & set(rule.orgs))
        if (rule.max is not None and sure > rule.max) or possible < rule.min:
            yield self._people_of([at], rule.id)

    def _representation(self, rule: Representation) -> Iterator[Suspicion]:
        for at in dict.fromkeys(self.grid.at[id_] for id_ in rule.events):
            event, members = self.grid.events[at], set(rule.members)
            sure, possible = len(event.certain & members), len(event.possible & members)
            most = rule.max if rule.org in event.possible else 0
            if (most is not None and sure > most) or (
                rule.org in event.certain and possible < rule.min
            ):
                yield self._people_of([at], rule.id)

    def _travel(self, rule: Budget) -> Iterator[Suspicion]:
        """Yield what one must attend when even the nearest hosts are too far."""
        grid, org = self.grid, rule.org
        least = {
            at: int(grid.legs(at, [org])[0].min())
            for at in range(len(grid.events))
            if org in grid.must[at] and grid.hosts[at] and org not in grid.hosts[at]
        }
        chosen, km = list[int](), 0
        for at in sorted(least, key=lambda at: (-least[at], at)):
            if km > rule.max_km:
                break
            chosen.append(at)
            km += least[at]
        if km > rule.max_km:
            ids = [f"{k}" for at in chosen for k in self._who(at, [org])]
            yield self._suspect(chosen, [rule.id, *ids])

    # When

    def _order(self) -> Iterator[Suspicion]:
        """Yield the chain of events that leaves one without a day, by windows alone if it can."""
        grid = self.grid
        plain = [grid.starts(at) for at in range(len(grid.events))]
        for starts, rules_of in ((plain, self._when), (self.starts, self._of)):
            if all(days.any() for days in starts):
                chain = broken_chain(grid, starts)
                if chain is not None:
                    events, order = chain
                    yield self._suspect(events, [*rules_of(events), *order])
                    return

    def _pairs(self) -> Iterator[Suspicion]:
        """Yield two events with people in common that are too close on all their days."""
        grid = self.grid
        some = [at for at, days in enumerate(self.starts) if days.any()]
        days = [np.flatnonzero(self.starts[at]) for at in some]
        first, last = (np.array([it[end] for it in days]) for end in (0, -1))
        span = np.array([grid.span[at] for at in some])
        most = max((rule.days for rule in self.gaps), default=0)
        room = last[None, :] - first[:, None] - span[:, None]
        for a, b in np.argwhere(np.triu((room < most) & (most > room.T), 1)).tolist():
            one, two = some[a], some[b]
            shared = grid.certain[one] & grid.certain[two]
            both = grid.events[one].in_person and grid.events[two].in_person
            if shared and max(room[a, b], room[b, a]) < max(
                grid.gap_of(org) * both for org in shared
            ):
                rules = [*self._of([one, two]), *self._gap_rules(shared)]
                yield self._suspect([one, two], rules)

    def _crowds(self) -> Iterator[Suspicion]:
        """Yield meetings of one organisation that cannot all follow each other."""
        grid = self.grid
        meetings: dict[int, list[int]] = {}
        for at, event in enumerate(grid.events):
            for org in grid.certain[at] if event.in_person else ():
                meetings.setdefault(org, []).append(at)
        agendas: dict[tuple[int, ...], int] = {}
        for org in grid.orgs:
            agenda = tuple(meetings.get(org, ()))
            known = agendas.get(agenda)
            if len(agenda) > 1 and (known is None or grid.gap_of(known) < grid.gap_of(org)):
                agendas[agenda] = org
        for agenda, org in sorted(agendas.items(), key=lambda it: (len(it[0]), it[0])):
            starts = {at: grid.starts(at, [org]) for at in agenda}
            chosen = crowd(grid, org, agenda, starts)
            if chosen:
                for at in list(chosen):
                    fewer = crowd(grid, org, [it for it in chosen if it != at], starts)
                    chosen = fewer or chosen
                rules = [*self._when(chosen), *self._gap_rules([org])]
                rules += [f"closed:{org}", f"holidays:{grid.orgs[org].country}"]
                rules += [self._brings(at, org) for at in chosen]
                yield self._suspect(chosen, rules)

    def _busy_days(self) -> Iterator[Suspicion]:
        """Yield events that cannot all run in the days there are, so few at a time."""
        grid = self.grid
        for rule in grid.rules:
            if not isinstance(rule, MaxParallel):
                continue
            spans = {}
            for at in dict.fromkeys(grid.at[id_] for id_ in rule.events):
                days = np.flatnonzero(grid.starts(at))
                if len(days):
                    spans[at] = int(days[0]), int(days[-1]) + grid.span[at] - 1
            for first in sorted({a for a, _ in spans.values()}):
                inside = sorted((b, at) for at, (a, b) in spans.items() if a >= first)
                needed, group = 0, list[int]()
                for last, at in inside:
                    needed += grid.span[at]
                    group.append(at)
                    room = max(rule.max, 0) * int(grid.open[first : last + 1].sum())
                    if needed > room:
                        yield self._suspect(group, [rule.id, *self._when(group)])
                        break


def _groups(grid: Grid, run: Run) -> Iterator[frozenset[str]]:
    """Yield events by the counts they share, if no choice of people exists, and then all."""
    everything = frozenset(grid.at)
    try:
        settle(grid, run)
    except NothingFound:
        pass
    except Impossible:
        yield from (frozenset([event.id]) for event in grid.events)
        counting = [
            frozenset(events_named_by(rule))
            for rule in grid.rules
            if isinstance(rule, HostCount | AttendCount | GroupAttendance)
        ]
        yield from sorted(set(counting) - {everything}, key=lambda it: (len(it), sorted(it)))
    yield everything
