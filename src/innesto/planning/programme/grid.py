"""A programme as arrays: who is free on which day, and on which days each event may start.

Every rule can be left out by its id. That is how a contradiction is taken apart.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from innesto.planning.problem import (
    AttendCount,
    Gap,
    GroupAttendance,
    Meeting,
    Pin,
    Precede,
    ProgrammeProblem,
    Representation,
    Span,
    Window,
    events_named_by,
    orgs_named_by,
)
from innesto.planning.programme.travel import Table, Travel

Days = NDArray[np.bool_]
Kept = Callable[[str], bool]


def keep_all(_rule: str) -> bool:
    """Keep every rule."""
    return True


class Grid:
    """Look-ups for solvers. Events are named by their place in the problem, from 0."""

    def __init__(
        self,
        problem: ProgrammeProblem,
        kept: Kept = keep_all,
        held: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        """Hold some events at the slots given; leave out the rules that are not kept."""
        self.problem = problem
        self.kept = kept
        self.held = held
        self.events = problem.events
        self.at = {event.id: at for at, event in enumerate(problem.events)}
        self.orgs = {org.id: org for org in problem.orgs}
        self.rules = [rule for rule in problem.rules if kept(rule.id)]
        self.span = [event.spans for event in problem.events]
        self.open = self._open_days()
        self._free: dict[int, Days] = {}
        self._sure: dict[int, Days] = {}
        self._fits: dict[int, Days] = {}
        self._gaps: dict[int | None, int] = {}
        self._windows: dict[str, list[Span]] = {}
        self._pins: dict[str, list[Pin]] = {}
        self._wishing: dict[str, set[int]] = {}
        self._index_rules()
        self.travel = Travel(problem)
        self.agreed = self._agreed()
        self.frozen = self._frozen()
        self.hosts = [self._hosts(at) for at in range(len(self.events))]
        self.must = [self._must(at) for at in range(len(self.events))]
        self.may = [self._may(at) for at in range(len(self.events))]
        self.needs_host = [
            kept(f"hosts:{event.id}") or bool(self._wanted(at))
            for at, event in enumerate(self.events)
        ]
        self.certain = [
            self.must[at] | (set(hosts) if len(hosts) == 1 and self.needs_host[at] else set())
            for at, hosts in enumerate(self.hosts)
        ]

    def _index_rules(self) -> None:
        """File rules under what they name, so that nobody looks through all of them."""
        for rule in self.rules:
            match rule:
                case Gap():
                    self._gaps[rule.org] = max(self._gaps.get(rule.org, 0), rule.days)
                case Window():
                    self._windows.setdefault(rule.event, []).append((rule.first, rule.last))
                case Pin():
                    self._pins.setdefault(rule.event, []).append(rule)
                case AttendCount() | GroupAttendance() if rule.min > 0:
                    for id_ in events_named_by(rule):
                        self._wishing.setdefault(id_, set()).update(orgs_named_by(rule))
                case Representation():
                    for id_ in rule.events:
                        self._wishing.setdefault(id_, set()).update(orgs_named_by(rule))
                case _:
                    pass

    def _open_days(self) -> Days:
        calendar = self.problem.calendar
        found = np.ones(calendar.days, np.bool_)
        if self.kept("weekend"):
            for weekday in calendar.closed_weekdays:
                found[(weekday - calendar.start.weekday()) % 7 :: 7] = False
        if self.kept("blackout"):
            found[[day for day in calendar.closed_global if 0 <= day < calendar.days]] = False
        return found

    def _agreed(self) -> dict[int, Meeting]:
        """File what was agreed before, of events that are still planned."""
        replan = self.problem.replan
        return (
            {self.at[old.id]: old for old in replan.previous if old.id in self.at} if replan else {}
        )

    def _frozen(self) -> dict[int, Meeting]:
        replan = self.problem.replan
        if replan is None:
            return {}
        return {at: old for at, old in self.agreed.items() if old.day < replan.freeze_before}

    def _wanted(self, at: int) -> set[int]:
        """List the hosts that pins and the past demand, whatever the list of hosts says."""
        wanted = [pin.host for pin in self._pins.get(self.events[at].id, ())]
        if at in self.frozen:
            wanted.append(self.frozen[at].host)
        return {host for host in wanted if host is not None}

    def _hosts(self, at: int) -> tuple[int, ...]:
        event, wanted = self.events[at], self._wanted(at)
        listed = dict.fromkeys(event.hosts)
        if not self.kept(f"hosts:{event.id}"):
            listed |= dict.fromkeys(sorted(wanted))
        return tuple(host for host in listed if wanted <= {host})

    def _must(self, at: int) -> set[int]:
        event = self.events[at]
        return {org for org in event.must if self.kept(f"must:{event.id}:{org}")}

    def _may(self, at: int) -> set[int]:
        """List who may attend. Where rules are left out, only those whom a rule could want."""
        event = self.events[at]
        optional = set(event.must) | set(event.may)
        if self.kept is not keep_all:
            wanted, invited = self._wanted_guests(at), self.kept(f"invited:{event.id}")
            optional = optional & wanted if invited else wanted
        return optional - self.must[at]

    def _wanted_guests(self, at: int) -> set[int]:
        """List everyone whom a rule that is kept could want at an event, invited or not."""
        event = self.events[at]
        if event.min_att and self.kept(f"size:{event.id}"):
            return set(self.orgs)
        wanted = set(self.frozen[at].attend) & set(self.orgs) if at in self.frozen else set()
        return wanted | self._wishing.get(event.id, set())

    def busy(self, org: int) -> Days:
        """Days on which an organisation is closed or has a holiday."""
        return ~self._free_days(org)

    def _free_days(self, org: int) -> Days:
        if org not in self._free:
            found = np.ones(self.problem.calendar.days, np.bool_)
            it = self.orgs[org]
            if it.closed and self.kept(f"closed:{org}"):
                for first, last in it.closed:
                    found[max(first, 0) : max(last + 1, 0)] = False
            holidays = self.problem.calendar.closed_country.get(it.country)
            if holidays and self.kept(f"holidays:{it.country}"):
                found[[day for day in holidays if 0 <= day < len(found)]] = False
            self._free[org] = found
        return self._free[org]

    def starts(self, at: int, orgs: Iterable[int] = ()) -> Days:
        """First days on which the event fits its windows and suits all these organisations."""
        good = self.open.copy()
        for org in orgs:
            good &= self._free_days(org)
        return spread(good, self.span[at]) & self._fitting(at)

    def sure_starts(self, at: int) -> Days:
        """First days that suit everybody who takes part whatever is decided."""
        if at not in self._sure:
            self._sure[at] = self.starts(at, self.certain[at])
            self._sure[at].flags.writeable = False
        return self._sure[at]

    def _fitting(self, at: int) -> Days:
        """First days that windows, pins and the past allow, whoever takes part."""
        if at not in self._fits:
            event, span = self.events[at], self.span[at]
            found = np.ones(self.problem.calendar.days, np.bool_)
            if self.kept(f"window:{event.id}"):
                restrict(found, *event.window, span)
            for first, last in self._windows.get(event.id, ()):
                restrict(found, first, last, span)
            for slot in self.pinned_slots(at):
                restrict(found, slot // 2, slot // 2 + span - 1, span)
            self._fits[at] = found
        return self._fits[at]

    def pinned_slots(self, at: int) -> list[int]:
        """Slots at which rules, the past and whoever plans say that an event must start."""
        slots = [pin.slot for pin in self._pins.get(self.events[at].id, ())]
        if at in self.frozen:
            slots.append(self.frozen[at].slot)
        if at in self.held:
            slots.append(self.held[at])
        return [slot for slot in dict.fromkeys(slots) if slot is not None]

    def seats_taken(self, orgs: Iterable[int]) -> list[int]:
        """List those who come themselves."""
        return [org for org in orgs if not self.orgs[org].represented]

    def announced(self) -> dict[int, int]:
        """Agreed slots of the events to come that were planned before."""
        return {at: old.slot for at, old in self.agreed.items() if at not in self.frozen}

    def gap_of(self, org: int) -> int:
        """Free days that an organisation wants between meetings in person."""
        return max(self._gaps.get(None, 0), self._gaps.get(org, 0))

    def lags(self) -> list[Precede]:
        """Rules of order, each with its events."""
        return [rule for rule in self.rules if isinstance(rule, Precede)]

    def legs(self, at: int, orgs: Sequence[int]) -> tuple[Table, Table]:
        """Kilometres there and back, and learning points, of each at each possible host."""
        event, hosts = self.events[at], self.hosts[at]
        learned = self.travel.learned(orgs, hosts, event.theme)
        if not event.in_person:
            return np.zeros_like(learned), learned
        return self.travel.kilometres(orgs, hosts), learned

    def prices(self, at: int, orgs: Sequence[int]) -> Table:
        """Weighted cost of each attending at each possible host, fairness left aside."""
        km, learned = self.legs(at, orgs)
        weights = self.problem.weights
        return weights.km * km - weights.learn * learned

    def costs_of_hosts(self, at: int) -> dict[int, int]:
        """Cost of all who are obliged to attend at each host, and of one that was not agreed."""
        hosts, replan = self.hosts[at], self.problem.replan
        costs = self.prices(at, sorted(self.must[at])).sum(axis=0).tolist()
        if replan is not None and at in self.agreed:
            new = replan.weights.changed_host
            old = self.agreed[at].host
            costs = [it + new * (host != old) for host, it in zip(hosts, costs, strict=True)]
        return dict(zip(hosts, costs, strict=True))


def shared_pairs(problem: ProgrammeProblem) -> list[tuple[int, int, int]]:
    """Pairs of events in person with the number of organisations sure to be at both."""
    if not problem.weights.bunch or not problem.ideal_gap_days:
        return []
    agendas: dict[int, list[int]] = {}
    for at, event in enumerate(problem.events):
        for org in event.certain if event.in_person else ():
            agendas.setdefault(org, []).append(at)
    shared: dict[tuple[int, int], int] = {}
    for agenda in agendas.values():
        for pair in combinations(agenda, 2):
            shared[pair] = shared.get(pair, 0) + 1
    return [(a, b, count) for (a, b), count in sorted(shared.items())]


def spread(good: Days, span: int) -> Days:
    """First days from which so many days in a row are good."""
    found = good.copy()
    for later in range(1, span):
        found[:-later] &= good[later:]
        found[len(good) - later :] = False
    return found


def restrict(starts: Days, first: int, last: int, span: int) -> None:
    """Allow only starts such that the event lies between two days."""
    starts[: max(first, 0)] = False
    starts[max(last - span + 2, 0) :] = False
