"""What should come of it: macro-action, action, output, result, and how it is measured."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from innesto.blueprints.schema.countable import (
    Countable,
    FormatKey,
    IndicatorKey,
    Key,
    LevelKey,
    OneOrMore,
)
from innesto.blueprints.schema.rule import Cited
from innesto.blueprints.schema.text import Part, Text


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
