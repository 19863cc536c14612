"""A proposal as people look at it, in the reader's language: proof, matrix, reasons, changes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from innesto.blueprints.facts import Organisation
from innesto.blueprints.words import Sentence, describe
from innesto.exchanges.models import Exchange, Plan
from innesto.exchanges.queries.board import Board, Column, boards_of, columns_of
from innesto.exchanges.queries.findings import blocking_findings
from innesto.exchanges.queries.names import Names, names_in
from innesto.exchanges.queries.planning import exchanges_in_plans_words
from innesto.programmes.models.programme import said
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.proposal import PlannedExchange, Proposal
from innesto.toolkit.charts import Line, Mark, Timeline
from innesto.toolkit.dates import days as days_text
from innesto.toolkit.dates import end_of_month
from innesto.toolkit.maps import Map, Place


@dataclass(frozen=True, slots=True)
class Why:
    """Why an exchange is as it is: parts with points, and what the second choice would cost."""

    parts: Sequence[tuple[str, int]]
    second: str
    cost: int


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a coordinator may fix or forbid with one button."""

    value: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Change:
    """What publishing would change; ``after`` is empty for what would be called off."""

    title: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, or someone who stays without one, in words."""

    names: str
    strand: str
    parts: Sequence[str]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """Everything the page of a plan shows."""

    proposal: Proposal
    boards: Sequence[Board]
    chosen: Column | None
    why: Why | None
    map: Map | None
    timeline: Timeline | None
    choices: Sequence[Choice]
    matches: Sequence[Match]
    conflict: Sequence[tuple[str, str]]
    mends: Sequence[str]
    is_replanned: bool
    changes: Sequence[Change]
    notes: Sequence[str]

    @property
    def gap(self) -> float | None:
        """The distance from the proven limit in per cent; None when nothing was proved."""
        if self.proposal.gap is None:
            return None
        percent = round(self.proposal.gap * 100, 1)
        return int(percent) if percent.is_integer() else percent

    @property
    def short_print(self) -> str:
        """Enough of the fingerprint to compare two plans by eye."""
        return self.proposal.fingerprint[:12]


def plan_page(plan: Plan, *, chosen: str = "") -> PlanPage | None:
    """Return what to show of a plan that has an answer; ``chosen`` is the key of an exchange."""
    if not plan.proposal:
        return None
    proposal = Proposal.from_data(plan.proposal)
    organisations = {o.key: o for o in facts_of(plan.programme).organisations}
    names = names_in(plan.programme, {key: body.name for key, body in organisations.items()})
    columns = columns_of(proposal, names)
    column = next((c for c in columns if c.key == chosen), columns[0] if columns else None)
    before = _standing(plan)
    return PlanPage(
        proposal=proposal,
        boards=boards_of(columns, names, organisations),
        chosen=column,
        why=why_of(column.exchange) if column else None,
        map=_map(column, organisations) if column else None,
        timeline=_timeline(columns, column, names),
        choices=_choices(column, organisations) if column else (),
        matches=_matches(proposal, names),
        conflict=[
            *((said(rule.words), rule.source) for rule in proposal.conflict),
            *((said(refusal.words), "") for refusal in proposal.refusals),
        ],
        mends=[
            *(said(mend.words) for mend in proposal.mends),
            *(said(r.mend) for r in proposal.refusals if r.mend),
        ],
        is_replanned=bool(before),
        changes=_changes(columns, before, names),
        notes=[said(words) for words in proposal.notes],
    )


def hurdles(plan: Plan) -> Sequence[Sentence]:
    """Return in words what stands between a proposal and its publication."""
    blueprint, language = blueprint_of(plan.programme), reader_language()
    return [describe(finding, blueprint, language) for finding in blocking_findings(plan)]


def why_of(exchange: PlannedExchange) -> Why:
    """Return the reasons of a planned exchange."""
    second = exchange.second_choice
    return Why(
        parts=[(said(part.words), part.points) for part in exchange.reasons],
        second=said(second.words) if second else "",
        cost=second.cost if second else 0,
    )


def reasons_of(exchange: Exchange) -> Why | None:
    """Return why a published exchange is as it is, as long as its plan is kept."""
    if exchange.plan is None or not exchange.plan.proposal:
        return None
    proposal = Proposal.from_data(exchange.plan.proposal)
    return next((why_of(e) for e in proposal.exchanges if e.key == exchange.key), None)


def _choices(column: Column, organisations: Mapping[str, Organisation]) -> Sequence[Choice]:
    exchange = column.exchange
    day = exchange.starts_on.isoformat()
    choices = [
        Choice(f"pin_date {day}", _("Fix this date"), "pin"),
        Choice(f"forbid_date {day}", _("Not on this date"), "ban"),
    ]
    if exchange.host:
        host = organisations[exchange.host].name if exchange.host in organisations else ""
        choices += [
            Choice(f"pin_host {exchange.host}", _("%(host)s hosts") % {"host": host}, "pin"),
            Choice(f"forbid_host {exchange.host}", _("Not %(host)s") % {"host": host}, "ban"),
        ]
    return choices


def _map(column: Column, organisations: Mapping[str, Organisation]) -> Map | None:
    """Return who travels where for an exchange; None when nobody does, or nothing is known."""
    exchange = column.exchange
    parts = {
        **dict.fromkeys((*exchange.guests, *exchange.optional_guests), _("goes")),
        exchange.host: _("hosts"),
    }
    known = {
        key: organisations[key]
        for key in parts
        if key in organisations and organisations[key].lat is not None
    }
    if exchange.host not in known or len(known) < 2:
        return None
    host = known[exchange.host].name
    return Map(
        title=f"{column.title}: {host}",
        places=[
            Place(
                name=body.name,
                lat=body.lat or 0.0,
                lon=body.lon or 0.0,
                shape="filled" if key == exchange.host else "ring",
                word=parts[key],
                is_chosen=key == exchange.host,
            )
            for key, body in known.items()
        ],
        ways=[(body.name, host) for key, body in known.items() if key != exchange.host],
        legend=(("filled", _("hosts")), ("ring", _("goes"))),
        own=frozenset({known[exchange.host].register_country or known[exchange.host].country}),
        is_close=True,
    )


def _timeline(columns: Sequence[Column], chosen: Column | None, names: Names) -> Timeline | None:
    if not columns:
        return None
    lines: defaultdict[str, list[Mark]] = defaultdict(list)
    for column in columns:
        exchange = column.exchange
        lines[exchange.scope].append(
            Mark(
                first=exchange.starts_on,
                last=exchange.ends_on,
                label=f"{column.title}, {column.host}" if column.host else column.title,
                shape="filled" if exchange.pinned else "ring",
                word=_("fixed") if exchange.pinned else _("proposed"),
                is_chosen=column is chosen,
            )
        )
    return Timeline(
        title=_("When"),
        lines=[
            Line(names.scope(scope) or _("All"), marks) for scope, marks in sorted(lines.items())
        ],
        first=columns[0].exchange.starts_on.replace(day=1),
        last=end_of_month(max(column.exchange.ends_on for column in columns)),
        legend=(("ring", _("proposed")), ("filled", _("fixed"))),
    )


def _matches(proposal: Proposal, names: Names) -> Sequence[Match]:
    pairs = [
        Match(
            f"{names.organisation(pair.a)} – {names.organisation(pair.b)}",
            names.scope(pair.strand),
            [said(part.words) for part in pair.parts],
        )
        for pair in proposal.pairs
    ]
    alone = [
        Match(
            names.organisation(odd.organisation),
            names.scope(odd.strand),
            [said(odd.words)],
        )
        for odd in proposal.odd_ones
    ]
    return [*pairs, *alone]


def _standing(plan: Plan) -> dict[str, PlannedExchange]:
    return {
        exchange.key: exchange
        for exchange, _state in exchanges_in_plans_words(plan.programme)
        if not plan.scope or exchange.scope == plan.scope
    }


def _changes(
    columns: Sequence[Column],
    standing: Mapping[str, PlannedExchange],
    names: Names,
) -> Sequence[Change]:
    """Compare with what is announced; what stays as it is is left out."""
    changes = []
    planned = {column.key: column for column in columns}
    for key, old in standing.items():
        if key not in planned:
            changes.append(Change(names.title(old), _days(old), "", _("called off")))
            continue
        column, new = planned[key], planned[key].exchange
        if (old.starts_on, old.half) != (new.starts_on, new.half):
            changes.append(Change(column.title, _days(old), _days(new), _("another date")))
        if old.host != new.host:
            was = names.organisation(old.host)
            changes.append(Change(column.title, was, column.host, _("another host")))
        gone = sorted(set(old.guests) - {*new.guests, *new.optional_guests, new.host})
        changes += [
            Change(column.title, names.organisation(guest), "", _("no longer comes"))
            for guest in gone
        ]
    return changes


def _days(exchange: PlannedExchange) -> str:
    return days_text(exchange.starts_on, exchange.ends_on)
