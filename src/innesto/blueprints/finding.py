"""What a check says: the rule, the subject, the numbers, what breaks it, what would mend it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from innesto.blueprints.facts import Waiver
from innesto.blueprints.schema.rule import Strength

type Number = int | Decimal
type Kind = Literal[
    # from rules
    "count",
    "quantity",
    "presence",
    "exclusion",
    "order",
    "deadline",
    "document",
    "place",
    "consent",
    "combination",
    # from counting before anything is planned
    "impossible",
    "nobody",
    "seats",
    # from formats, roles and pairings
    "host",
    "invitation",
    "audience",
    "roles",
    "unknown",
    "pairing",
    # from the data itself
    "duplicate",
    "split",
    "country",
    "figure",
    "sum",
    "sources",
    "dates",
]
type Comparison = Literal["", "is", "at_least", "at_most"]
type Verb = Literal[
    "accept",
    "add_code",
    "add_exchange",
    "add_partner",
    "add_person",
    "add_role",
    "change_host",
    "change_rule",
    "choose_source",
    "correct_country",
    "correct_figure",
    "correct_role",
    "extend_deadline",
    "invite",
    "merge",
    "move_date",
    "publish_document",
    "remove_exchange",
    "remove_partner",
    "remove_role",
    "uninvite",
    "write_document",
]


@dataclass(frozen=True, slots=True)
class Thing:
    """Something a finding is about: its kind, its key and the name people know it by."""

    kind: Literal[
        "organisation",
        "person",
        "exchange",
        "document",
        "pair",
        "project",
        "country",
        "strand",
        "programme",
        "role",
        "figure",
        "format",
        "rule",
        "template",
        "quantity",
        "municipality",
    ]
    key: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Mend:
    """One small act that would mend a finding: a verb, its object, and with what."""

    verb: Verb
    thing: Thing
    to: Thing | None = None
    value: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be, or that somebody should look at.

    ``asked`` is what the rule or a source declares, ``listed`` what the register holds,
    ``computed`` what has really happened. ``comparison`` says how they should relate.
    """

    key: str
    kind: Kind
    strength: Strength
    subject: Thing
    rule: str = ""
    comparison: Comparison = ""
    asked: Number | None = None
    listed: Number | None = None
    computed: Number | None = None
    broken_by: tuple[Thing, ...] = ()
    mends: tuple[Mend, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    waiver: Waiver | None = None
    """Who made an exception, and why: the finding is shown and holds up nothing."""

    @property
    def is_hard(self) -> bool:
        """Blocks publishing; saving is never blocked."""
        return self.strength is Strength.HARD
