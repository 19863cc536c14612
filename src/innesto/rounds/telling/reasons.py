"""Why an exchange is where and when it is: what it costs, and the best thing that was not chosen.

Costs are points. The second choice is another host or, where only one can host, another day; all
the rest stays as it is. Its parts say what each kind of reason would lose or gain, and add up to
the distance. A second choice is checked against every rule like any plan.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import islice

from innesto.planning.costs import change_parts, cost_parts, missing_days
from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import Gap, Meeting, Precede
from innesto.planning.scores import learning_points, travelled_km
from innesto.planning.verify import verify
from innesto.rounds.letters.proposal import ReasonPart, SecondChoice, Words
from innesto.rounds.posing.assembly import Assembly
from innesto.rounds.posing.expansion import Occasion
from innesto.rounds.words import gettext as _
from innesto.rounds.words import ngettext, on_day

KINDS = {
    "km": "travel",
    "fair": "fairness",
    "learn": "learning",
    "bunch": "crowding",
    "late": "lateness",
}
CHANGE = "change"
TRIES = 10
"""Days that are tried, cheapest first, before we say that there is no other."""


class Reasoner:
    """Gives the reasons for each exchange of one plan."""

    def __init__(self, assembly: Assembly, plan: ProgrammePlan) -> None:
        self.assembly = assembly
        self.problem = assembly.problem
        self.plan = plan
        self.meetings = {meeting.id: meeting for meeting in plan.meetings}
        self.events = {event.id: event for event in self.problem.events}
        self.orgs = {org.id: org for org in self.problem.orgs}
        self._neighbours: dict[str, list[tuple[Meeting, int]]] = {}
        self.costs = self._costs(plan)

    # What it costs

    def parts(self, occasion: Occasion) -> tuple[ReasonPart, ...]:
        """Take apart what one exchange adds to the cost of the plan."""
        meeting, weights = self.meetings[occasion.key], self.problem.weights
        found = {
            "travel": weights.km * self._kilometres(meeting),
            "learning": -weights.learn * self._learned(meeting),
            "crowding": weights.bunch * self._crowding(meeting),
            "lateness": weights.late * meeting.day,
            CHANGE: sum(
                part.value
                for part in change_parts(self.problem, ProgrammePlan(meetings=(meeting,)))
            ),
        }
        return tuple(
            ReasonPart(kind=kind, points=points, words=self._say(kind, meeting))
            for kind, points in found.items()
            if points
        )

    def _kilometres(self, meeting: Meeting) -> int:
        if meeting.host is None or not self.events[meeting.id].in_person:
            return 0
        host = self.orgs[meeting.host]
        return sum(travelled_km(self.orgs[org], host) for org in meeting.attend)

    def _learned(self, meeting: Meeting) -> int:
        if meeting.host is None:
            return 0
        theme, host = self.events[meeting.id].theme, self.orgs[meeting.host]
        return sum(learning_points(self.orgs[org], host, theme) for org in meeting.attend)

    def _crowding(self, meeting: Meeting) -> int:
        """Days that lack to the ideal distance, for all partners together."""
        return sum(
            shared * missing_days(self.problem, self.events, meeting, other)
            for other, shared in self._near(meeting.id)
        )

    def _near(self, id_: str) -> list[tuple[Meeting, int]]:
        """Other exchanges in person, and how many partners are sure to be at both."""
        if id_ not in self._neighbours:
            event = self.events[id_]
            self._neighbours[id_] = [
                (other, shared)
                for other in self.plan.meetings
                if event.in_person and self.events[other.id].in_person and other.id != id_
                if (shared := len(event.certain & self.events[other.id].certain))
            ]
        return self._neighbours[id_]

    def _say(self, kind: str, meeting: Meeting) -> Words:
        match kind:
            case "travel":
                return _("{km} km travelled by all", km=self._kilometres(meeting))
            case "learning":
                return _("what the host can show meets what the guests want to learn")
            case "crowding":
                count = self._crowding(meeting)
                return ngettext(
                    "{number} day too close to other exchanges",
                    "{number} days too close to other exchanges, over all partners",
                    count,
                )
            case "lateness":
                return _("earlier is better")
            case _:
                return _("what was agreed changes")

    # What else could have been

    def second_choice(self, occasion: Occasion) -> SecondChoice | None:
        """Find the cheapest other host; where there is none, the cheapest other day."""
        if occasion.fixed:
            return None
        meeting = self.meetings[occasion.key]
        hosts = list(self._other_hosts(meeting))
        return min(hosts or self._other_day(meeting), key=lambda it: it.cost, default=None)

    def other_day(self, occasion: Occasion) -> SecondChoice | None:
        """Find the cheapest other day with the same host."""
        return next(self._other_day(self.meetings[occasion.key]), None)

    def _other_hosts(self, meeting: Meeting) -> Iterator[SecondChoice]:
        event = self.events[meeting.id]
        for host in event.hosts:
            if host == meeting.host or meeting.host is None:
                continue
            stays = {meeting.host} & set(event.must)
            attend = (set(meeting.attend) | stays) - {host}
            other = replace(meeting, host=host, attend=tuple(sorted(attend)))
            name = self.assembly.roster.name(host)
            yield from self._compared(other, _("{name} as host instead", name=name))

    def _other_day(self, meeting: Meeting) -> Iterator[SecondChoice]:
        """Try the days in the order of what they would cost; the first that fits is the best."""
        days = self.assembly.roster.days
        for other in islice(self._by_cost(meeting), TRIES):
            words = _("on {day} instead", day=on_day(days.date(other.day)))
            found = next(self._compared(other, words), None)
            if found is not None:
                yield found
                return

    def _by_cost(self, meeting: Meeting) -> Iterator[Meeting]:
        span, late = self.events[meeting.id].spans, self.problem.weights.late
        free = self._free_days(meeting)
        crowded = self._crowded_days(meeting)
        priced = [
            (crowded.get(day, 0) + late * day, abs(day - meeting.day), day)
            for day in free - {meeting.day}
            if free.issuperset(range(day, day + span))
        ]
        for _cost, _distance, day in sorted(priced):
            yield replace(meeting, slot=2 * day + meeting.slot % 2)

    def _crowded_days(self, meeting: Meeting) -> dict[int, int]:
        """Cost of crowding on each day that is close to other exchanges."""
        span, ideal = self.events[meeting.id].spans, self.problem.ideal_gap_days
        found: dict[int, int] = {}
        for other, shared in self._near(meeting.id):
            last = self.events[other.id].last_day(other.slot)
            price = self.problem.weights.bunch * shared
            for missing in range(1, ideal + 1):
                after, before = last + ideal - missing, other.day - ideal + missing - span + 1
                for day in (after, before):
                    found[day] = found.get(day, 0) + price * missing
        return found

    def _free_days(self, meeting: Meeting) -> set[int]:
        """Days on which nothing that is easily seen stands against an exchange."""
        calendar, event = self.problem.calendar, self.events[meeting.id]
        there = {org for org in (*meeting.attend, meeting.host) if org is not None}
        free = {
            day
            for day in range(event.window[0], min(event.window[1] + 1, calendar.days))
            if calendar.weekday(day) not in calendar.closed_weekdays
        }
        free -= calendar.closed_global
        for org in (self.orgs[number] for number in there):
            free -= calendar.closed_country.get(org.country, frozenset())
            for first, last in org.closed:
                free -= set(range(first, last + 1))
        for other in self.plan.meetings:
            if other.id != meeting.id and not there.isdisjoint({*other.attend, other.host}):
                gap = self._gap if event.in_person and self.events[other.id].in_person else 0
                last = self.events[other.id].last_day(other.slot)
                free -= set(range(other.day - gap, last + gap + 1))
        first, last = self._between(meeting)
        return {day for day in free if first <= day < last + event.spans}

    def _between(self, meeting: Meeting) -> tuple[int, int]:
        """First and last day that the exchanges before and after leave for the start."""
        first, last = 0, self.problem.calendar.days
        span = self.events[meeting.id].spans
        for rule in self.problem.rules:
            if isinstance(rule, Precede) and rule.after == meeting.id:
                before = self.meetings[rule.before]
                end = self.events[before.id].last_day(before.slot)
                first = max(first, end + rule.min_lag) if rule.min_lag is not None else first
                last = min(last, end + rule.max_lag) if rule.max_lag is not None else last
            elif isinstance(rule, Precede) and rule.before == meeting.id:
                start = self.meetings[rule.after].day - span + 1
                last = min(last, start - rule.min_lag) if rule.min_lag is not None else last
                first = max(first, start - rule.max_lag) if rule.max_lag is not None else first
        return first, last

    @cached_property
    def _gap(self) -> int:
        """Free days that everybody has between two exchanges."""
        rules = self.problem.rules
        return max((r.days for r in rules if isinstance(r, Gap) and r.org is None), default=0)

    def _compared(self, other: Meeting, words: Words) -> Iterator[SecondChoice]:
        """Say what a change would cost, if no rule forbids it."""
        plan = ProgrammePlan(
            meetings=tuple(other if one.id == other.id else one for one in self.plan.meetings)
        )
        if verify(self.problem, plan):
            return
        costs = self._costs(plan)
        parts = tuple(
            ReasonPart(kind=kind, points=costs[kind] - points, words=kind_in_words(kind))
            for kind, points in self.costs.items()
            if costs[kind] != points
        )
        old = self.meetings[other.id]
        roster = self.assembly.roster
        changed_host = other.host is not None and other.host != old.host
        yield SecondChoice(
            words=words,
            cost=sum(part.points for part in parts),
            parts=parts,
            host=roster.keys[other.host] if changed_host and other.host is not None else "",
            starts_on=roster.days.date(other.day) if other.day != old.day else None,
        )

    def _costs(self, plan: ProgrammePlan) -> dict[str, int]:
        found: dict[str, int] = {}
        for part in cost_parts(self.problem, plan):
            kind = KINDS.get(part.name, CHANGE)
            found[kind] = found.get(kind, 0) + part.value
        return found


def kind_in_words(kind: str) -> Words:
    """Name what a kind of points counts."""
    names = {
        "travel": _("kilometres travelled by all"),
        "fairness": _("the longest way of a single partner"),
        "learning": _("needs that meet an offer"),
        "crowding": _("days too close to other exchanges"),
        "lateness": _("days of waiting"),
        CHANGE: _("changes to what was agreed"),
    }
    return names[kind]
