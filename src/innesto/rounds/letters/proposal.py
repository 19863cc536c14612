"""What the planner proposes, in the words of the blueprint: data for pages, files and journals.

Organisations are the string keys of ``Facts``. Words are kept in every language at once
(``{"it": …, "en": …}``), so that a stored proposal reads in the language of each reader.

Only the standard library is imported: the web process may use this module.
"""

import dataclasses
import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Self

from innesto.rounds.letters.plain import Plain
from innesto.rounds.letters.wishes import Change

Status = Literal["optimal", "feasible", "infeasible", "refused", "unknown"]
"""``refused``: counting alone shows that it cannot work; nothing was solved.
``unknown``: stopped before a plan or a contradiction was found."""

Mode = Literal["in_person", "online", "hybrid"]
Half = Literal["", "morning", "afternoon"]
type Words = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonPart:
    """One part of a reason. Points of exchanges are costs (small is good), of pairs scores.

    ``kind`` is one of ``travel``, ``fairness``, ``learning``, ``crowding``, ``lateness`` and
    ``change`` for exchanges, ``theme``, ``size``, ``language`` and ``distance`` for pairs.
    """

    kind: str
    points: int
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondChoice:
    """What else could have been chosen, and how many points worse the whole would be.

    ``parts`` add up to ``cost``: what each kind of reason gains or loses. ``exact`` says that
    all else was allowed to adapt; otherwise everything else stays as it is.
    """

    words: Words
    cost: int
    parts: tuple[ReasonPart, ...] = ()
    exact: bool = False
    host: str = ""
    starts_on: datetime.date | None = None
    partner: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedExchange:
    """One meeting: who hosts, who comes, when."""

    key: str
    """Stable name such as ``leadership.AT.1``; a wish or an accepted exchange points at it."""
    format: str
    scope: str = ""
    """Country code, key of a strand, pair ``a+b``, or empty for the whole programme."""
    number: int = 1
    leg: str = ""
    host: str
    """Empty when nobody hosts, as online."""
    starts_on: datetime.date
    half: Half = ""
    """Only for a single half-day."""
    ends_on: datetime.date
    half_days: int
    mode: Mode
    guests: tuple[str, ...] = ()
    """Those who must come."""
    optional_guests: tuple[str, ...] = ()
    """Those who may come, and for whom the planner found it worth while."""
    reasons: tuple[ReasonPart, ...] = ()
    second_choice: SecondChoice | None = None
    second_day: SecondChoice | None = None
    """The best other day, where the second choice is another host."""
    towns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Who comes for an association that stands for its towns, by its key."""
    people: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Keys of the persons who come for a partner."""
    pinned: bool = False
    """Fixed by a wish, by an agreement, or because it has happened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPair:
    """Two who exchange staff, or three who learn around. The first hosts the first leg.

    Where it ``accompanies``, the first is the mentor of the second, in the ``themes`` named.
    """

    strand: str = ""
    format: str = ""
    a: str
    b: str
    c: str = ""
    """The third of a group of three; empty for a pair."""
    accompanies: bool = False
    themes: tuple[str, ...] = ()
    score: int
    parts: tuple[ReasonPart, ...] = ()
    next_best: SecondChoice | None = None
    pinned: bool = False

    @property
    def members(self) -> tuple[str, ...]:
        """All who belong to it, in the order in which they host."""
        return (self.a, self.b, self.c) if self.c else (self.a, self.b)

    @property
    def key(self) -> str:
        """What its exchanges are for: ``asti+cuneo``."""
        return "+".join(self.members)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What a plan asks of one partner, and what it gives it."""

    organisation: str
    hosts: int = 0
    goes: int = 0
    km: int = 0
    """Kilometres there and back, of all its journeys."""
    needs: int = 0
    """Themes in which it wants to learn; 0 when it has said none."""
    met: int = 0
    """Those of them that a host shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OddOne:
    """Someone for whom no partner was left, and why."""

    strand: str = ""
    format: str = ""
    organisation: str
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A count that cannot come out, found before anything was solved."""

    rule: str = ""
    """Key of the blueprint's rule or format; empty when it is about the list of partners."""
    words: Words
    scope: str = ""
    wanted: int | None = None
    possible: int | None = None
    things: tuple[str, ...] = ()
    role: str = ""
    """Role that somebody would need for the count to come out."""
    mend: Words | None = None
    mends: tuple["Mend", ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictRule:
    """One of the few rules that cannot all be kept."""

    id: str
    """The planner's id, such as ``window:leadership.AT.1`` or ``wish:3``."""
    rule: str = ""
    """Key of the blueprint's rule or format, when it comes from there."""
    wish: int | None = None
    """Place in the list of wishes, when it comes from one."""
    words: Words
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """A single change that would make the contradiction go away; cheaper ones come first.

    ``change`` is what a coordinator could try out; where it is missing, somebody else decides.
    """

    rule: str
    words: Words
    cost: int
    change: Change | None = None
    is_enough: bool = True
    """All that the same exchanges are asked for could be kept then; otherwise more stands in
    the way, and this is a first step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TracePoint:
    """What was known after so many seconds."""

    stage: str = ""
    seconds: float
    objective: int | None = None
    bound: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Plain):
    """A whole answer of the planner: a plan with its proof, or why there is none."""

    status: Status
    objective: int | None = None
    """Cost of the programme; small is good."""
    bound: int | None = None
    """No plan costs less: proved."""
    gap: float | None = None
    proved_by: str = ""
    pairs_score: int | None = None
    """Sum of the scores of all pairs; large is good."""
    pairs_bound: int | None = None
    seconds: float = 0.0
    seed: int = 0
    fingerprint: str = ""
    """The same for the same question, seed and version."""
    rules_kept: int = 0
    rules_total: int = 0
    parts: tuple[ReasonPart, ...] = ()
    """What the cost is made of; the parts add up to the objective."""
    moved: int | None = None
    """Announced exchanges that get another date; None for a first plan."""
    fewest_moved: int | None = None
    """No permitted plan moves fewer: proved."""
    exchanges: tuple[PlannedExchange, ...] = ()
    loads: tuple[Load, ...] = ()
    pairs: tuple[PlannedPair, ...] = ()
    odd_ones: tuple[OddOne, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    conflict: tuple[ConflictRule, ...] = ()
    conflict_minimal: bool = False
    """Every smaller set of rules was shown to be possible."""
    mends: tuple[Mend, ...] = ()
    trace: tuple[TracePoint, ...] = ()
    notes: tuple[Words, ...] = ()

    @property
    def has_plan(self) -> bool:
        """Whether there is something to publish."""
        return self.status in ("optimal", "feasible")

    @property
    def organisations(self) -> frozenset[str]:
        """Everyone the proposal counts on, as host, guest or half of a pair."""
        seated = ({one.host, *one.guests, *one.optional_guests} - {""} for one in self.exchanges)
        return frozenset().union(*seated, *(set(pair.members) for pair in self.pairs))

    def exchange(self, key: str) -> PlannedExchange:
        """Find one exchange. Raises ``KeyError``."""
        for exchange in self.exchanges:
            if exchange.key == key:
                return exchange
        raise KeyError(key)

    def timeless(self) -> Self:
        """Leave out how long it took: what remains is the same in every run."""
        return dataclasses.replace(self, seconds=0.0, trace=())

    def digest(self) -> str:
        """Short name of the content, without the times."""
        return hashlib.sha256(self.timeless().to_json().encode()).hexdigest()[:16]

    def to_json(self, *, indent: int | None = None) -> str:
        """Return one JSON text, the same bytes for the same proposal."""
        return json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True, indent=indent)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what ``to_json`` gave. Raises ``ValueError``."""
        return cls.from_data(json.loads(text))
