"""A programme at a glance: what is wrong, what the figures say, what happens when, who is in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.blueprints.facts import Facts
from innesto.blueprints.figures import Figure as DeclaredFigure
from innesto.blueprints.figures import figures
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.findings import findings_among, findings_of, whole_facts
from innesto.places.queries import country_names
from innesto.portal.queries.remarks import Remark, remarks_on, some_of
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of, reader_language
from innesto.toolkit.charts import Line, Mark, Timeline
from innesto.toolkit.dates import end_of_month
from innesto.toolkit.figures import Figure
from innesto.toolkit.shapes import Shape

SHOWN = 4
"""Findings on the overview; all of them are one click away."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Who takes part, by country and role; a cell names some and counts the rest."""

    columns: Sequence[str]
    rows: Sequence[tuple[str, Sequence[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page of a programme shows."""

    remarks: Sequence[Remark]
    hard: int
    soft: int
    figures: Sequence[Figure]
    timeline: Timeline | None
    held: int
    to_come: int
    grid: Grid


def overview_of(programme: Programme) -> Overview:
    """Return a programme at a glance, in the reader's language."""
    blueprint, known = blueprint_of(programme), whole_facts(programme)
    own = programme.has_own_rules
    found = findings_among(known, programme) if own else findings_of(programme)
    hard = sum(finding.is_hard for finding in found)
    exchanges = list(programme.exchanges.standing().order_by("starts_on", "pk"))
    held = sum(exchange.state == Exchange.State.HELD for exchange in exchanges)
    return Overview(
        remarks=remarks_on(found, programme)[:SHOWN],
        hard=hard,
        soft=len(found) - hard,
        figures=[
            _figure_row(figure, blueprint, has_begun=held > 0)
            for figure in (figures(blueprint, known, on=timezone.localdate()) if own else ())
        ],
        timeline=_timeline(exchanges),
        held=held,
        to_come=len(exchanges) - held,
        grid=_grid(blueprint, known),
    )


def _figure_row(figure: DeclaredFigure, blueprint: Blueprint, *, has_begun: bool) -> Figure:
    """Return a figure; what would be computed from what happened stays open until it begins."""
    language = reader_language()
    values = list(dict.fromkeys(s.value for s in figure.declared if s.value is not None))
    written = [f"«{said.as_written}»" for said in figure.declared if said.as_written]
    notes = [*written, *(said.note.read(language) for said in figure.declared if said.note)]
    return Figure(
        label=figure.label.read(language),
        declared=" / ".join(map(str, values)) if len(values) > 1 else next(iter(values), None),
        listed=figure.listed,
        computed=figure.computed if has_begun or figure.computed else None,
        note=" ".join(notes) or (_("The source leaves this blank.") if figure.is_blank else ""),
        differs=figure.differs,
        unit=figure.unit.read(language) if figure.unit else "",
    )


SHAPES: dict[str, Shape] = {
    Exchange.State.HELD: "filled",
    Exchange.State.CONFIRMED: "ring",
    Exchange.State.ANNOUNCED: "dashed",
}


def _timeline(exchanges: Sequence[Exchange]) -> Timeline | None:
    """Return the exchanges in time, a line for each country, strand or pair."""
    if not exchanges:
        return None
    lines: defaultdict[str, list[Exchange]] = defaultdict(list)
    for exchange in exchanges:
        lines[exchange.scope].append(exchange)
    return Timeline(
        title=_("Exchanges in time"),
        lines=[
            Line(found[0].where or _("All"), [_mark(one) for one in found], note=_held(found))
            for _scope, found in sorted(lines.items(), key=lambda line: (not line[0], line[0]))
        ],
        first=exchanges[0].starts_on.replace(day=1),
        last=end_of_month(max(exchange.ends_on for exchange in exchanges)),
        today=timezone.localdate(),
        legend=(("filled", _("held")), ("ring", _("confirmed")), ("dashed", _("to confirm"))),
    )


def _held(exchanges: Sequence[Exchange]) -> str:
    held = sum(exchange.state == Exchange.State.HELD for exchange in exchanges)
    return _("%(held)s of %(count)s held") % {"held": held, "count": len(exchanges)}


def _mark(exchange: Exchange) -> Mark:
    return Mark(
        first=exchange.starts_on,
        last=exchange.ends_on,
        label=exchange.name,
        shape=SHAPES[exchange.state],
        word=exchange.get_state_display(),
        url=exchange.get_absolute_url(),
    )


def _grid(blueprint: Blueprint, known: Facts) -> Grid:
    labels = labels_of(blueprint).roles
    names = country_names()
    cells: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for organisation in known.organisations:
        country = organisation.country or organisation.register_country
        for role in organisation.roles:
            cells[country, role].append(organisation.name)
    held = {role for _country, role in cells}
    roles = [role.key for role in blueprint.roles if role.key in held]
    countries = sorted({country for country, _role in cells}, key=lambda c: names.get(c, c))
    words = {role: labels.get(role, role) for role in roles}
    return Grid(
        columns=list(words.values()),
        rows=[
            (
                names.get(country, country),
                [(words[role], some_of(sorted(cells[country, role]))) for role in roles],
            )
            for country in countries
        ],
    )
