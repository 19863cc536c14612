"""What the planner answers: a plan with its bound and proof, or why there is none.

Only the standard library is imported: the web process may use this module.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from innesto.planning.problem import Meeting

Status = Literal["optimal", "feasible", "infeasible", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePlan:
    """Host, date and attendees of every event, in the order of the problem."""

    meetings: tuple[Meeting, ...]

    def of(self, event_id: str) -> Meeting:
        """Find what is planned for one event."""
        return next(meeting for meeting in self.meetings if meeting.id == event_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPlan:
    """Pairs with the smaller id first, and who stays without a partner.

    In a group of three each learns from the next, and the last from the first.
    """

    pairs: tuple[tuple[int, int], ...]
    triples: tuple[tuple[int, int, int], ...] = ()
    odd_ones_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorPlan:
    """Pairs (mentor, mentee), and who stays without a mentor.

    A blocking pair are two who would both rather have each other.
    """

    pairs: tuple[tuple[int, int], ...]
    unmatched: tuple[int, ...] = ()
    blocking_pairs: int = 0


Plan = ProgrammePlan | PairPlan | MentorPlan


@dataclass(frozen=True, slots=True, kw_only=True)
class MentorCertificate:
    """Prices ``u`` of mentors and ``v`` of mentees; they cover the score of every pair."""

    u: Mapping[int, int]
    v: Mapping[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OddSet:
    """An odd group of cities, of which one stays alone; ``z2`` is twice its price."""

    members: tuple[int, ...]
    z2: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCertificate:
    """Twice the price of each city, and odd sets; together they cover every pair's weight."""

    y2: tuple[int, ...]
    odd_sets: tuple[OddSet, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """How the bound was proved, in words, with a certificate where one can be checked alone."""

    method: str
    certificate: MentorCertificate | PairCertificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """A change that makes the contradiction go away. Cheaper ones have a smaller cost.

    ``way`` and ``amount`` say it for ``rulebook.say_change``, in any language.
    """

    rule: str
    words: str
    cost: int
    way: str = "without"
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """The smallest set of rules that contradict each other, and what would mend it."""

    core: tuple[str, ...]
    words: str
    relaxations: tuple[Relaxation, ...] = ()
    minimal: bool = True
    """Whether every smaller set was shown to be possible."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a score or cost."""

    name: str
    value: int
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alternative:
    """What else could have been chosen, and how much worse the plan would be.

    ``exact`` says that everything else was allowed to adapt; otherwise all else stays.
    """

    words: str
    cost: int | None
    exact: bool = False
    host: int | None = None
    slot: int | None = None
    partner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why something is as it is: parts of its score, and the next best alternatives."""

    subject: str
    parts: tuple[Part, ...]
    next_best: tuple[Alternative, ...] = ()

    @property
    def cost(self) -> int:
        """Sum of the parts."""
        return sum(part.value for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A rule that a plan breaks."""

    rule: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where a long run stands. ``objective`` is ``None`` until there is a first plan."""

    stage: str
    seconds: float
    objective: int | None
    bound: int | None


Listener = Callable[[Progress], bool | None]
"""Told of every step; answering ``False`` stops the run, which returns the best plan so far."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to look and how good is good enough.

    ``seconds`` is translated into amounts of work, so that the same limits give the same plan
    on a slow and a fast machine; the clock only guards, and a result says when it did.
    """

    seconds: float = 10.0
    seed: int = 0
    gap: float = 0.0
    memory_mb: int = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Result[P: Plan]:
    """A plan with everything needed to trust it.

    ``objective`` is a cost for programmes (small is good) and a score for pairs and mentors.
    ``gap`` is the distance to the bound, relative to the objective.
    """

    status: Status
    plan: P | None = None
    objective: int | None = None
    bound: int | None = None
    gap: float | None = None
    proof: Proof | None = None
    explanation: Explanation | None = None
    moved: int | None = None
    """Announced events that get another date, when planning again."""
    fewest: int | None = None
    """How many announced events have to move at least, whatever the plan."""
    trace: tuple[Progress, ...] = field(default=(), compare=False)
    fingerprint: str = ""
    seconds: float = field(default=0.0, compare=False)
    stopped_by_clock: bool = field(default=False, compare=False)
