"""What a coordinator fixes, forbids or lets go before the planner plans again.

Only the standard library is imported: the web process may use this module.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from innesto.blueprints.facts import Waiver
from innesto.rounds.letters.plain import Plain

Kind = Literal[
    "pin_host",
    "forbid_host",
    "one_more_host",
    "pin_date",
    "forbid_date",
    "pin_guest",
    "forbid_guest",
    "hold_online",
    "pin_pair",
    "forbid_pair",
    # rules that give way
    "excuse_guest",
    "stretch_days",
    "open_days",
    "let_move",
    "waive_rule",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish(Plain):
    """One wish, with who has it and why; it enters the problem as a rule with these words.

    ``value`` is the key of an organisation, or a date such as ``2020-05-12``. Pairs need
    neither exchange nor value but both partners. ``one_more_host`` lets an organisation host
    that the blueprint's role would not; ``excuse_guest`` lets one stay away that should come.
    ``stretch_days`` lets an exchange begin so many days sooner or later than the blueprint says;
    ``open_days`` opens days that are closed («2027-05-01/2027-05-02»), for everybody or, with an
    organisation as ``exchange``, for that one alone; ``let_move`` lets a confirmed exchange
    move; ``waive_rule`` lets the rule ``value`` go for the exchange, partner or country named.
    """

    kind: Kind
    exchange: str = ""
    """Key of the exchange, such as ``leadership.AT.1``."""
    value: str = ""
    pair: tuple[str, str] | None = None
    format: str = ""
    """For pairs: which format they exchange in; empty for every one."""
    reason: str = ""
    by: str = ""
    on: datetime.date | None = None

    def __post_init__(self) -> None:
        """Refuse a wish that says nothing."""
        if self.about_pair and self.pair is None:
            raise ValueError(f"{self.kind}: pair missing")
        named = self.exchange or self.kind in ("open_days", "waive_rule")
        if not self.about_pair and not (named and (self.value or self.needs_no_value)):
            raise ValueError(f"{self.kind}: exchange and value are both needed")
        if self.kind in ("pin_date", "forbid_date"):
            datetime.date.fromisoformat(self.value)
        if self.kind == "open_days":
            self.span  # noqa: B018 - raises ``ValueError`` for what is no span
        if self.kind == "stretch_days":
            int(self.value)

    @property
    def about_pair(self) -> bool:
        """Whether it is about who exchanges with whom."""
        return self.kind in ("pin_pair", "forbid_pair")

    @property
    def needs_no_value(self) -> bool:
        """Whether the kind alone says everything."""
        return self.kind in ("hold_online", "let_move")

    @property
    def day(self) -> datetime.date:
        """The date it names; only for wishes about dates."""
        return datetime.date.fromisoformat(self.value)

    @property
    def span(self) -> tuple[datetime.date, datetime.date]:
        """First and last of the days it opens; only for ``open_days``."""
        first, _slash, last = self.value.partition("/")
        return datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)

    def same_as(self, other: "Wish") -> bool:
        """Whether both wish the same, whoever wishes it and why."""
        return (self.kind, self.exchange, self.value, self.pair) == (
            other.kind,
            other.exchange,
            other.value,
            other.pair,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Plain):
    """What would be different: wishes more, wishes fewer, other numbers of the blueprint.

    ``numbers`` go by the names of ``blueprints.editing``.
    """

    wishes: tuple[Wish, ...] = ()
    without: tuple[Wish, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)

    def then(self, other: "Change") -> "Change":
        """Return both changes as one; where they differ the later one counts."""
        given_up = tuple(one for one in self.without if not any(map(one.same_as, other.wishes)))
        kept = tuple(
            one for one in self.wishes if not any(map(one.same_as, (*other.without, *other.wishes)))
        )
        return Change(
            wishes=(*kept, *other.wishes),
            without=(*given_up, *other.without),
            numbers={**self.numbers, **other.numbers},
        )

    def of(self, wishes: Iterable[Wish]) -> list[Wish]:
        """Return the wishes as they are after the change."""
        kept = [one for one in wishes if not any(map(one.same_as, self.without))]
        return [*kept, *self.wishes]


LETS_GO = {"waive_rule": "", "excuse_guest": "invitation", "one_more_host": "host"}
"""Wishes that make an exception, with the kind of finding; a waived rule names its own."""


def waivers(wishes: Iterable[Wish]) -> Iterator[Waiver]:
    """Return the exceptions that wishes make, as facts that findings are judged by."""
    for wish in wishes:
        if wish.kind in LETS_GO:
            kind = LETS_GO[wish.kind]
            yield Waiver(
                rule=kind or wish.value,
                subject=wish.exchange,
                thing=wish.value if kind else "",
                granted_by=wish.by,
                granted_on=wish.on,
                reason=wish.reason,
            )
