"""Turn a proposal into announced exchanges."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.finding import Finding
from innesto.exchanges.models import Exchange, Move, Pair, Plan, Seat
from innesto.exchanges.queries.answers import is_accepted_by_all
from innesto.exchanges.queries.findings import blocking_findings
from innesto.exchanges.queries.names import Names, names_with_company, title_of
from innesto.exchanges.queries.planning import covered_scopes, partners_by_key
from innesto.exchanges.queries.zones import zone_of
from innesto.exchanges.signals import exchange_called_off, exchange_moved
from innesto.exchanges.tasks import announce_changes
from innesto.journal.actions import record
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import facts_of
from innesto.rounds.letters.proposal import PlannedExchange, Proposal
from innesto.search.actions import hand_in


class NotPublishable(Exception):
    """The plan is not ready, was published, or a later one was."""


class HardFindings(Exception):
    """Rules that must hold are broken; ``findings`` says which."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


@transaction.atomic
def publish_plan(plan: Plan, *, by: User) -> Plan:
    """Turn a proposal into announced exchanges, and tell the partners what concerns them.

    An exchange that stands already keeps its seats and answers unless its host or days change;
    one that the proposal no longer has is called off. What was held is never touched.
    Raises ``NotPublishable``, also when a partner of the proposal has left meanwhile, and
    ``HardFindings``.
    """
    programme = Programme.objects.select_for_update().get(pk=plan.programme_id)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.programme = programme
    partners = partners_by_key(programme)
    proposal = Proposal.from_data(plan.proposal) if plan.is_ready else None
    if (
        proposal is None
        or not proposal.has_plan
        or not partners.keys() >= proposal.organisations
        or programme.plans.published_after(plan).exists()
    ):
        raise NotPublishable
    blocking = blocking_findings(plan)
    if blocking:
        raise HardFindings(blocking)
    changes = _carry_out(plan, proposal, partners)
    _pair(plan, proposal, partners)
    plan.state = Plan.State.PUBLISHED
    plan.save(update_fields=["state"])
    for moved in Exchange.objects.filter(pk__in=changes.moved):
        exchange_moved.send(Exchange, exchange=moved, by=by)
    for ended in Exchange.objects.filter(pk__in=changes.ended):
        exchange_called_off.send(Exchange, exchange=ended, by=by)
    record("plan_published", plan, by=by, within=programme, **asdict(changes))
    hand_in("exchange", *programme.exchanges.values_list("pk", flat=True))
    transaction.on_commit(partial(announce_changes.enqueue, plan.pk, asdict(changes)))
    return plan


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did: exchanges by number, and of one that stays who came in or went out.

    ``regrouped`` are those who stay while other towns or people come for them.
    """

    created: list[int] = field(default_factory=list)
    moved: list[int] = field(default_factory=list)
    ended: list[int] = field(default_factory=list)
    joined: list[tuple[int, int]] = field(default_factory=list)
    left: list[tuple[int, int]] = field(default_factory=list)
    regrouped: list[tuple[int, int]] = field(default_factory=list)


def _carry_out(plan: Plan, proposal: Proposal, partners: Mapping[str, Partner]) -> Changes:
    """Make the exchanges of the proposal so."""
    programme = plan.programme
    there = {one.key: one for one in programme.exchanges.select_for_update()}
    names = names_with_company(programme, facts_of(programme))
    changes = Changes()
    for planned in proposal.exchanges:
        exchange = there.pop(planned.key, None) or Exchange(
            programme=programme, key=planned.key, state=Exchange.State.CANCELLED
        )
        is_fixed = exchange.is_by_hand and exchange.is_standing
        if exchange.state != Exchange.State.HELD and not is_fixed:
            host = partners.get(planned.host)
            _place(
                exchange, planned, _seats_of(planned, partners, names), names, plan, host, changes
            )
    covered = covered_scopes(plan)
    for exchange in there.values():
        is_planned = exchange.is_standing and not exchange.is_by_hand
        if is_planned and (not plan.scope or exchange.scope in covered):
            exchange.state = Exchange.State.CANCELLED
            exchange.revise("state")
            changes.ended.append(exchange.pk)
    return changes


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A seat as the proposal wants it."""

    partner: int
    part: str
    is_optional: bool
    towns: tuple[str, ...] = ()
    people: int = 0


def _seats_of(
    planned: PlannedExchange, partners: Mapping[str, Partner], names: Names
) -> Sequence[_Wanted]:
    host = [planned.host] if planned.host else []
    parts = [
        *((key, Seat.Part.HOST, False) for key in host),
        *((key, Seat.Part.GUEST, False) for key in planned.guests),
        *((key, Seat.Part.GUEST, True) for key in planned.optional_guests),
    ]
    return [
        _Wanted(
            partners[key].pk,
            part,
            is_optional,
            tuple(names.company.get(town, town) for town in planned.towns.get(key, ())),
            len(planned.people.get(key, ())),
        )
        for key, part, is_optional in parts
    ]


def _place(
    exchange: Exchange,
    planned: PlannedExchange,
    seats: Sequence[_Wanted],
    names: Names,
    plan: Plan,
    host: Partner | None,
    changes: Changes,
) -> None:
    """Give the exchange the days and seats of the proposal, and keep in mind what changed."""
    is_new = not exchange.is_standing
    seats_there = Seat.objects.filter(exchange__programme=plan.programme, exchange__key=planned.key)
    there = {seat.partner_id: seat for seat in seats_there}
    hosted_by = next((pk for pk, seat in there.items() if seat.part == Seat.Part.HOST), None)
    is_elsewhere = hosted_by != (host.pk if host else None)
    is_moved = is_elsewhere or _when(exchange) != _when(planned)
    if not is_new and not is_moved and _parts(there.values()) == _parts(seats):
        return
    if is_new or is_elsewhere:
        exchange.zone = zone_of(plan.programme, host)
    if is_moved and not is_new:
        Move.of(exchange, plan=plan).save()
    _write(exchange, planned, names, plan)
    regrouped = [seat.partner for seat in seats if _is_regrouped(there.get(seat.partner), seat)]
    joined = _seat(exchange, seats, there, afresh=is_new or is_moved)
    if is_new:
        changes.created.append(exchange.pk)
    elif is_moved:
        changes.moved.append(exchange.pk)
    else:
        changes.joined.extend((exchange.pk, partner) for partner in joined)
        changes.regrouped.extend((exchange.pk, partner) for partner in regrouped)
    if not is_new:
        changes.left.extend((exchange.pk, pk) for pk in there.keys() - {s.partner for s in seats})
    if is_accepted_by_all(exchange):
        exchange.state = Exchange.State.CONFIRMED
        exchange.save(update_fields=["state"])


def _when(exchange: Exchange | PlannedExchange) -> tuple[datetime.date, datetime.date, str, str]:
    return exchange.starts_on, exchange.ends_on, exchange.half, exchange.mode


def _parts(seats: Iterable[Seat | _Wanted]) -> set[tuple[int, str, tuple[str, ...], int]]:
    return {
        (
            seat.partner_id if isinstance(seat, Seat) else seat.partner,
            seat.part,
            tuple(seat.towns),
            seat.people,
        )
        for seat in seats
    }


def _write(exchange: Exchange, planned: PlannedExchange, names: Names, plan: Plan) -> None:
    exchange.plan, exchange.is_by_hand = plan, False
    exchange.format = planned.format
    exchange.scope = planned.scope
    exchange.leg = planned.leg
    exchange.number = planned.number
    exchange.title = title_of(names.blueprint, planned.format, planned.leg)
    exchange.scope_names = names.scope_by_language(planned.scope)
    if exchange.half != planned.half or exchange.half_days != planned.half_days:
        exchange.opens = exchange.closes = None
    exchange.starts_on = planned.starts_on
    exchange.ends_on = planned.ends_on
    exchange.half = planned.half
    exchange.half_days = planned.half_days
    exchange.mode = planned.mode
    exchange.state, exchange.reason = Exchange.State.ANNOUNCED, ""
    exchange.revision += 1
    exchange.changed_at = timezone.now()
    exchange.save()


def _seat(
    exchange: Exchange, seats: Sequence[_Wanted], there: Mapping[int, Seat], *, afresh: bool
) -> Sequence[int]:
    """Seat whom the proposal wants; return who is new. Answers start ``afresh`` if it moved."""
    wanted = {seat.partner: seat for seat in seats}
    for partner, seat in there.items():
        if partner not in wanted:
            seat.delete()
        elif afresh or seat.part != wanted[partner].part:
            seat.part, seat.is_optional = wanted[partner].part, wanted[partner].is_optional
            seat.answer, seat.reason = Seat.Answer.ASKED, ""
            seat.answered_by = seat.answered_at = None
            seat.towns, seat.people = [*wanted[partner].towns], wanted[partner].people
            seat.save()
        elif _is_regrouped(seat, wanted[partner]):
            seat.towns, seat.people = [*wanted[partner].towns], wanted[partner].people
            seat.save(update_fields=["towns", "people"])
    joined = [seat for seat in seats if seat.partner not in there]
    Seat.objects.bulk_create(
        Seat(
            exchange=exchange,
            partner_id=seat.partner,
            part=seat.part,
            is_optional=seat.is_optional,
            towns=[*seat.towns],
            people=seat.people,
        )
        for seat in joined
    )
    return [seat.partner for seat in joined]


def _is_regrouped(seat: Seat | None, wanted: _Wanted) -> bool:
    """Tell whether other towns or people come for a partner who has a seat."""
    return seat is not None and (tuple(seat.towns), seat.people) != (wanted.towns, wanted.people)


def _pair(plan: Plan, proposal: Proposal, partners: Mapping[str, Partner]) -> None:
    """Keep the pairs of the proposal; in its strands, others that have not met are dissolved."""
    programme = plan.programme
    kept = [
        Pair.objects.update_or_create(
            programme=programme,
            strand=pair.strand,
            first=partners[pair.a],
            second=partners[pair.b],
            third=partners[pair.c] if pair.c else None,
            accompanies=pair.accompanies,
            defaults={
                "score": pair.score,
                "parts": [dict(part.words) for part in pair.parts],
                "themes": [*pair.themes],
            },
        )[0].pk
        for pair in proposal.pairs
    ]
    met = set(programme.exchanges.filter(state=Exchange.State.HELD).values_list("scope", flat=True))
    strands = {pair.strand for pair in proposal.pairs}
    for pair in programme.pairs.with_names().filter(strand__in=strands).exclude(pk__in=kept):
        if pair.scope not in met:
            pair.delete()
