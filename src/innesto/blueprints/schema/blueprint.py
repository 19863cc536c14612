"""A programme as data: the whole blueprint, its words and what others may see of it."""

from enum import StrEnum
from typing import Literal

from innesto.blueprints.schema.countable import Key, OneOrMore, OrganisationRoleKey, Standing
from innesto.blueprints.schema.formats import Format, Leg
from innesto.blueprints.schema.funding import Grant, Selection
from innesto.blueprints.schema.identity import Figure, Identity, Source
from innesto.blueprints.schema.logic import Indicator, Logic
from innesto.blueprints.schema.planning import Calendar, Pairing, Planning
from innesto.blueprints.schema.roles import Audience, Phase, Role, Strands, Theme
from innesto.blueprints.schema.rule import Cited, Rule
from innesto.blueprints.schema.templates import Template
from innesto.blueprints.schema.text import Part, Text


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
    """Says that the programme is a call that holds projects, each with its partnership.

    ``lead`` names the roles whose holder leads a project; without it those whose standing is lead.
    """

    label: Text
    plural: Text | None = None
    lead: OneOrMore[OrganisationRoleKey] = ()
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

    @property
    def lasting_roles(self) -> tuple[Role, ...]:
        """Roles of persons that go on when the programme is over."""
        return tuple(role for role in self.roles if role.holder == "person" and role.outlives)

    @property
    def leading_roles(self) -> frozenset[str]:
        """Roles of organisations whose holder leads a project of the call."""
        if self.projects and self.projects.lead:
            return frozenset(self.projects.lead)
        return frozenset(role.key for role in self.roles if role.standing is Standing.LEAD)

    def format(self, key: str) -> Format | None:
        """Return the format with this key."""
        return next((item for item in self.formats if item.key == key), None)

    @property
    def legs(self) -> tuple[Leg, ...]:
        """Return the legs of all formats: without any, nobody exchanges staff."""
        return tuple(leg for item in self.formats for leg in item.legs)

    def rule(self, key: str) -> Rule | None:
        """Return the rule with this key."""
        return next((rule for rule in self.rules if rule.key == key), None)

    def figure(self, key: str) -> Figure | None:
        """Return the figure with this key."""
        return next((figure for figure in self.figures if figure.key == key), None)

    def source(self, key: str | None) -> Source | None:
        """Return the source with this key."""
        return next((source for source in self.sources if source.key == key), None)
