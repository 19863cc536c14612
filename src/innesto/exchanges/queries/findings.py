"""What is wrong with a programme now, and what would be wrong if a plan were published."""

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from django.core.cache import cache
from django.utils import timezone

from innesto.blueprints import facts
from innesto.blueprints.check import check
from innesto.blueprints.finding import Finding
from innesto.blueprints.judging.plannable import is_decided_by_plan
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.documents.queries.facts import document_facts
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.exchanges.queries.names import title_of
from innesto.exchanges.queries.planning import (
    by_hand_keys,
    covered_scopes,
    planned_exchange,
    wishes_of,
)
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.programmes.queries.facts import blueprint_of, facts_of, person_key
from innesto.programmes.queries.head import head_of
from innesto.rounds.letters.proposal import PlannedExchange, PlannedPair, Proposal
from innesto.rounds.letters.wishes import waivers

A_DAY = 86_400
type Givers = Callable[[Programme], Iterable[tuple[int, int]]]
"""Exchanges of a programme, and the persons who train or speak there."""

STATES = {"announced": "planned", "confirmed": "planned", "held": "held", "cancelled": "cancelled"}


_GIVERS: list[Givers] = []


def add_givers(givers: Givers) -> None:
    """Have an upper floor say who trains or speaks at exchanges. Call it when ready."""
    _GIVERS.append(givers)


def whole_facts(programme: Programme) -> facts.Facts:
    """Return what is the case in a programme: its exchanges, pairs and documents included.

    Who accepts an exchange of a pair agrees to the pair.
    """
    blueprint, giving = blueprint_of(programme), _giving(programme)
    exchanges = [
        _fact(
            blueprint,
            planned_exchange(exchange),
            state=STATES[exchange.state],
            giving=frozenset(giving[exchange.pk]),
            accepted_by=frozenset(
                seat.partner.organisation.slug
                for seat in exchange.seats.all()
                if seat.answer == Seat.Answer.ACCEPTED
            ),
        )
        for exchange in programme.exchanges.prefetch_related("seats__partner__organisation")
    ]
    agreed: defaultdict[str, set[str]] = defaultdict(set)
    for exchange in exchanges:
        agreed[exchange.pair] |= exchange.accepted_by
    return replace(
        facts_of(programme),
        exchanges=tuple(exchanges),
        pairs=tuple(
            facts.Pair(
                key=pair.scope,
                members=pair.keys,
                strand=pair.strand,
                state="agreed",
                themes=tuple(pair.themes),
                accepted_by=frozenset(agreed[pair.scope]),
            )
            for pair in programme.pairs.with_names()
        ),
        documents=document_facts(programme),
        waivers=tuple(waivers(wishes_of(programme))),
    )


def _giving(programme: Programme) -> Mapping[int, set[str]]:
    """Return who gives at each exchange, by its number."""
    found: defaultdict[int, set[str]] = defaultdict(set)
    for givers in _GIVERS:
        for exchange, person in givers(programme):
            found[exchange].add(person_key(person))
    return found


def findings_of(programme: Programme, *, on: datetime.date | None = None) -> Sequence[Finding]:
    """Return what breaks the programme's rules, hard findings first.

    The rules of a call count over all its projects: a project that has none of its own is told
    what its call finds about it.
    """
    if programme.call and not programme.has_own_rules:
        about = ("project", programme.slug)
        found = findings_of(programme.call, on=on)
        return [f for f in found if (f.subject.kind, f.subject.key) == about]
    return findings_among(whole_facts(programme), programme, on=on)


def count_hard(programme: Programme) -> int:
    """Return how many findings are hard; worked out once for each state of the programme."""
    key = f"hard-{head_of(programme)}"
    kept: int | None = cache.get(key)
    if kept is None:
        kept = sum(finding.is_hard for finding in findings_of(programme))
        cache.set(key, kept, A_DAY)
    return kept


def findings_among(
    known: facts.Facts, programme: Programme, *, on: datetime.date | None = None
) -> Sequence[Finding]:
    """Return the findings for whoever has the facts already: reading them costs most."""
    return in_order(check(blueprint_of(programme), known, on=on or timezone.localdate()))


def findings_after(plan: Plan, proposal: Proposal) -> Sequence[Finding]:
    """Return what would break the rules if the proposal were published."""
    blueprint = blueprint_of(plan.programme)
    known = with_proposal(
        whole_facts(plan.programme),
        proposal,
        blueprint=blueprint,
        covered=covered_scopes(plan) if plan.scope else None,
        staying=by_hand_keys(plan.programme),
    )
    return in_order(check(blueprint, known, on=timezone.localdate()))


def blocking_findings(plan: Plan) -> Sequence[Finding]:
    """Return the hard findings that stand between a proposal and its publication.

    Only what the plan decides: another plan could make it go away. What waits for a document, a
    person or a partner is shown and holds up nothing here, nor does what has happened already,
    nor a broken rule in a country that the plan does not cover.
    """
    proposal = Proposal.from_data(plan.proposal)
    blueprint = blueprint_of(plan.programme)
    happened = set(
        plan.programme.exchanges.filter(state=Exchange.State.HELD).values_list("key", flat=True)
    )
    found = [
        finding
        for finding in findings_after(plan, proposal)
        if finding.is_hard
        and is_decided_by_plan(finding, blueprint)
        and finding.subject.key not in happened
    ]
    if not plan.scope:
        return found
    covered = {
        plan.scope,
        *(exchange.key for exchange in proposal.exchanges),
        *(pair.key for pair in proposal.pairs),
        *(
            organisation.key
            for organisation in facts_of(plan.programme).organisations
            if plan.scope in {organisation.country, *organisation.strands}
        ),
    }
    return [finding for finding in found if finding.subject.key in covered]


def in_order(findings: Iterable[Finding]) -> Sequence[Finding]:
    """Return hard findings before soft ones, each kind in a fixed order."""
    return sorted(findings, key=lambda f: (not f.is_hard, f.rule, f.subject.key, f.key))


def with_proposal(
    known: facts.Facts,
    proposal: Proposal,
    *,
    blueprint: Blueprint,
    covered: Collection[str] | None,
    staying: Collection[str] = (),
) -> facts.Facts:
    """Return the facts as they would be: the proposal in place of what was announced.

    ``covered`` are the countries, strands and pairs that it decides; ``None`` means all.
    ``staying`` are the keys of what it leaves alone.
    """
    kept = [
        exchange
        for exchange in known.exchanges
        if exchange.state == "held"
        or exchange.key in staying
        or (covered is not None and _scopes(exchange).isdisjoint(covered))
    ]
    there = {exchange.key for exchange in kept}
    met = {exchange.pair for exchange in kept}
    planned = [_fact(blueprint, e) for e in proposal.exchanges if e.key not in there]
    strands = {pair.strand for pair in proposal.pairs}
    agreed = [pair for pair in known.pairs if pair.strand not in strands or pair.key in met]
    pairs = {pair.key: pair for pair in (*map(_pair_fact, proposal.pairs), *agreed)}
    return replace(known, exchanges=(*kept, *planned), pairs=tuple(pairs.values()))


def _scopes(exchange: facts.Exchange) -> set[str]:
    return {exchange.country, exchange.strand, exchange.pair} - {""}


def _fact(
    blueprint: Blueprint,
    planned: PlannedExchange,
    *,
    state: str = "planned",
    accepted_by: frozenset[str] = frozenset(),
    giving: frozenset[str] = frozenset(),
) -> facts.Exchange:
    format_ = blueprint.format(planned.format)
    per = str(format_.per) if format_ else ""
    return facts.Exchange(
        key=planned.key,
        format=planned.format,
        name=said(title_of(blueprint, planned.format, planned.leg)),
        leg=planned.leg,
        host=planned.host,
        guests=frozenset((*planned.guests, *planned.optional_guests)),
        country=planned.scope if per == "country" else "",
        strand=planned.scope if per == "strand" else "",
        pair=planned.scope if per == "pair" else "",
        starts_on=planned.starts_on,
        ends_on=planned.ends_on,
        half_days=planned.half_days,
        mode=planned.mode,
        state=state,
        accepted_by=accepted_by,
        giving=giving,
    )


def _pair_fact(pair: PlannedPair) -> facts.Pair:
    return facts.Pair(key=pair.key, members=pair.members, strand=pair.strand, themes=pair.themes)
