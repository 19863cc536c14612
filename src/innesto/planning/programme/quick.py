"""Decide small questions without a solver: a few events with a few rules, in a millisecond.

Explanations ask many of them. An answer is certain when there is one; when there is none, the
exact model has to be asked.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from innesto.planning.problem import (
    AttendCount,
    Budget,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Representation,
    events_named_by,
)
from innesto.planning.programme.bounds import Agenda, Excluded, assign
from innesto.planning.programme.calendar import propagate
from innesto.planning.programme.grid import Days, Grid

Options = Mapping[int | None, Days]
"""Days on which an event can be held, for each host."""
HANDFUL = 6
"""Events up to which trying is quicker than thinking."""
FEW = 40
"""Events that are tried one by one."""
TIGHT = 0.6
"""Share of a stretch of days that meetings need before it is looked at closely."""
FAR = 10**6
Known = list[list[tuple[int, int]]]
"""Days on which events could be, each with how long one lasts; the latest found first."""
RECENT = 3
"""Findings that are tried again."""
TRIES = 20
"""Partial plans that are looked at, besides one for each event."""


def decide(grid: Grid, known: Known | None = None) -> bool | None:
    """Say whether all rules can be kept, or nothing when that takes a closer look.

    Days on which all could be kept are added to those known, and tried first for other rules.
    """
    known = [] if known is None else known
    options = [_host_options(grid, at) for at in range(len(grid.events))]
    starts = _first_days(grid, options)
    if starts is None or _too_many(grid):
        return False
    few = not grid.frozen and len(grid.events) <= FEW
    attempt = _Attempt(grid, options, starts)
    if few and attempt.succeeds_as_before(known):
        return True
    if _is_crowded(grid, starts):
        return False
    if not few:
        return None
    try:
        ways = [attempt.succeeds_in_line, attempt.succeeds]
        if not any(way() for way in (ways if len(grid.events) > HANDFUL else reversed(ways))):
            return None
    except Excluded:
        return False
    known.insert(0, [(it.first, grid.span[it.at]) for it in attempt.found])
    return True


def _too_many(grid: Grid) -> bool:
    """Say whether those who have to come or to host are already too many."""
    for rule in grid.rules:
        if not isinstance(rule, HostCount | AttendCount) or rule.max is None:
            continue
        events = {grid.at[id_] for id_ in rule.events}
        if isinstance(rule, AttendCount):
            counts = [sum(rule.org in grid.certain[at] for at in events)]
        else:
            sole = Counter(grid.hosts[at] for at in events if grid.needs_host[at])
            counts = [sole[(org,)] for org in rule.orgs]
        if max(counts, default=0) > rule.max:
            return True
    return False


def is_excluded(grid: Grid) -> bool:
    """Say whether days alone make it impossible to keep all rules."""
    starts = _first_days(grid, [_host_options(grid, at) for at in range(len(grid.events))])
    return starts is None or _is_crowded(grid, starts)


def _first_days(grid: Grid, options: list[Options]) -> list[Days] | None:
    """Days that are left to each event, or nothing when one has none."""
    if not all(options):
        return None
    starts = propagate(grid, [np.logical_or.reduce([*each.values()]) for each in options])
    return starts if all(days.any() for days in starts) else None


def _is_crowded(grid: Grid, starts: list[Days]) -> bool:
    """Say whether somebody has to be at more meetings than fit into some stretch of days."""
    days = dict(enumerate(starts))
    return any(crowd(grid, org, events, days) for org, events in _firm(grid))


def _host_options(grid: Grid, at: int) -> Options:
    """Possible days of an event, for each host who has any."""
    suits_all = grid.starts(at, grid.must[at])
    if not grid.needs_host[at]:
        return {None: suits_all} if suits_all.any() else {}
    found = {h: grid.starts(at, [h]) & suits_all for h in grid.hosts[at]}
    return {host: days for host, days in found.items() if days.any()}


def _firm(grid: Grid) -> list[tuple[int, tuple[int, ...]]]:
    """List who is sure to be at several meetings in person; of those with the same, one."""
    found: dict[int, list[int]] = {}
    for at, event in enumerate(grid.events):
        for org in sorted(grid.certain[at]) if event.in_person else ():
            found.setdefault(org, []).append(at)
    alike: dict[tuple[int, ...], int] = {}
    for org, events in found.items():
        known = alike.setdefault(tuple(events), org)
        if grid.gap_of(org) > grid.gap_of(known):
            alike[tuple(events)] = org
    return [(org, events) for events, org in alike.items() if len(events) > 1]


def crowd(grid: Grid, org: int, events: Sequence[int], starts: Mapping[int, Days]) -> list[int]:
    """Find events in a stretch of days that is too short for an organisation to be at all.

    There are none as far as the organisation's own days go, if nothing is found.
    """
    gap = grid.gap_of(org)
    stretch = {}
    for at in events:
        days = np.flatnonzero(starts[at])
        if len(days) and (gap or grid.events[at].half_days % 2 == 0):
            stretch[at] = int(days[0]), int(days[-1]) + grid.span[at] - 1
    if _agenda(grid, gap, [*stretch], starts).is_easy():
        return []
    for first in sorted({a for a, _ in stretch.values()}):
        needed, group = -gap, list[int]()
        for last, at in sorted((b, at) for at, (a, b) in stretch.items() if a >= first):
            needed += grid.span[at] + gap
            group.append(at)
            tight = needed > TIGHT * (last - first + 1)
            if tight and len(group) > 1 and not _can_follow(grid, gap, group, starts):
                return group
    return []


def _can_follow(grid: Grid, gap: int, group: list[int], starts: Mapping[int, Days]) -> bool:
    agenda = _agenda(grid, gap, group, starts)
    return agenda.is_easy() or agenda.is_possible()


def _agenda(grid: Grid, gap: int, group: list[int], starts: Mapping[int, Days]) -> Agenda:
    return Agenda(
        weight=1,
        ideal=1,
        gap=gap,
        starts=[starts[at] for at in group],
        spans=[grid.span[at] for at in group],
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    at: int
    host: int | None
    people: frozenset[int]
    first: int
    last: int


class _Attempt:
    """Place events one after another on their first days, and step back a little."""

    def __init__(self, grid: Grid, options: list[Options], starts: list[Days]) -> None:
        self.grid = grid
        self.left = len(options) + TRIES
        self.starts = starts
        self.found: list[_Placed] = []
        self.choices = [
            [(host, np.flatnonzero(days & starts[at]).tolist()) for host, days in each.items()]
            for at, each in enumerate(options)
        ]
        self.gaps: dict[tuple[int, int | None, int, int | None], int] = {}
        self.lags = grid.lags()
        self.parallel = [rule for rule in grid.rules if isinstance(rule, MaxParallel)]

    def succeeds(self) -> bool:
        """Say whether every event found its place."""
        fits = {at: self._first_fit([], at) for at in range(len(self.choices))}
        return self._place([], fits)

    def succeeds_in_line(self) -> bool:
        """Try to let all events follow each other, if somebody is sure to be at all of them.

        Raises ``Excluded`` when that is certain to be impossible.
        """
        grid, events = self.grid, self.grid.events
        always = [
            org
            for org in sorted(frozenset.intersection(*(frozenset(it) for it in grid.certain)))
            if all(event.in_person for event in events)
            if grid.gap_of(org) or all(event.half_days % 2 == 0 for event in events)
        ]
        if not always:
            return False
        gap = max(grid.gap_of(org) for org in always)
        agenda = Agenda(weight=1, ideal=1, gap=gap, starts=self.starts, spans=grid.span)
        days_of = agenda.sequence()
        return days_of is not None and self._holds(days_of)

    def succeeds_as_before(self, known: Known) -> bool:
        """Try days on which other rules could be kept, for other events perhaps."""
        grid = self.grid
        gap = max(map(grid.gap_of, grid.orgs), default=0)
        for days in known[:RECENT]:
            days_of = assign(days, self.starts, grid.span, gap)
            if days_of is not None and self._holds(days_of):
                return True
        return False

    def _holds(self, days_of: list[int]) -> bool:
        """Say whether events may be on these days, each with the first host who can."""
        placed: list[_Placed] = []
        for at, day in sorted(enumerate(days_of), key=lambda it: it[1]):
            fits = (
                self._first_with(placed, at, host, [day])
                for host, days in self.choices[at]
                if day in days
            )
            fit = next((fit for fit in fits if fit), None)
            if fit is None:
                return False
            placed.append(fit)
        self.found = placed
        return self._counts_hold(placed)

    def _place(self, placed: list[_Placed], fits: dict[int, _Placed | None]) -> bool:
        """Place what ends first, then the rest; if that fails, what ends next."""
        if not fits:
            self.found = placed
            return self._counts_hold(placed)
        self.left -= 1
        possible = [fit for fit in fits.values() if fit is not None]
        if self.left <= 0 or len(possible) < len(fits):
            return False
        for fit in sorted(possible, key=lambda it: (it.last, it.at)):
            now = [*placed, fit]
            rest = {
                it.at: it if self._still_goes(now, it) else self._first_fit(now, it.at, it.first)
                for it in possible
                if it is not fit
            }
            if self._place(now, rest):
                return True
        return False

    def _still_goes(self, placed: list[_Placed], fit: _Placed) -> bool:
        """Say whether what went with all placed before also goes with the last one."""
        return self._free_from(placed[-1:], fit) == fit.first and self._goes(placed, fit)

    def _counts_hold(self, placed: list[_Placed]) -> bool:
        """Say whether every rule that counts is kept when nobody comes who need not."""
        grid, of = self.grid, {it.at: it for it in placed}
        for rule in grid.rules:
            there = [of[grid.at[id_]] for id_ in dict.fromkeys(events_named_by(rule))]
            match rule:
                case HostCount():
                    counts = [sum(it.host == org for it in there) for org in rule.orgs]
                case AttendCount():
                    counts = [sum(rule.org in it.people for it in there)]
                case GroupAttendance():
                    counts = [len(there[0].people & set(rule.orgs))]
                case Budget():
                    if self._travelled(placed, rule.org) > rule.max_km:
                        return False
                    continue
                case Representation():
                    if not all(_is_represented(rule, it.people) for it in there):
                        return False
                    continue
                case _:
                    continue
            if not all(_within(count, rule.min, rule.max) for count in counts):
                return False
        return all(self._has_size(it) for it in placed)

    def _travelled(self, placed: list[_Placed], org: int) -> int:
        grid = self.grid
        return sum(
            int(grid.legs(it.at, [org])[0][0, grid.hosts[it.at].index(it.host)])
            for it in placed
            if org in it.people and it.host is not None
        )

    def _has_size(self, it: _Placed) -> bool:
        event = self.grid.events[it.at]
        guests = len(self.grid.seats_taken(it.people - {it.host}))
        return not self.grid.kept(f"size:{event.id}") or _within(
            guests, event.min_att or 0, event.max_att
        )

    def _first_fit(self, placed: list[_Placed], at: int, since: int = 0) -> _Placed | None:
        """Find the first day, since one, on which an event goes with all that is placed."""
        fits = [self._first_with(placed, at, host, days, since) for host, days in self.choices[at]]
        return min((fit for fit in fits if fit), key=lambda fit: fit.first, default=None)

    def _first_with(
        self, placed: list[_Placed], at: int, host: int | None, days: list[int], since: int = 0
    ) -> _Placed | None:
        must, place = self.grid.must[at], bisect_left(days, since)
        people = frozenset(must if host is None else must | {host})
        while place < len(days):
            day = days[place]
            fit = _Placed(at, host, people, day, day + self.grid.span[at] - 1)
            free = self._free_from(placed, fit)
            if free > day:
                place = bisect_left(days, free)
            elif self._goes(placed, fit):
                return fit
            else:
                place += 1
        return None

    def _free_from(self, placed: list[_Placed], new: _Placed) -> int:
        """Find the day from which nobody is still busy with what overlaps this."""
        free = new.first
        for old in placed:
            gap = self._gap(old, new)
            if new.first - gap <= old.last and old.first - gap <= new.last:
                free = max(free, old.last + gap + 1)
        return free

    def _gap(self, old: _Placed, new: _Placed) -> int:
        """Count free days that those need who are at both; far below none if nobody is."""
        key = old.at, old.host, new.at, new.host
        if key not in self.gaps:
            shared, events = old.people & new.people, self.grid.events
            both = events[old.at].in_person and events[new.at].in_person
            free = max((self.grid.gap_of(org) for org in shared), default=0)
            self.gaps[key] = -FAR if not shared else free if both else 0
        return self.gaps[key]

    def _goes(self, placed: list[_Placed], new: _Placed) -> bool:
        return self._keep_order(placed, new) and all(
            self._is_calm(rule, placed, new) for rule in self.parallel
        )

    def _keep_order(self, placed: list[_Placed], new: _Placed) -> bool:
        if not self.lags:
            return True
        where = {self.grid.events[it.at].id: it for it in (*placed, new)}
        for rule in self.lags:
            before, after = where.get(rule.before), where.get(rule.after)
            if before is None or after is None or new not in (before, after):
                continue
            lag = after.first - before.last
            if rule.min_lag is not None and lag < rule.min_lag:
                return False
            if rule.max_lag is not None and lag > rule.max_lag:
                return False
        return True

    def _is_calm(self, rule: MaxParallel, placed: list[_Placed], new: _Placed) -> bool:
        named = {self.grid.at[id_] for id_ in rule.events}
        if new.at not in named:
            return True
        return all(
            1 + sum(it.at in named and it.first <= day <= it.last for it in placed) <= rule.max
            for day in range(new.first, new.last + 1)
        )


def _is_represented(rule: Representation, people: frozenset[int]) -> bool:
    coming = len(people & set(rule.members))
    return _within(coming, rule.min, rule.max) if rule.org in people else coming == 0


def _within(count: int, least: int, most: int | None) -> bool:
    return count >= least and (most is None or count <= most)
