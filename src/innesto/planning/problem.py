"""What is to be planned: the three kinds of problem, as plain frozen data.

Days are counted from 0, the start of the calendar. A slot is half a day: ``2 * day`` in the
morning, ``2 * day + 1`` in the afternoon. Spans of days include both ends. Needs and offers are
levels from 0 to 3, one for each theme. Every figure is an integer, so that every claim about a
plan can be checked exactly.

Only the standard library is imported: the web process may use this module.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

Span = tuple[int, int]
Mode = Literal["in_person", "online"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Someone who takes part: a city, an association that stands for several, an expert office."""

    id: int
    name: str = ""
    country: str = ""
    lat: float = 0.0
    lon: float = 0.0
    size_m: int = 0
    """Round(1000 log10(population))."""
    langs: int = 0
    """Bit mask of languages."""
    need: tuple[int, ...] = ()
    offer: tuple[int, ...] = ()
    roles: tuple[str, ...] = ()
    closed: tuple[Span, ...] = ()
    group: int | None = None
    """Strand or community of practice within which pairs are made."""
    represented: bool = False
    """Comes through others alone: an association through its towns, an office through its people.

    It takes part, but takes no seat, does not travel and does not learn: who comes for it does.
    """

    def is_closed(self, first: int, last: int) -> bool:
        """Say whether a closure touches the days from first to last."""
        return any(a <= last and first <= b for a, b in self.closed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The days to plan on, and those on which nothing may happen."""

    start: date
    days: int
    closed_weekdays: frozenset[int] = frozenset()
    """0 is Monday."""
    closed_global: frozenset[int] = frozenset()
    closed_country: Mapping[str, frozenset[int]] = field(default_factory=dict)

    def date(self, day: int) -> date:
        """Turn a day number into a date."""
        return self.start + timedelta(days=day)

    def weekday(self, day: int) -> int:
        """Day of the week, 0 for Monday."""
        return (self.start.weekday() + day) % 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting to be given a host, attendees and a date."""

    id: str
    hosts: tuple[int, ...]
    """Organisations that could host; the plan chooses one."""
    must: tuple[int, ...] = ()
    may: tuple[int, ...] = ()
    half_days: int = 2
    mode: Mode = "in_person"
    theme: int | None = None
    audience: str | None = None
    window: Span
    min_att: int | None = None
    """Fewest attendees, the host not counted."""
    max_att: int | None = None
    tag: str | None = None

    @property
    def in_person(self) -> bool:
        """Whether people travel to it."""
        return self.mode == "in_person"

    @property
    def certain(self) -> frozenset[int]:
        """Organisations that take part whatever is decided: all obliged, and an only host."""
        return frozenset(self.must) | (frozenset(self.hosts) if len(self.hosts) == 1 else set())

    @property
    def possible(self) -> frozenset[int]:
        """Everyone who could take part."""
        return frozenset(self.must) | frozenset(self.may) | frozenset(self.hosts)

    def last_day(self, slot: int) -> int:
        """Day on which the event ends when it starts at this slot."""
        return (slot + self.half_days - 1) // 2

    @property
    def spans(self) -> int:
        """Days from the first to the last, for one that starts in the morning."""
        return (self.half_days + 1) // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A hard rule of the programme: its id and what it says in plain words."""

    id: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap(Rule):
    """Free days between two in-person events of an organisation; ``None`` means every one."""

    org: int | None = None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Precede(Rule):
    """First day of ``after`` minus last day of ``before`` lies between the two lags."""

    before: str
    after: str
    min_lag: int | None = None
    max_lag: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Rule):
    """The whole event lies between two days."""

    event: str
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HostCount(Rule):
    """Each of these organisations hosts between so many and so many of these events."""

    orgs: tuple[int, ...]
    events: tuple[str, ...]
    min: int = 0
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendCount(Rule):
    """The organisation takes part in between so many and so many of these; hosting counts."""

    org: int
    events: tuple[str, ...]
    min: int = 0
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupAttendance(Rule):
    """Between so many and so many of these organisations take part in the event."""

    event: str
    orgs: tuple[int, ...]
    min: int = 0
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Representation(Rule):
    """Whenever the organisation takes part, so many of its members do; without it none of them.

    Members are towns that an association stands for, or people whom an organisation sends.
    """

    org: int
    members: tuple[int, ...]
    events: tuple[str, ...]
    min: int = 1
    max: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Rule):
    """Kilometres, there and back, to the in-person events that the organisation attends."""

    org: int
    max_km: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaxParallel(Rule):
    """On no day do more than so many of these events run."""

    events: tuple[str, ...]
    max: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin(Rule):
    """The event stays at this slot, with this host; ``None`` leaves one of them open."""

    event: str
    slot: int | None = None
    host: int | None = None


AnyRule = (
    Gap
    | Precede
    | Window
    | HostCount
    | AttendCount
    | GroupAttendance
    | Representation
    | Budget
    | MaxParallel
    | Pin
)


def events_named_by(rule: AnyRule) -> tuple[str, ...]:
    """List the events that a rule names."""
    match rule:
        case Precede():
            return (rule.before, rule.after)
        case HostCount() | AttendCount() | Representation() | MaxParallel():
            return rule.events
        case Window() | GroupAttendance() | Pin():
            return (rule.event,)
        case Gap() | Budget():
            return ()


def orgs_named_by(rule: AnyRule) -> tuple[int, ...]:
    """List the organisations that a rule names."""
    match rule:
        case HostCount() | GroupAttendance():
            return rule.orgs
        case AttendCount() | Budget():
            return (rule.org,)
        case Representation():
            return (rule.org, *rule.members)
        case Gap():
            return () if rule.org is None else (rule.org,)
        case Pin():
            return () if rule.host is None else (rule.host,)
        case Precede() | Window() | MaxParallel():
            return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeWeights:
    """What each unit costs: a kilometre, an unfair one, crowding in time, a late day.

    ``learn`` is what a point of need times offer is worth.
    """

    km: int = 1
    fair: int = 0
    learn: int = 0
    bunch: int = 0
    late: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """What a plan says of one event. Without a host only while a broken rule is examined."""

    id: str
    host: int | None
    slot: int
    attend: tuple[int, ...]

    @property
    def day(self) -> int:
        """First day."""
        return self.slot // 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplanWeights:
    """What each change of an agreed plan costs."""

    moved_event: int = 0
    moved_day: int = 0
    changed_host: int = 0
    changed_attendee: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Replan:
    """The agreed plan. What starts before ``freeze_before`` has happened and stays."""

    today: int
    freeze_before: int
    previous: tuple[Meeting, ...]
    weights: ReplanWeights


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeProblem:
    """Who hosts, who attends, and when."""

    name: str = ""
    seed: int = 0
    calendar: Calendar
    orgs: tuple[Organisation, ...]
    events: tuple[Event, ...]
    rules: tuple[AnyRule, ...] = ()
    ideal_gap_days: int = 0
    weights: ProgrammeWeights = field(default_factory=ProgrammeWeights)
    replan: Replan | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchWeights:
    """What each part of a pair's score is worth."""

    theme: int = 1
    size: int = 0
    lang: int = 0
    dist: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PairsProblem:
    """Who exchanges staff with whom; both learn from each other.

    Where ``triples`` are allowed, three may also learn around: each from the next.
    """

    name: str = ""
    seed: int = 0
    cities: tuple[Organisation, ...]
    weights: MatchWeights
    dist_cap_km: int = 3000
    same_group: bool = False
    opposite_role: bool = False
    triples: bool = False
    forbid_same_country: bool = False
    max_km: int | None = None
    forbidden: tuple[tuple[int, int], ...] = ()
    forced: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentor:
    """A city that accompanies between ``lo`` and ``hi`` others."""

    city: int
    lo: int = 0
    hi: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentee:
    """A city that looks for one mentor; ``must`` if it may not stay without."""

    city: int
    must: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorProblem:
    """Who accompanies whom. ``forbidden`` and ``forced`` are pairs (mentor, mentee)."""

    name: str = ""
    seed: int = 0
    cities: tuple[Organisation, ...]
    weights: MatchWeights
    mentors: tuple[Mentor, ...]
    mentees: tuple[Mentee, ...]
    dist_cap_km: int = 3000
    forbid_same_country: bool = False
    max_km: int | None = None
    forbidden: tuple[tuple[int, int], ...] = ()
    forced: tuple[tuple[int, int], ...] = ()
    require_stable: bool = False
    objective: Literal["sum", "maxmin_sum"] = "sum"


Problem = ProgrammeProblem | PairsProblem | MentorProblem
