"""What a coordinator fixes or forbids before the planner plans again.

Only the standard library is imported: the web process may use this module.
"""

import datetime
from dataclasses import dataclass
from typing import Any, Literal, Self

from innesto.rounds.plain import from_plain, to_plain

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
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One wish, with who has it and why; it enters the problem as a rule with these words.

    ``value`` is the key of an organisation, or a date such as ``2020-05-12``. Pairs need
    neither exchange nor value but both partners. ``one_more_host`` lets an organisation host
    that the blueprint's role would not.
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
        if not self.about_pair and not (self.exchange and (self.value or self.needs_no_value)):
            raise ValueError(f"{self.kind}: exchange and value are both needed")
        if self.kind in ("pin_date", "forbid_date"):
            datetime.date.fromisoformat(self.value)

    @property
    def about_pair(self) -> bool:
        """Whether it is about who exchanges with whom."""
        return self.kind in ("pin_pair", "forbid_pair")

    @property
    def needs_no_value(self) -> bool:
        """Whether the kind alone says everything."""
        return self.kind == "hold_online"

    @property
    def day(self) -> datetime.date:
        """The date it names; only for wishes about dates."""
        return datetime.date.fromisoformat(self.value)

    def to_data(self) -> dict[str, Any]:
        """Return what JSON can say."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """Read what ``to_data`` gave. Raises ``ValueError`` with the place."""
        return from_plain(cls, data)
