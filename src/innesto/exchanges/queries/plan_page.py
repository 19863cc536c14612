"""A proposal as people look at it, in the reader's language: proof, matrix, reasons, changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from innesto.blueprints.facts import Organisation
from innesto.blueprints.words import Sentence, describe
from innesto.exchanges.models import Exchange, Plan
from innesto.exchanges.queries.advice import Advice, advice_on
from innesto.exchanges.queries.board import Board, Column, boards_of, columns_of
from innesto.exchanges.queries.difference import Difference, difference_of, moved_keys
from innesto.exchanges.queries.drawings import timeline_of, travel_map, way_map
from innesto.exchanges.queries.findings import blocking_findings
from innesto.exchanges.queries.names import Names, names_in, names_with_company
from innesto.exchanges.queries.trial import (
    Numbered,
    changes_on_offer,
    mends_of,
    numbered_rules,
)
from innesto.programmes.models.programme import said
from innesto.programmes.queries.facts import blueprint_of, facts_of
from innesto.programmes.queries.labels import reader_language
from innesto.rounds.letters.proposal import Load, PlannedExchange, Proposal
from innesto.toolkit.charts import Timeline
from innesto.toolkit.dates import days as days_text
from innesto.toolkit.maps import Map


@dataclass(frozen=True, slots=True)
class Why:
    """Why an exchange is as it is: parts with points, and what second choices would cost."""

    parts: Sequence[tuple[str, int]]
    seconds: Sequence[tuple[str, int]]
    """The best other host and the best other day, with the points that each costs."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something a coordinator may fix or forbid with one button."""

    value: str
    label: str
    icon: str


@dataclass(frozen=True, slots=True)
class Match:
    """A pair, or someone who stays without one, in words; ``a`` and ``b`` are keys."""

    a: str
    b: str
    names: str
    strand: str
    parts: Sequence[str]
    points: int | None = None
    second: str = ""
    cost: int = 0
    """What the second choice would cost, in points."""
    is_fixed: bool = False
    is_pair: bool = True
    """Two, who can be fixed or forbidden together; three are found anew each time."""


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What a plan asks of one partner, with its name."""

    name: str
    load: Load


@dataclass(frozen=True, slots=True)
class MendLine:
    """What would mend an impossible plan; ``place`` is that of the button, if there is one."""

    words: str
    place: int | None


@dataclass(frozen=True, slots=True)
class Mends:
    """Changes that mend alike: each enough by itself, or each a first step."""

    title: str
    mends: Sequence[MendLine]


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
    odd_ones: Sequence[Match]
    others: Sequence[tuple[str, str]]
    """Organisations that could be paired, by key and name."""
    loads: Sequence[LoadLine]
    travel: Map | None
    cost: Sequence[tuple[str, int]]
    conflict: Sequence[tuple[str, str]]
    mends: Sequence[Mends]
    advice: Sequence[Advice]
    difference: Difference | None
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
    known = facts_of(plan.programme)
    organisations = {o.key: o for o in known.organisations}
    names = names_with_company(plan.programme, known)
    difference = difference_of(plan, proposal, names)
    columns = columns_of(proposal, names, moved_keys(difference))
    column = next((c for c in columns if c.key == chosen), columns[0] if columns else None)
    return PlanPage(
        proposal=proposal,
        boards=boards_of(columns, names, organisations),
        chosen=column,
        why=why_of(column.exchange) if column else None,
        map=way_map(column, organisations) if column else None,
        timeline=timeline_of(columns, column, names),
        choices=_choices(column, organisations) if column and not _is_settled(plan, column) else (),
        matches=_matches(proposal, names),
        odd_ones=_odd_ones(proposal, names),
        others=sorted(
            ((key, names.organisation(key)) for key in proposal.organisations),
            key=lambda one: one[1],
        )
        if proposal.odd_ones
        else (),
        loads=[
            LoadLine(names.organisation(load.organisation), load)
            for load in sorted(
                proposal.loads, key=lambda load: (-load.km, names.organisation(load.organisation))
            )
        ],
        travel=travel_map(proposal, organisations),
        cost=[(said(part.words), part.points) for part in proposal.parts],
        conflict=[
            *((said(rule.words), rule.source) for rule in proposal.conflict),
            *((said(refusal.words), "") for refusal in proposal.refusals),
        ],
        mends=_mends(plan, proposal),
        advice=advice_on(plan.programme, proposal, known),
        difference=difference,
        notes=[said(words) for words in proposal.notes],
    )


@dataclass(frozen=True, slots=True)
class TrialChoices:
    """What may be tried out on a plan, each with its name."""

    exchanges: Sequence[tuple[str, str]]
    organisations: Sequence[tuple[str, str]]
    rules: Sequence[Numbered]


def trial_choices(plan: Plan) -> TrialChoices:
    """Return the exchanges, partners and rules that a trial may change; what was held stays."""
    names = names_in(plan.programme)
    over = plan.programme.exchanges.filter(state=Exchange.State.HELD)
    held = set(over.values_list("key", flat=True))
    columns = columns_of(Proposal.from_data(plan.proposal), names)
    return TrialChoices(
        exchanges=[
            (
                column.key,
                ", ".join(
                    part
                    for part in (
                        days_text(column.exchange.starts_on, column.exchange.ends_on),
                        column.title,
                        column.host or names.scope(column.exchange.scope),
                    )
                    if part
                ),
            )
            for column in columns
            if column.key not in held
        ],
        organisations=sorted(
            ((o.key, o.name) for o in facts_of(plan.programme).organisations),
            key=lambda one: (one[1], one[0]),
        ),
        rules=numbered_rules(plan.programme.blueprint, names.blueprint),
    )


def hurdles(plan: Plan) -> Sequence[Sentence]:
    """Return in words what stands between a proposal and its publication."""
    blueprint, language = blueprint_of(plan.programme), reader_language()
    return [describe(finding, blueprint, language) for finding in blocking_findings(plan)]


def why_of(exchange: PlannedExchange) -> Why:
    """Return the reasons of a planned exchange."""
    seconds = filter(None, (exchange.second_choice, exchange.second_day))
    return Why(
        parts=[(said(part.words), part.points) for part in exchange.reasons],
        seconds=[(said(second.words), second.cost) for second in seconds],
    )


def reasons_of(exchange: Exchange) -> Why | None:
    """Return why a published exchange is as it is, as long as its plan is kept."""
    if exchange.plan is None or not exchange.plan.proposal:
        return None
    proposal = Proposal.from_data(exchange.plan.proposal)
    return next((why_of(e) for e in proposal.exchanges if e.key == exchange.key), None)


def _mends(plan: Plan, proposal: Proposal) -> Sequence[Mends]:
    """Return what would mend the plan, with a button where a coordinator may decide it."""
    offered = dict(changes_on_offer(plan)) if not proposal.has_plan else {}
    lines: dict[bool, list[MendLine]] = {True: [], False: []}
    for place, mend in enumerate(mends_of(proposal)):
        line = MendLine(said(mend.words), place if place in offered else None)
        lines[mend.is_enough].append(line)
    titles = {
        True: _("One of these changes is enough"),
        False: _("These help, but more stands in the way"),
    }
    return [Mends(titles[is_enough], some) for is_enough, some in lines.items() if some]


def _is_settled(plan: Plan, column: Column) -> bool:
    """Say whether an exchange was held or made by hand: no wish moves it any more."""
    there = plan.programme.exchanges.filter(key=column.key)
    return there.filter(Q(state=Exchange.State.HELD) | Q(is_by_hand=True)).exists()


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


def _matches(proposal: Proposal, names: Names) -> Sequence[Match]:
    return [
        Match(
            a=pair.a,
            b=pair.b,
            names=names.pair(pair),
            strand=names.scope(pair.strand),
            parts=[said(part.words) for part in pair.parts],
            second=said(pair.next_best.words) if pair.next_best else "",
            cost=pair.next_best.cost if pair.next_best else 0,
            points=pair.score,
            is_fixed=pair.pinned,
            is_pair=not pair.c,
        )
        for pair in proposal.pairs
    ]


def _odd_ones(proposal: Proposal, names: Names) -> Sequence[Match]:
    return [
        Match(
            a=odd.organisation,
            b="",
            names=names.organisation(odd.organisation),
            strand=names.scope(odd.strand),
            parts=[said(odd.words)],
        )
        for odd in proposal.odd_ones
    ]
