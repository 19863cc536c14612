"""What a programme does: its exchanges, who hosts and attends them, how long and when."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.schema.countable import (
    AudienceKey,
    Code,
    FormatKey,
    Key,
    LegKey,
    Mode,
    OneOrMore,
    OrganisationRoleKey,
    PersonRoleKey,
    PhaseKey,
    Scope,
    StrandKey,
    TemplateKey,
    ThemeKey,
)
from innesto.blueprints.schema.dates import Length, Moment
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text, unmet
from innesto.blueprints.speech.catalogue import gettext_noop


class Host(Cited):
    """Who hosts: each one of a role some times, one of them, any of them, or nobody."""

    role: OneOrMore[OrganisationRoleKey] = ()
    who: Literal["each", "one", "any"] = "each"
    times: Annotated[int, Field(ge=1)] = 1
    within: Scope | None = None  # the scope of the format unless said
    place: str = ""
    country: OneOrMore[Code] = ()


class Guests(Cited):
    """Who must or may come, by role and reach; the host is never its own guest."""

    role: OneOrMore[OrganisationRoleKey] = ()
    scope: Scope = Scope.PROGRAMME
    persons: OneOrMore[PersonRoleKey] = ()  # the roles of the people they send
    people: Annotated[int, Field(ge=1)] | None = None  # how many each sends
    people_each: Annotated[int, Field(ge=1)] | None = None  # of one partner of a project, at most
    strand: OneOrMore[StrandKey] = ()


class Topic(Cited):
    """A subject of its own within an exchange, with its slot and material."""

    key: Key
    label: Text
    theme: OneOrMore[ThemeKey] = ()
    opens_review: TemplateKey | None = None


class Block(Cited):
    """A piece of an agenda: presentation, site visit, workshop, discussion, talk …"""

    key: Key
    label: Text
    length: Length | None = None
    method: Text | None = None
    keeps: Text | None = None  # the result that is written down


class When(Part):
    """On a day, within a window, relative to the programme, or after another exchange."""

    on: Moment | None = None
    since: Moment | None = Field(default=None, alias="from")
    until: Moment | None = None
    after: FormatKey | None = None
    after_leg: LegKey | None = None
    at_least: Length | None = None
    at_most: Length | None = None
    months: tuple[Annotated[int, Field(ge=1, le=12)], ...] = ()
    yearly: bool = False
    year: int | None = None  # the calendar year a source names beside a relative date
    note: Text | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if self.on is not None and (self.since is not None or self.until is not None):
            raise unmet(gettext_noop("either on, or from and until"))
        if (self.at_least or self.at_most) and self.after is None and self.after_leg is None:
            raise unmet(gettext_noop("at_least and at_most together with after or after_leg"))
        return self


class Leg(Cited):
    """One half of an exchange that goes there and comes back."""

    key: Key
    label: Text
    purpose: Text | None = None
    host: Host
    guests: Guests | None = None
    length: Length | None = None
    before: tuple[TemplateKey, ...] = ()
    after: tuple[TemplateKey, ...] = ()
    when: When | None = None


class OutsideEvent(Cited):
    """A fair or congress of others to which an exchange is attached."""

    name: Text
    place: str = ""
    country: Code | None = None


class Series(Part):
    """Several meetings that share one registration."""

    meetings: Annotated[int, Field(ge=2)] | None = None
    spacing: Length | None = None


class Shape(Cited):
    """One of the structures a format may take; the coordinator chooses."""

    key: Key
    label: Text
    series: Series | None = None  # without it: a single meeting


class Format(Cited):
    """A kind of meeting of peers: who hosts, who comes, how long, when, how often."""

    key: Key
    label: Text
    kind: Text
    purpose: Text | None = None
    mode: Mode = Mode.IN_PERSON
    may_go_online: bool = True
    length: Length | None = None
    per: Scope = Scope.PROGRAMME
    times: Annotated[int, Field(ge=1)] | None = None  # per scope; left out: the hosts decide
    phase: PhaseKey | None = None
    strand: OneOrMore[StrandKey] = ()
    host: Host | None = None
    host_otherwise: tuple[Host, ...] = ()  # what another source says; the first stands
    must: tuple[Guests, ...] = ()
    may: tuple[Guests, ...] = ()
    audience: OneOrMore[AudienceKey] = ()
    themes: OneOrMore[ThemeKey] = ()
    topics: tuple[Topic, ...] = ()
    agenda: tuple[Block, ...] = ()
    legs: tuple[Leg, ...] = ()
    shapes: tuple[Shape, ...] = ()
    attached_to: OutsideEvent | None = None
    before: tuple[TemplateKey, ...] = ()
    after: tuple[TemplateKey, ...] = ()
    when: When | None = None
    free_of_charge: bool = False
    open_call: bool = False  # contributions are called for
    min_guests: int | None = None
    max_guests: int | None = None
    self_paced: bool = False  # needs no date and no seat

    @property
    def half_days(self) -> int:
        """Half-days it takes of a calendar; one day unless said."""
        return self.length.half_days if self.length else 2
