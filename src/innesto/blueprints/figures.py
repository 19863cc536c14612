"""Declared, listed, computed: every figure side by side with its sources, nothing repaired."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from innesto.blueprints.facts import Facts
from innesto.blueprints.finding import Number
from innesto.blueprints.judging.choosing import number
from innesto.blueprints.judging.doubts import listed_number
from innesto.blueprints.judging.ground import HELD, PROGRAMME, Ground
from innesto.blueprints.judging.numbers import amount, plain
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.dates import days_inclusive, months_inclusive
from innesto.blueprints.schema.identity import Declared, Source
from innesto.blueprints.schema.identity import Figure as DeclaredFigure
from innesto.blueprints.schema.logic import LogicNode
from innesto.blueprints.schema.text import Text


@dataclass(frozen=True, slots=True)
class Said:
    """A value as one source gives it; ``value`` is ``None`` for a blank the source left."""

    value: Number | None
    source: Source | None
    quote: str = ""
    as_written: str = ""
    of: str = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table: what was declared, what is listed, what really happened."""

    key: str
    label: Text
    unit: Text | None
    declared: tuple[Said, ...]
    listed: Number | None
    computed: Number | None
    made_of: Number | None
    differs: bool

    @property
    def is_blank(self) -> bool:
        """No source gives a value."""
        return all(said.value is None for said in self.declared)


@dataclass(frozen=True, slots=True)
class Branch:
    """A node of the logic tree with what was planned and what is there."""

    node: LogicNode
    depth: int
    planned: Number | None
    actual: Number | None


@dataclass(frozen=True, slots=True)
class Duration:
    """How long a programme lasts, both days counted, and how far it has come."""

    starts_on: datetime.date
    ends_on: datetime.date
    days: int
    months: Decimal
    state: str  # coming, running, over


def figures(blueprint: Blueprint, facts: Facts, *, on: datetime.date) -> list[Figure]:
    """Return all figures of a blueprint as they stand on a day, in written order."""
    ground = Ground(blueprint, facts, on)
    return [_figure(figure, ground) for figure in blueprint.figures]


def logic(blueprint: Blueprint, facts: Facts, *, on: datetime.date) -> list[Branch]:
    """Return the logic tree from top to bottom, planned beside actual."""
    ground = Ground(blueprint, facts, on)
    tree = blueprint.logic.tree if blueprint.logic else ()
    return [branch for node in tree for branch in _branches(node, 0, ground)]


def duration(blueprint: Blueprint, facts: Facts, *, on: datetime.date) -> Duration | None:
    """Return how long the programme lasts; ``None`` while a day is missing."""
    ground = Ground(blueprint, facts, on)
    first, last = ground.starts_on, ground.ends_on
    if first is None or last is None:
        return None
    state = "coming" if on < first else "over" if on > last else "running"
    return Duration(first, last, days_inclusive(first, last), months_inclusive(first, last), state)


def _figure(figure: DeclaredFigure, ground: Ground) -> Figure:
    declared = tuple(_said(given, ground.blueprint) for given in figure.declared)
    listed = listed_number(figure, ground)
    made_of = amount(figure.made_of, PROGRAMME, ground)
    whole = {said.value for said in declared if said.value is not None and not said.of}
    others = {number for number in (listed, made_of) if number is not None}
    return Figure(
        figure.key,
        figure.label,
        figure.unit,
        declared,
        listed,
        _computed(figure, ground),
        made_of,
        differs=len(whole) > 1 or bool(whole and others - whole),
    )


def _computed(figure: DeclaredFigure, ground: Ground) -> Number | None:
    """Count what happened; nothing where nobody wrote down who came."""
    if figure.computed is None:
        return None
    held = (exchange for exchange in ground.facts.exchanges if exchange.state == HELD)
    if figure.computed.noun == "persons" and not any(it.people or it.giving for it in held):
        return None
    return plain(number(figure.computed, PROGRAMME, ground, happened=True))


def _said(given: Declared, blueprint: Blueprint) -> Said:
    return Said(
        None if given.value is None else plain(given.value),
        blueprint.source(given.source),
        given.quote,
        given.as_written,
        given.of,
        given.note,
    )


def _branches(node: LogicNode, depth: int, ground: Ground) -> Iterator[Branch]:
    actual = (
        plain(number(node.counts, PROGRAMME, ground, happened=True))
        if node.counts is not None
        else None
    )
    planned = None if node.planned is None else plain(node.planned)
    yield Branch(node, depth, planned, actual)
    for part in node.parts:
        yield from _branches(part, depth + 1, ground)
