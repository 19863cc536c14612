"""Who takes part and in what: roles and what they may do, strands, phases, themes, audiences."""

from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.schema.countable import (
    Code,
    Key,
    OneOrMore,
    OrganisationRoleKey,
    RoleKey,
    Standing,
    ThemeKey,
)
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text, unmet
from innesto.blueprints.speech.catalogue import gettext_noop


class Power(StrEnum):
    """What a person's role lets them do. Code asks for powers, never for roles."""

    COORDINATE = "coordinate"
    CONTRIBUTE = "contribute"
    OBSERVE = "observe"


class Collective(Part):
    """How many of the towns that an association stands for come, whenever it takes part."""

    at_least: Annotated[int, Field(ge=1)] = 1
    at_most: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _at_most_is_enough(self) -> Self:
        if self.at_most is not None and self.at_most < self.at_least:
            raise unmet(gettext_noop("at_most no smaller than at_least"))
        return self


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
    through_towns: Collective | None = None  # it comes to exchanges through the towns behind it

    @model_validator(mode="after")
    def _powers_are_for_persons(self) -> Self:
        if self.powers and self.holder != "person":
            raise unmet(gettext_noop("powers only for roles of persons"))
        if self.through_towns and self.holder == "person":
            raise unmet(gettext_noop("through_towns only for roles of organisations"))
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
