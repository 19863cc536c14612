"""What the planner is told: days that are out, what weighs how much, who is paired."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from innesto.blueprints.schema.countable import (
    FormatKey,
    Key,
    OneOrMore,
    OrganisationRoleKey,
    Scope,
)
from innesto.blueprints.schema.dates import Length
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text


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
