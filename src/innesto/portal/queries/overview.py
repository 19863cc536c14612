"""A programme at a glance: what is wrong, what the figures say, what happens when, who is in."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from innesto.blueprints.facts import Facts
from innesto.blueprints.figures import Figure as DeclaredFigure
from innesto.blueprints.figures import figures
from innesto.blueprints.finding import Finding, Mend
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.words import describe
from innesto.exchanges.models import Exchange
from innesto.exchanges.queries.findings import findings_among, findings_of, whole_facts
from innesto.exchanges.queries.names import country_names
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of, reader_language
from innesto.toolkit.charts import Line, Mark, Timeline
from innesto.toolkit.dates import end_of_month
from innesto.toolkit.figures import Figure
from innesto.toolkit.shapes import Shape

SHOWN = 4
"""Findings on the overview; all of them are one click away."""

ALIKE = 4
"""Findings of one rule from which they are said together."""

NAMED = 4
"""Partners named in a cell of the grid; the others are counted."""

# Where the acts that mend a finding are done: the name of an address of the programme.
MENDING = {
    "accept": "exchanges:index",
    "add_code": "programmes:partners",
    "add_exchange": "exchanges:plans",
    "add_partner": "programmes:partner-new",
    "add_person": "programmes:people",
    "add_role": "programmes:partners",
    "change_host": "exchanges:plans",
    "change_rule": "programmes:blueprint",
    "choose_source": "programmes:blueprint",
    "correct_country": "programmes:partners",
    "correct_figure": "programmes:blueprint",
    "correct_role": "programmes:partners",
    "extend_deadline": "programmes:dates",
    "invite": "programmes:partners",
    "merge": "programmes:partners",
    "move_date": "programmes:dates",
    "remove_exchange": "exchanges:index",
    "remove_partner": "programmes:partners",
    "remove_role": "programmes:partners",
    "uninvite": "exchanges:index",
}


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding in words, with where to mend it and the source of its rule."""

    title: str
    detail: str
    strength: str
    action: str = ""
    url: str = ""
    source: str = ""


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
    found = findings_among(known, programme)
    hard = sum(finding.is_hard for finding in found)
    exchanges = list(programme.exchanges.standing().order_by("starts_on", "pk"))
    held = sum(exchange.state == Exchange.State.HELD for exchange in exchanges)
    return Overview(
        remarks=_remarks(programme, blueprint, found)[:SHOWN],
        hard=hard,
        soft=len(found) - hard,
        figures=[
            _figure_row(figure, blueprint)
            for figure in figures(blueprint, known, on=timezone.localdate())
        ],
        timeline=_timeline(exchanges),
        held=held,
        to_come=len(exchanges) - held,
        grid=_grid(blueprint, known),
    )


def remarks(programme: Programme) -> Sequence[Remark]:
    """Return all findings of a programme, hard ones first; many of one rule are one remark."""
    return _remarks(programme, blueprint_of(programme), findings_of(programme))


def _remarks(
    programme: Programme, blueprint: Blueprint, found: Sequence[Finding]
) -> Sequence[Remark]:
    of_rule: defaultdict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in found:
        of_rule[finding.strength, finding.rule or finding.key].append(finding)
    said: list[Remark] = []
    for alike in of_rule.values():
        if len(alike) >= ALIKE:
            said.append(_common_remark(programme, blueprint, alike))
        else:
            said.extend(_remark(programme, blueprint, finding) for finding in alike)
    return said


def _common_remark(programme: Programme, blueprint: Blueprint, alike: Sequence[Finding]) -> Remark:
    """Say in one remark that many break the same rule."""
    rule = blueprint.rule(alike[0].rule)
    first = _remark(programme, blueprint, alike[0])
    names = country_names()
    label = rule.label.read(reader_language()) if rule else first.title
    return Remark(
        title=_("%(rule)s: %(count)d cases") % {"rule": capfirst(label), "count": len(alike)},
        detail=_named(list(dict.fromkeys(names.get(f.subject.key, f.subject.name) for f in alike))),
        strength=first.strength,
        action=_("Go there") if first.url else "",
        url=first.url,
        source=first.source,
    )


def _remark(programme: Programme, blueprint: Blueprint, finding: Finding) -> Remark:
    words = describe(finding, blueprint, reader_language())
    rule = blueprint.rule(finding.rule)
    return Remark(
        title=capfirst(words.title),
        detail=words.detail,
        strength="hard" if finding.is_hard else "soft",
        action=words.mend.removesuffix("."),
        url=_mending_url(programme, finding.mends[0]) if finding.mends else "",
        source=rule.quote if rule else "",
    )


def _mending_url(programme: Programme, mend: Mend) -> str:
    if mend.thing.kind == "organisation" and mend.verb == "merge":
        return reverse("organisations:detail", args=[mend.thing.key])
    name = MENDING.get(mend.verb)
    return reverse(name, args=[programme.slug]) if name else ""


def _figure_row(figure: DeclaredFigure, blueprint: Blueprint) -> Figure:
    language = reader_language()
    values = [said.as_written or said.value for said in figure.declared if said.value is not None]
    notes = [said.note.read(language) for said in figure.declared if said.note]
    return Figure(
        label=figure.label.read(language),
        declared=" / ".join(map(str, values)) if len(values) > 1 else next(iter(values), None),
        listed=figure.listed,
        computed=figure.computed,
        note=" ".join(notes) or (_("The source leaves this blank.") if figure.is_blank else ""),
        differs=figure.differs,
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
                [(words[role], _named(sorted(cells[country, role]))) for role in roles],
            )
            for country in countries
        ],
    )


def _named(names: Sequence[str]) -> str:
    if len(names) <= NAMED:
        return ", ".join(names)
    words = _("%(names)s and %(count)d more")
    return words % {"names": ", ".join(names[: NAMED - 1]), "count": len(names) - NAMED + 1}
