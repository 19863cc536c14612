"""The shape of a rule: for whom, what must hold, how strictly, says who, and when."""

import datetime
from enum import StrEnum
from typing import Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.schema.countable import (
    Amount,
    Code,
    Countable,
    FormatKey,
    Key,
    LegKey,
    OneOrMore,
    Organisations,
    PhaseKey,
    RoleKey,
    Scope,
    SourceKey,
    State,
    TemplateKey,
)
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.schema.text import EXACTLY_ONE, Part, Text, unmet
from innesto.blueprints.speech.catalogue import gettext_noop


class Strength(StrEnum):
    """A hard rule blocks publishing, a soft one warns, a hint only asks to look."""

    HARD = "hard"
    SOFT = "soft"
    HINT = "hint"


class Cited(Part):
    """Something a source says, with the words it says it in."""

    source: SourceKey | None = None
    quote: str = ""


class Presence(Part):
    """Who takes part: ``some`` or ``every`` at an exchange, ``each_other`` within a group."""

    some: Organisations | None = None
    every: Organisations | None = None
    each_other: Organisations | None = None
    doing: Literal["host", "guest", "taking_part"] = Field(default="taking_part", alias="as")
    within: Scope = Scope.PROGRAMME

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if len([who for who in (self.some, self.every, self.each_other) if who is not None]) != 1:
            raise unmet(EXACTLY_ONE, expected="some, every, each_other")
        return self

    @property
    def who(self) -> Organisations:
        """Those who are asked to be there."""
        return self.some or self.every or self.each_other or Organisations()


class Exclusion(Part):
    """What must not be: two roles at once, somebody present, somebody again, one's own."""

    together: tuple[RoleKey, ...] = ()
    present: Organisations | None = None
    again: OneOrMore[FormatKey] = ()
    own: bool = False

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        ways = (self.together or None, self.present, self.again or None, self.own or None)
        if sum(way is not None for way in ways) != 1:
            raise unmet(EXACTLY_ONE, expected="together, present, again, own")
        return self


class Step(Part):
    """Something that happens on a day: a document, an exchange, an agreement of a pair."""

    document: TemplateKey | None = None
    state: State | None = None
    exchange: FormatKey | None = None
    leg: LegKey | None = None
    pair: Literal["accepted"] | None = None

    @model_validator(mode="after")
    def _one_of(self) -> Self:
        if sum(x is not None for x in (self.document, self.exchange, self.pair)) != 1:
            raise unmet(EXACTLY_ONE, expected="document, exchange, pair")
        return self


class Deadline(Part):
    """By when a step is due; extensions that were granted are facts, kept with their reason."""

    what: Step
    by: Moment


class DocumentOwed(Part):
    """A document the subject owes, and how it must be."""

    template: TemplateKey
    state: State | None = None
    public: bool | None = None
    corrections: Literal["any", "facts_only"] = "any"


class Place(Part):
    """Where the subject may lie, and how far from the host."""

    country: OneOrMore[Code] = ()
    other_country_than_host: bool | None = None
    max_km_from_host: int | None = None
    min_population: int | None = None
    max_population: int | None = None
    official_code: bool | None = None


class Consent(Part):
    """Whose yes it takes before the subject exists: all members, or those in a role."""

    of: Literal["everyone"] | tuple[RoleKey, ...] = "everyone"


STATEMENTS = (
    "count",
    "quantity",
    "present",
    "never",
    "order",
    "deadline",
    "document",
    "place",
    "consent",
    "all",
    "any",
    "none",
)


class Statement(Part):
    """What must hold for a subject. Exactly one kind, alone or combined."""

    count: Countable | None = None
    quantity: Key | None = None
    exactly: Amount | None = Field(default=None, alias="is")
    at_least: Amount | None = None
    at_most: Amount | None = None
    present: Presence | None = None
    never: Exclusion | None = None
    order: tuple[Step, ...] = ()
    deadline: Deadline | None = None
    document: DocumentOwed | None = None
    place: Place | None = None
    consent: Consent | None = None
    every: tuple["Statement", ...] = Field(default=(), alias="all")
    either: tuple["Statement", ...] = Field(default=(), alias="any")
    none: tuple["Statement", ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        said = [kind for kind in STATEMENTS if self._value(kind)]
        if len(said) != 1:
            raise unmet(EXACTLY_ONE, expected=", ".join(STATEMENTS))
        compared = any(x is not None for x in (self.exactly, self.at_least, self.at_most))
        if compared != (said[0] in {"count", "quantity"}):
            raise unmet(gettext_noop("is, at_least or at_most, together with count or quantity"))
        if self.order and len(self.order) < 2:
            raise unmet(gettext_noop("at least two steps in an order"))
        return self

    def _value(self, kind: str) -> object:
        return getattr(self, {"all": "every", "any": "either"}.get(kind, kind))

    @property
    def kind(self) -> str:
        """Which kind of statement it is."""
        return next(kind for kind in STATEMENTS if self._value(kind))


class InForce(Part):
    """The days on which a rule holds; what happened is judged by the rule of its day."""

    since: datetime.date | None = Field(default=None, alias="from")
    until: datetime.date | None = None
    phase: PhaseKey | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.since and self.until and self.since > self.until:
            raise unmet(gettext_noop("a last day after the first"))
        return self


class Rule(Statement, Cited):
    """One countable sentence of the programme."""

    key: Key
    label: Text
    strength: Strength = Strength.HARD
    article: str = ""
    each: Countable = Field(default_factory=lambda: Countable.model_validate("programme"))
    when: Statement | None = None
    exempt: Countable | None = Field(default=None, alias="except")
    in_force: InForce | None = None

    @model_validator(mode="after")
    def _subjects_can_be_asked(self) -> Self:
        if self.each.noun in {"half_days", "days", "roles"}:
            raise unmet(gettext_noop("subjects that are things, not lengths or roles"))
        if self.exempt is not None and self.exempt.noun != self.each.noun:
            raise unmet(gettext_noop("exceptions of the same kind as the subjects"))
        return self
