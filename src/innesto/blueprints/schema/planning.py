"""What the planner is told: days that are out, what weighs how much, who is paired."""

import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from innesto.blueprints.schema.countable import (
    FormatKey,
    Key,
    OneOrMore,
    OrganisationRoleKey,
    Scope,
    ThemeKey,
)
from innesto.blueprints.schema.dates import Length
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text, unmet
from innesto.blueprints.speech.catalogue import gettext_noop


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
    """Who may be paired with whom, and inside what.

    Where it is not ``reciprocal``, the first side accompanies the second: a mentor has ``seats``,
    for all ``themes`` together, and each mentee looks for one mentor in each of them.
    """

    key: Key
    label: Text
    inside: Scope = Scope.STRAND
    between: tuple[OneOrMore[OrganisationRoleKey], OneOrMore[OrganisationRoleKey]] | None = None
    reciprocal: bool = True
    groups_of_three: bool = False
    other_country: bool = False
    farthest_km: Annotated[int, Field(ge=1)] | None = None
    themes: OneOrMore[ThemeKey] = ()  # left out: one mentor for everything
    seats: Annotated[int, Field(ge=1)] | None = None  # one unless said
    at_least: Annotated[int, Field(ge=0)] = 0  # seats that each mentor fills
    everybody: bool = False  # nobody of the second side stays without a mentor
    aim: Literal["best", "fair", "stable"] = "best"
    format: FormatKey | None = None
    offices: bool = False  # each side names the offices that take part
    fixed: tuple["FixedPair", ...] = ()

    @model_validator(mode="after")
    def _mentors_have_two_sides(self) -> Self:
        only_mentors = self.seats or self.at_least or self.everybody or self.themes
        if self.reciprocal and (only_mentors or self.aim != "best"):
            raise unmet(
                gettext_noop("reciprocal: false, with themes, seats, at_least, everybody or aim")
            )
        if not self.reciprocal and (self.between is None or self.groups_of_three):
            raise unmet(gettext_noop("two sides in between, and no groups of three, for mentors"))
        if self.at_least > self.places:
            raise unmet(gettext_noop("at_least no greater than seats"))
        return self

    @property
    def places(self) -> int:
        """How many a mentor accompanies at most, in all themes together."""
        return self.seats or 1


class FixedPair(Cited):
    """A pair that the source already names, by the partners' names."""

    partners: tuple[str, str]
    offices: tuple[Text, ...] = ()
