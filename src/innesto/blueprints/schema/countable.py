"""What can be chosen and counted: the nouns of every rule and figure."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from innesto.blueprints.schema.text import EXACTLY_ONE, Part, unmet
from innesto.blueprints.speech.catalogue import gettext_noop

Key = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$", max_length=60)]
Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Refers:
    """Marks a field whose value is the key of something declared elsewhere in the blueprint."""

    def __init__(self, kind: str) -> None:
        self.kind = kind


RoleKey = Annotated[Key, Refers("roles")]
OrganisationRoleKey = Annotated[Key, Refers("organisation_roles")]
PersonRoleKey = Annotated[Key, Refers("person_roles")]
LegKey = Annotated[Key, Refers("legs")]
LevelKey = Annotated[Key, Refers("levels")]
StrandKey = Annotated[Key, Refers("strands")]
PhaseKey = Annotated[Key, Refers("phases")]
ThemeKey = Annotated[Key, Refers("themes")]
AudienceKey = Annotated[Key, Refers("audiences")]
FormatKey = Annotated[Key, Refers("formats")]
TemplateKey = Annotated[Key, Refers("templates")]
FigureKey = Annotated[Key, Refers("figures")]
SourceKey = Annotated[Key, Refers("sources")]
IndicatorKey = Annotated[Key, Refers("indicators")]


class _OneOrMore:
    """Shows editors that one value may stand without its list."""

    def __get_pydantic_json_schema__(
        self, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        many = handler(core_schema)
        return {"anyOf": [many.get("items", {}), many]}


def _as_list(value: Any) -> Any:
    return value if isinstance(value, list | tuple) or value is None else (value,)


type OneOrMore[T] = Annotated[tuple[T, ...], BeforeValidator(_as_list), _OneOrMore()]


class Scope(StrEnum):
    """How far something reaches."""

    PROGRAMME = "programme"
    COUNTRY = "country"
    STRAND = "strand"
    PROJECT = "project"
    PAIR = "pair"
    PARTNER = "partner"


class Standing(StrEnum):
    """How a role stands towards the programme; totals of partners count lead and partner."""

    LEAD = "lead"
    PARTNER = "partner"
    ASSOCIATED = "associated"
    OUTSIDE = "outside"


class Mode(StrEnum):
    """Where people meet."""

    IN_PERSON = "in_person"
    ONLINE = "online"
    HYBRID = "hybrid"


class State(StrEnum):
    """How far an exchange or a document has come."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    PUBLISHED = "published"


class Organisations(Part):
    """Some organisations, by what they are and by what they do at the subject of a rule."""

    doing: Literal["any", "host", "guest", "taking_part", "represented", "delegating"] = Field(
        default="any", alias="as"
    )
    role: OneOrMore[OrganisationRoleKey] = ()
    without_role: OneOrMore[OrganisationRoleKey] = ()
    standing: OneOrMore[Standing] = ()
    kind: OneOrMore[str] = ()
    country: OneOrMore[Code] = ()
    strand: OneOrMore[StrandKey] = ()
    min_population: int | None = None
    max_population: int | None = None


class Persons(Part):
    """Some persons, by role and audience."""

    doing: Literal["any", "taking_part", "giving"] = Field(default="any", alias="as")
    role: OneOrMore[PersonRoleKey] = ()
    audience: OneOrMore[AudienceKey] = ()
    of_role: OneOrMore[OrganisationRoleKey] = ()  # the role of their organisation


class Exchanges(Part):
    """Some exchanges, by format and state; cancelled ones never count unless asked for."""

    doing: Literal["any", "host", "guest", "taking_part"] = Field(default="any", alias="as")
    format: OneOrMore[FormatKey] = ()
    leg: OneOrMore[LegKey] = ()
    mode: OneOrMore[Mode] = ()
    state: OneOrMore[State] = ()
    strand: OneOrMore[StrandKey] = ()
    audience: OneOrMore[AudienceKey] = ()
    hosted_by: OneOrMore[OrganisationRoleKey] = ()
    per: Scope | None = None  # only formats that happen per country, per strand …


class Documents(Part):
    """Some documents, by template and state."""

    template: OneOrMore[TemplateKey] = ()
    state: OneOrMore[State] = ()
    public: bool | None = None


class Pairs(Part):
    """Some pairs."""

    strand: OneOrMore[StrandKey] = ()
    accepted: bool | None = None


class Countries(Part):
    """The countries of some organisations."""

    role: OneOrMore[OrganisationRoleKey] = ()
    standing: OneOrMore[Standing] = ()


class Everything(Part):
    """All things of a kind."""


NOUNS = (
    "organisations",
    "persons",
    "exchanges",
    "half_days",
    "days",
    "documents",
    "pairs",
    "projects",
    "countries",
    "strands",
    "roles",
    "programme",
)


class Countable(Part):
    """One kind of thing, narrowed down: ``exchanges: {as: host, format: leadership}``.

    The bare noun stands for all of its kind: ``each: exchanges``. ``half_days`` and ``days``
    add up the lengths of exchanges instead of counting them.
    """

    organisations: Organisations | None = None
    persons: Persons | None = None
    exchanges: Exchanges | None = None
    half_days: Exchanges | None = None
    days: Exchanges | None = None
    documents: Documents | None = None
    pairs: Pairs | None = None
    projects: Everything | None = None
    countries: Countries | None = None
    strands: Everything | None = None
    roles: Everything | None = None
    programme: Everything | None = None

    @model_validator(mode="before")
    @classmethod
    def _bare_noun(cls, value: Any) -> Any:
        return {value: {}} if isinstance(value, str) and value in NOUNS else value

    @model_validator(mode="after")
    def _one_noun(self) -> Self:
        if sum(getattr(self, noun) is not None for noun in NOUNS) != 1:
            raise unmet(EXACTLY_ONE, expected=", ".join(NOUNS))
        return self

    @property
    def noun(self) -> str:
        """The kind of thing."""
        return next(noun for noun in NOUNS if getattr(self, noun) is not None)

    @property
    def chosen(self) -> Part:
        """How the kind is narrowed down."""
        part: Part = getattr(self, self.noun)
        return part

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        described = handler.resolve_ref_schema(handler(core_schema))
        described |= {"minProperties": 1, "maxProperties": 1}
        return {"anyOf": [{"enum": list(NOUNS)}, described]}


class Formula(Part):
    """A number that follows from others, so that no constant hides an assumption.

    ``{figure: projects, times: 3}`` · ``{count: {organisations: {role: host}}, times: 2}`` ·
    ``{percent: 50, of: {organisations: {}}}`` · ``{sum: [{figure: a}, {figure: b}]}``.
    """

    figure: FigureKey | None = None
    count: Countable | None = None
    percent: Annotated[Decimal, Field(ge=0, le=100)] | None = None
    of: Countable | None = None
    sum: tuple["Amount", ...] = ()
    times: Annotated[Decimal, Field(ge=0)] = Decimal(1)

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        ways = [self.figure, self.count, self.percent, self.sum or None]
        if sum(way is not None for way in ways) != 1 or (self.percent is None) != (self.of is None):
            raise unmet(gettext_noop("one of: figure, count, percent with of, sum"))
        return self


type Amount = Annotated[Decimal, Field(ge=0)] | Formula
