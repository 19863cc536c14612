"""A programme as data: the whole shape of a blueprint, part by part.

Everything a programme calls its own (roles, words, formats, rules, templates) is a value
here and never a word in the code. ``docs/build/blueprints.md`` explains each field.
"""

import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.countable import (
    AudienceKey,
    Code,
    Countable,
    FigureKey,
    FormatKey,
    Formula,
    IndicatorKey,
    Key,
    LegKey,
    LevelKey,
    Mode,
    OneOrMore,
    OrganisationRoleKey,
    PersonRoleKey,
    PhaseKey,
    RoleKey,
    Scope,
    SourceKey,
    Standing,
    StrandKey,
    TemplateKey,
    ThemeKey,
)
from innesto.blueprints.dates import Length, Moment
from innesto.blueprints.rule import Cited, Rule
from innesto.blueprints.speech import gettext_noop
from innesto.blueprints.text import LanguageCode, Part, Text, unmet

SCHEMA_VERSION = 1


class Source(Part):
    """Where statements come from: the programme's own text, a public page, our inference."""

    key: Key
    title: Text
    kind: Literal["programme", "public", "reading"] = "programme"
    address: str = ""


class Identity(Part):
    """Who pays, under which reference, from when to when. Blanks are blanks, not zeros."""

    name: Text
    full_name: Text | None = None
    summary: Text
    aims: tuple[Text, ...] = ()
    funder: Text | None = None
    fund: Text | None = None
    line: Text | None = None
    line_code: str = ""
    reference: str = ""
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "EUR"
    languages: tuple[LanguageCode, ...] = ("it", "en")
    shared_language: LanguageCode | None = None  # of what is above the countries
    countries: tuple[Code, ...] = ()
    starts_on: datetime.date | None = None
    ends_on: datetime.date | None = None
    lasts: Length | None = None
    notice: Text | None = None  # what the funder wants to read on every page
    website: str = ""
    source: SourceKey | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            raise unmet(gettext_noop("a last day after the first"))
        return self


class Declared(Cited):
    """A value as a source gives it; ``null`` is a blank the source left."""

    value: Decimal | None
    as_written: str = ""
    of: str = ""  # whose share it is, when it is not the programme's
    note: Text | None = None


class Figure(Part):
    """A number the programme declares, beside what the register lists and what happened."""

    key: Key
    label: Text
    unit: Text | None = None
    declared: tuple[Declared, ...] = ()
    made_of: Formula | None = None  # declared figures that should add up to this one
    listed: Countable | None = None
    computed: Countable | None = None


class Power(StrEnum):
    """What a person's role lets them do. Code asks for powers, never for roles."""

    COORDINATE = "coordinate"
    CONTRIBUTE = "contribute"
    OBSERVE = "observe"


class Role(Cited):
    """What an organisation or a person is in this programme."""

    key: Key
    label: Text
    plural: Text | None = None
    synonyms: tuple[Text, ...] = ()
    description: Text | None = None
    holder: Literal["organisation", "person"] = Field(default="organisation", alias="for")
    standing: Standing = Standing.PARTNER
    powers: frozenset[Power] = frozenset()
    together_with: Literal["any", "none"] | tuple[RoleKey, ...] = "any"
    from_role: OneOrMore[
        OrganisationRoleKey
    ] = ()  # a person of an organisation in one of these roles
    outlives: bool = False
    selected: bool = False

    @model_validator(mode="after")
    def _powers_are_for_persons(self) -> Self:
        if self.powers and self.holder != "person":
            raise unmet(gettext_noop("powers only for roles of persons"))
        return self


class Strand(Cited):
    """One community, line of work or group that runs beside others."""

    key: Key
    label: Text
    question: Text | None = None
    country: Code | None = None
    themes: OneOrMore[ThemeKey] = ()


class Strands(Part):
    """What the programme calls its strands, and which there are."""

    label: Text
    plural: Text | None = None
    kind: Literal["community", "line_of_work", "country"] = "community"
    items: tuple[Strand, ...] = ()


class Phase(Cited):
    """A stretch of the programme, or of each partner's own way through it."""

    key: Key
    label: Text
    purpose: Text | None = None
    begins: Moment | None = None
    ends: Moment | None = None
    exit_signal: Text | None = None
    records: tuple[Text, ...] = ()  # what is written down in it
    peer_learning: bool = False
    per_partner: bool = False


class Theme(Cited):
    """A subject of the programme, tied to shared vocabularies where it fits."""

    key: Key
    label: Text
    description: Text | None = None
    parent: ThemeKey | None = None
    eurovoc: tuple[str, ...] = ()
    sdg: tuple[str, ...] = ()


class Audience(Cited):
    """People something is meant for."""

    key: Key
    label: Text
    description: Text | None = None
    reach: Literal["direct", "indirect"] = "direct"
    registers: bool = True  # false: described and estimated, never made to register


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


class Pause(Part):
    """Days on which nothing is planned."""

    label: Text
    since: datetime.date = Field(alias="from")
    until: datetime.date


class Calendar(Part):
    """What the planner may do with the days."""

    weekends: bool = False
    holidays: bool = False
    pauses: tuple[Pause, ...] = ()
    free_days: Annotated[int, Field(ge=0)] = 0  # between two exchanges of one organisation
    spacing: Length | None = None  # the gap that would be ideal
    at_once: Annotated[int, Field(ge=1)] | None = None


class Weights(Part):
    """What a good match or plan is worth, in points."""

    theme: Annotated[int, Field(ge=0)] = 4
    size: Annotated[int, Field(ge=0)] = 1
    language: Annotated[int, Field(ge=0)] = 1
    distance: Annotated[int, Field(ge=0)] = 1
    fairness: Annotated[int, Field(ge=0)] = 1


class Planning(Part):
    """How the planner weighs one plan against another."""

    weights: Weights = Weights()
    sizes: Literal["similar", "different", "any"] = "similar"
    distance_cap_km: Annotated[int, Field(ge=1)] = 2000


class Pairing(Cited):
    """Who may be paired with whom, and inside what."""

    key: Key
    label: Text
    inside: Scope = Scope.STRAND
    between: tuple[OneOrMore[OrganisationRoleKey], OneOrMore[OrganisationRoleKey]] | None = None
    reciprocal: bool = True
    groups_of_three: bool = False
    other_country: bool = False
    format: FormatKey | None = None
    offices: bool = False  # each side names the offices that take part
    fixed: tuple["FixedPair", ...] = ()


class FixedPair(Cited):
    """A pair that the source already names, by the partners' names."""

    partners: tuple[str, str]
    offices: tuple[Text, ...] = ()


class TemplateField(Part):
    """One field of a template."""

    key: Key
    label: Text
    hint: Text | None = None
    type: Literal[
        "short", "long", "number", "money", "date", "choice", "flag", "list", "file", "link"
    ] = "long"
    limit: Annotated[int, Field(ge=1)] | None = None  # characters, or entries of a list
    required: Literal["never", "always", "to_publish", "to_validate"] = "never"
    choices: tuple[Text, ...] = ()
    themes: OneOrMore[ThemeKey] = ()


class Criterion(Cited):
    """One thing a reviewer or a panel looks at."""

    key: Key
    label: Text
    description: Text | None = None
    weight: Annotated[Decimal, Field(ge=0)] = Decimal(1)
    scale: Annotated[int, Field(ge=2, le=100)] = 5


class Moments(Part):
    """When a survey is asked."""

    at: tuple[Moment, ...] = ()


class Template(Cited):
    """A form of the programme: a sheet, a plan, a report, a lesson, a review, a survey."""

    key: Key
    label: Text
    kind: Literal[
        "practice", "plan", "report", "lesson", "review", "survey", "agreement", "case", "other"
    ]
    about: Text | None = None
    fields: tuple[TemplateField, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    due: Length | None = None  # after the exchange it follows
    asked: Moments | None = None
    links: tuple[Key, ...] = ()  # what it must cite: lesson, practice, exchange, plan


class LogicLevel(Part):
    """A level of the logic tree, in the programme's own word."""

    key: Key
    label: Text


class LogicNode(Cited):
    """A branch of the logic tree: what is to be done, and what shall come of it."""

    key: Key
    level: LevelKey
    label: Text
    planned: Annotated[Decimal, Field(ge=0)] | None = None
    unit: Text | None = None
    counts: Countable | None = None
    format: OneOrMore[FormatKey] = ()
    indicator: OneOrMore[IndicatorKey] = ()
    parts: tuple["LogicNode", ...] = ()


class Logic(Part):
    """From what is done to what it changes, planned beside actual."""

    levels: tuple[LogicLevel, ...] = ()
    tree: tuple[LogicNode, ...] = ()


class Indicator(Cited):
    """Something measured over time."""

    key: Key
    label: Text
    unit: Text | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    counts: Countable | None = None
    split_by: tuple[Literal["country", "role", "strand", "gender", "size"], ...] = ()


class Prize(Cited):
    """An honour that selection confers, and the role that goes with it."""

    key: Key
    label: Text
    role: OrganisationRoleKey


class Selection(Cited):
    """How partners are chosen: an application, criteria, scores, an outcome, perhaps a prize."""

    key: Key
    label: Text
    per: Scope = Scope.PROGRAMME
    roles: OneOrMore[OrganisationRoleKey] = ()
    form: TemplateKey | None = None
    criteria: tuple[Criterion, ...] = ()
    prizes: tuple[Prize, ...] = ()


class Grant(Cited):
    """Money passed on to partners, against a ceiling."""

    key: Key
    label: Text
    role: OneOrMore[OrganisationRoleKey] = ()
    ceiling: FigureKey | None = None
    tied_to: TemplateKey | None = None


class Level(StrEnum):
    """Who may see a kind of work unless its author says otherwise."""

    PUBLIC = "public"
    PROGRAMME = "programme"
    COMMUNITY = "community"
    GROUP = "group"
    PRIVATE = "private"


type Work = Literal[
    "programme",
    "partners",
    "figures",
    "findings",
    "exchanges",
    "reports",
    "practices",
    "plans",
    "lessons",
    "guides",
    "threads",
    "deposits",
    "mentoring",
    "reviews",
]
type Noun = Literal[
    "programme",
    "partner",
    "project",
    "strand",
    "phase",
    "exchange",
    "practice",
    "plan",
    "lesson",
    "idea",
    "pair",
    "document",
]


class Word(Part):
    """The programme's own word for one of ours."""

    one: Text
    many: Text | None = None


class Projects(Cited):
    """Says that the programme is a call that holds projects, each with its partnership."""

    label: Text
    plural: Text | None = None
    territories: tuple[Text, ...] = ()


class Blueprint(Part):
    """A whole programme as data."""

    blueprint: Literal[1] = 1
    key: Key
    identity: Identity
    sources: tuple[Source, ...] = ()
    figures: tuple[Figure, ...] = ()
    roles: tuple[Role, ...] = ()
    strands: Strands | None = None
    projects: Projects | None = None
    phases: tuple[Phase, ...] = ()
    themes: tuple[Theme, ...] = ()
    audiences: tuple[Audience, ...] = ()
    formats: tuple[Format, ...] = ()
    rules: tuple[Rule, ...] = ()
    calendar: Calendar = Calendar()
    planning: Planning = Planning()
    pairings: tuple[Pairing, ...] = ()
    templates: tuple[Template, ...] = ()
    logic: Logic | None = None
    indicators: tuple[Indicator, ...] = ()
    selections: tuple[Selection, ...] = ()
    grants: tuple[Grant, ...] = ()
    visibility: dict[Work, Level] = {}
    words: dict[Noun, Word] = {}

    @property
    def name(self) -> Text:
        """What the programme is called."""
        return self.identity.name

    def role(self, key: str) -> Role | None:
        """Return the role with this key."""
        return next((role for role in self.roles if role.key == key), None)

    def format(self, key: str) -> Format | None:
        """Return the format with this key."""
        return next((item for item in self.formats if item.key == key), None)

    def rule(self, key: str) -> Rule | None:
        """Return the rule with this key."""
        return next((rule for rule in self.rules if rule.key == key), None)

    def figure(self, key: str) -> Figure | None:
        """Return the figure with this key."""
        return next((figure for figure in self.figures if figure.key == key), None)

    def source(self, key: str | None) -> Source | None:
        """Return the source with this key."""
        return next((source for source in self.sources if source.key == key), None)
