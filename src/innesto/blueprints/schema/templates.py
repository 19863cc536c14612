"""What is written: templates with their fields, criteria and moments."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from innesto.blueprints.schema.countable import Key, OneOrMore, ThemeKey
from innesto.blueprints.schema.dates import Length, Moment
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text


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
    keep: Length | None = None  # after the end of the programme; otherwise as the template says
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
    hides: tuple[Key, ...] = ()  # fields that every sheet has and this programme does not ask for
    criteria: tuple[Criterion, ...] = ()
    due: Length | None = None  # after the exchange it follows
    keep: Length | None = None  # answers are forgotten so long after the end of the programme
    asked: Moments | None = None
    links: tuple[Key, ...] = ()  # what it must cite: lesson, practice, exchange, plan
    public: bool = False  # everyone may read it once it was handed in
