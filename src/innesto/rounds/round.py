"""One round of planning: count, pair, plan, check, explain – and say it in plain words."""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from time import perf_counter

from innesto.blueprints.judging.counting import impossible, nobody_can_host
from innesto.blueprints.judging.seats import too_few
from innesto.planning.plan import Explanation, Limits, ProgrammePlan, Progress, Result
from innesto.planning.solve import solve
from innesto.rounds.given.days import NoStart
from innesto.rounds.letters.proposal import Proposal, Refusal, Status, TracePoint, Words
from innesto.rounds.letters.request import Request
from innesto.rounds.mending.conflict import Teller
from innesto.rounds.mending.mends import Mender, mends_of
from innesto.rounds.posing.assembly import Assembly, assemble, roster_of
from innesto.rounds.posing.mentors import mentor_questions, record_mentors
from innesto.rounds.posing.pairing import Pairs, questions, record
from innesto.rounds.telling.balance import cost_by_kind, loads
from innesto.rounds.telling.judging import in_words, judge, mend_in_words
from innesto.rounds.telling.reading import exchanges
from innesto.rounds.words import gettext as _
from innesto.rounds.words import of_text, on_day

type Listener = Callable[[Progress], bool | None]


def plan_round(request: Request, progress: Listener | None = None) -> Proposal:
    """Propose who hosts, who comes, who is paired with whom, and when.

    Nothing is solved when counting alone shows that it cannot work. ``progress`` is told of
    every step; answering ``False`` stops the round with the best plan so far.
    Raises ``blueprints.loading.BrokenBlueprint`` for a text that is no blueprint.
    """
    started = perf_counter()
    try:
        roster = roster_of(request)
    except NoStart:
        words = _("Nobody says when the programme begins.")
        refusal = Refusal(words=words, mend=_("Say on which day the programme begins."))
        return _timed(Proposal(status="refused", refusals=(refusal,)), request, started)
    limits = Limits(
        seconds=request.limits.seconds, seed=request.limits.seed, gap=request.limits.gap
    )
    pairs = Pairs()
    for question in questions(roster, request, pairs):
        record(roster, question, solve(question.problem, limits, progress), pairs)
    for asked in mentor_questions(roster, request, pairs):
        record_mentors(roster, asked, solve(asked.problem, limits, progress), pairs)
    assembly = assemble(roster, request, pairs.pairs)
    proposal = _with_pairs(Proposal(status="refused"), pairs)
    refusals = tuple(_refusals(assembly, request, pairs))
    if refusals:
        proposal = replace(proposal, refusals=refusals)
    else:
        result = solve(assembly.problem, limits, progress)
        if result.status == "infeasible" and _has_delegations(assembly):
            milder = assemble(roster, request, pairs.pairs, firm=False)
            again = solve(milder.problem, limits, progress)
            if again.status != "infeasible":
                assembly, result = milder, again
                words = _("Not every project can send all its people every time.")
                assembly.expansion.notes.append(words)
        proposal = _read(assembly, proposal, pairs, result, request)
        proposal = replace(proposal, moved=result.moved, fewest_moved=result.fewest)
    notes = (*_notes(assembly, request), *pairs.notes, *proposal.notes)
    return _timed(replace(proposal, notes=notes), request, started)


def _has_delegations(assembly: Assembly) -> bool:
    return any(occasion.delegations for occasion in assembly.expansion.occasions)


def _timed(proposal: Proposal, request: Request, started: float) -> Proposal:
    """Add what is known of every proposal: seed, name of the question, time it took."""
    question = request.to_data()
    question.get("limits", {}).pop("seconds", None)
    text = json.dumps([question, proposal.fingerprint], sort_keys=True)
    return replace(
        proposal,
        seed=request.limits.seed,
        fingerprint=hashlib.sha256(text.encode()).hexdigest(),
        seconds=round(perf_counter() - started, 3),
    )


def _with_pairs(proposal: Proposal, pairs: Pairs) -> Proposal:
    if not pairs.pairs and not pairs.odd_ones:
        return proposal
    return replace(
        proposal,
        pairs=tuple(pairs.pairs),
        odd_ones=tuple(pairs.odd_ones),
        pairs_score=pairs.score,
        pairs_bound=pairs.bound,
    )


# Counting, before anything is solved


def _refusals(assembly: Assembly, request: Request, pairs: Pairs) -> Iterator[Refusal]:
    """List what cannot come out whatever is decided, each thing once."""
    found: dict[tuple[str, str], Refusal] = {}
    for refusal in (*_counted(assembly, request), *pairs.refusals, *assembly.book.refusals):
        found.setdefault((refusal.rule, refusal.scope), refusal)
    for refusal in found.values():
        alone = len(found) == 1
        mends = mends_of(refusal, assembly.roster, request.blueprint, alone=alone)
        yield replace(refusal, mends=mends)


def _counted(assembly: Assembly, request: Request) -> Iterator[Refusal]:
    """List what the blueprint's own counting finds impossible."""
    blueprint = assembly.roster.blueprint
    waived = {(one.rule, one.subject) for one in assembly.roster.facts.waivers if not one.thing}
    ground = assembly.ground
    for finding in (*impossible(ground), *nobody_can_host(ground), *too_few(ground)):
        scope = finding.subject.key
        if (finding.rule, scope) in waived:
            continue
        values = finding.values
        lacking = (it.to.key for it in finding.mends if it.to and it.verb == "add_role")
        if finding.is_hard and (not request.only or scope in request.only):
            yield Refusal(
                rule=finding.rule or values.get("format") or values.get("pairing", ""),
                scope=scope,
                words=in_words(finding, blueprint),
                wanted=None if finding.asked is None else int(finding.asked),
                possible=None if finding.listed is None else int(finding.listed),
                role=next(lacking, ""),
                mend=mend_in_words(finding, blueprint),
            )


def _notes(assembly: Assembly, request: Request) -> Iterator[Words]:
    """Say what was assumed, and what was chosen where the sources leave it open."""
    roster = assembly.roster
    yield from roster.notes()
    yield from assembly.expansion.notes
    if not roster.days.is_end_known:
        yield _(
            "Nobody says when the programme ends: {day} is assumed.", day=on_day(roster.days.ends)
        )
    if roster.blueprint.planning.sizes == "different":
        yield _("Partners of different sizes are wanted: size is left out of the scores.")
    for item in roster.blueprint.formats:
        if item.host_otherwise:
            chosen = request.reading.hosts.get(item.key, 0) + 1
            yield _(
                "The sources disagree about who hosts «{format}»: reading {number} is planned.",
                format=of_text(item.label),
                number=chosen,
            )


# The answer, in words


def _read(
    assembly: Assembly,
    proposal: Proposal,
    pairs: Pairs,
    result: Result[ProgrammePlan],
    request: Request,
) -> Proposal:
    proposal = replace(
        proposal,
        status=_status(result, pairs),
        objective=result.objective,
        bound=result.bound,
        gap=result.gap,
        proved_by=result.proof.method if result.proof else "",
        fingerprint=result.fingerprint,
        trace=tuple(
            TracePoint(
                stage=step.stage,
                seconds=round(step.seconds, 3),
                objective=step.objective,
                bound=step.bound,
            )
            for step in result.trace
        ),
    )
    if result.plan is not None:
        planned = replace(
            proposal,
            exchanges=exchanges(assembly, result.plan),
            parts=cost_by_kind(assembly, result.plan),
            loads=loads(assembly, result.plan),
        )
        return _judged(assembly, planned)
    if result.explanation is not None:
        return _explained(assembly, proposal, result.explanation, request)
    return proposal


def _status(result: Result[ProgrammePlan], pairs: Pairs) -> Status:
    if result.status == "optimal" and not pairs.proved:
        return "feasible"
    return result.status


def _judged(assembly: Assembly, proposal: Proposal) -> Proposal:
    """Let the blueprint's own rules judge the plan; a broken one is never shown as optimal."""
    verdict = judge(assembly, proposal.exchanges, proposal.pairs)
    return replace(
        proposal,
        status="feasible" if verdict.broken else proposal.status,
        rules_kept=verdict.kept,
        rules_total=verdict.total,
        notes=(*proposal.notes, *verdict.broken),
    )


def _explained(
    assembly: Assembly, proposal: Proposal, explanation: Explanation, request: Request
) -> Proposal:
    teller = Teller(assembly)
    return replace(
        proposal,
        conflict=teller.conflict(explanation),
        conflict_minimal=explanation.minimal,
        mends=Mender(assembly, explanation, request, proposal.pairs).mends(),
        notes=(*proposal.notes, teller.in_a_sentence(explanation)),
    )
