"""What a round of planning is asked: everything the planner may know, as plain data.

The web process builds it, the planner's process reads it; no register, clock or database is
asked for anything else. Only the standard library and ``blueprints.facts`` are imported.
"""

import datetime
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Self

from innesto.blueprints.facts import Facts
from innesto.rounds.letters.plain import Plain
from innesto.rounds.letters.proposal import PlannedExchange
from innesto.rounds.letters.wishes import Wish


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How long to look, and with which seed; the same limits give the same plan."""

    seconds: float = 30.0
    seed: int = 0
    gap: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Which of a blueprint's open alternatives the coordinator has chosen.

    ``shapes`` names the shape of a format that may take several. ``hosts`` says which of a
    format's hosts stands where the sources disagree: 0 for the first, 1 for the first of
    ``host_otherwise``, and so on.
    """

    shapes: Mapping[str, str] = field(default_factory=dict)
    hosts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Plain):
    """One question to the planner.

    ``calendar`` holds the public holidays by country code; ``places`` the latitude and longitude
    of places that the blueprint names and no partner stands for. ``kept`` exchanges stay exactly
    as they are; moving an ``agreed`` one costs points. ``only`` limits the round to some scopes,
    such as countries; ``earliest`` is the first day that may still be used.
    """

    blueprint: str
    """The YAML text."""
    facts: Facts
    calendar: Mapping[str, tuple[datetime.date, ...]] = field(default_factory=dict)
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    reading: Reading = field(default_factory=Reading)
    wishes: tuple[Wish, ...] = ()
    kept: tuple[PlannedExchange, ...] = ()
    agreed: tuple[PlannedExchange, ...] = ()
    only: tuple[str, ...] = ()
    earliest: datetime.date | None = None
    limits: Limits = field(default_factory=Limits)

    def to_json(self) -> str:
        """Return one JSON text."""
        return json.dumps(self.to_data(), ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what ``to_json`` gave. Raises ``ValueError``."""
        return cls.from_data(json.loads(text))
