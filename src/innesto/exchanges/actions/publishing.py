"""Turn a proposal into announced exchanges."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.finding import Finding
from innesto.exchanges.models import Exchange, Pair, Plan, Seat
from innesto.exchanges.queries.findings import blocking_findings
from innesto.exchanges.queries.names import Names, names_in, title_of
from innesto.exchanges.queries.planning import partners_by_key
from innesto.exchanges.tasks import announce_changes
from innesto.journal.actions import record
from innesto.programmes.models import Partner, Programme
from innesto.rounds.proposal import PlannedExchange, Proposal


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
    Raises ``NotPublishable`` and ``HardFindings``.
    """
    programme = Programme.objects.select_for_update().get(pk=plan.programme_id)
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    plan.programme = programme
    later = programme.plans.filter(
        scope=plan.scope, number__gt=plan.number, state=Plan.State.PUBLISHED
    )
    proposal = Proposal.from_data(plan.proposal) if plan.is_ready else None
    if proposal is None or not proposal.has_plan or later.exists():
        raise NotPublishable
    blocking = blocking_findings(plan)
    if blocking:
        raise HardFindings(blocking)
    changes = _carry_out(plan, proposal)
    plan.state = Plan.State.PUBLISHED
    plan.save(update_fields=["state"])
    record("plan_published", plan, by=by, within=programme, **changes)
    transaction.on_commit(partial(announce_changes.enqueue, plan.pk, changes))
    return plan


def _carry_out(plan: Plan, proposal: Proposal) -> dict[str, list[int]]:
    """Make the exchanges and pairs of the proposal so; return what was created, moved, ended."""
    programme = plan.programme
    partners = partners_by_key(programme)
    standing = {
        exchange.key: exchange
        for exchange in programme.exchanges.select_for_update().standing()
        if not plan.scope or exchange.scope == plan.scope
    }
    changes: dict[str, list[int]] = {"created": [], "moved": [], "ended": []}
    names = names_in(programme, {key: p.organisation.name for key, p in partners.items()})
    for planned in proposal.exchanges:
        exchange = standing.pop(planned.key, None)
        if exchange is None:
            exchange = Exchange(programme=programme, key=planned.key)
            changes["created"].append(_place(exchange, planned, plan, partners, names))
        elif exchange.is_standing and _differs(exchange, planned, partners):
            changes["moved"].append(_place(exchange, planned, plan, partners, names))
    for exchange in standing.values():
        if exchange.is_standing:
            exchange.state = Exchange.State.CANCELLED
            exchange.revise("state")
            changes["ended"].append(exchange.pk)
    for pair in proposal.pairs:
        Pair.objects.update_or_create(
            programme=programme,
            strand=pair.strand,
            first=partners[pair.a],
            second=partners[pair.b],
            defaults={"score": pair.score, "parts": [dict(part.words) for part in pair.parts]},
        )
    return changes


def _differs(exchange: Exchange, planned: PlannedExchange, partners: Mapping[str, Partner]) -> bool:
    days = (exchange.starts_on, exchange.ends_on, exchange.half, exchange.mode)
    seats = {(seat.partner_id, seat.part) for seat in exchange.seats.all()}
    return days != (planned.starts_on, planned.ends_on, planned.half, planned.mode) or (
        seats != {(partner.pk, part) for partner, part, _may in _seats_of(planned, partners)}
    )


def _seats_of(
    planned: PlannedExchange, partners: Mapping[str, Partner]
) -> list[tuple[Partner, str, bool]]:
    """Return partner, part and «by choice» of everyone the proposal seats."""
    host = [(partners[planned.host], str(Seat.Part.HOST), False)] if planned.host else []
    must = [(partners[key], str(Seat.Part.GUEST), False) for key in planned.guests]
    may = [(partners[key], str(Seat.Part.GUEST), True) for key in planned.optional_guests]
    return host + must + may


def _place(
    exchange: Exchange,
    planned: PlannedExchange,
    plan: Plan,
    partners: Mapping[str, Partner],
    names: Names,
) -> int:
    """Give the exchange the days and seats of the proposal; answers start anew if it moved."""
    moved = (exchange.starts_on, exchange.half) != (planned.starts_on, planned.half)
    exchange.plan = plan
    exchange.format = planned.format
    exchange.scope = planned.scope
    exchange.leg = planned.leg
    exchange.number = planned.number
    exchange.title = title_of(names.blueprint, planned)
    exchange.scope_names = names.scope_by_language(planned.scope)
    exchange.starts_on = planned.starts_on
    exchange.ends_on = planned.ends_on
    exchange.half = planned.half
    exchange.half_days = planned.half_days
    exchange.mode = planned.mode
    exchange.state = Exchange.State.ANNOUNCED
    exchange.revision += 1
    exchange.changed_at = timezone.now()
    exchange.save()
    wanted = {
        partner.pk: (partner, part, may) for partner, part, may in _seats_of(planned, partners)
    }
    for seat in exchange.seats.all():
        partner, part, may = wanted.pop(seat.partner_id, (None, "", False))
        if partner is None:
            seat.delete()
        elif moved or seat.part != part:
            seat.part, seat.is_optional = part, may
            seat.answer, seat.reason = Seat.Answer.ASKED, ""
            seat.answered_by = seat.answered_at = None
            seat.save()
    Seat.objects.bulk_create(
        Seat(exchange=exchange, partner=partner, part=part, is_optional=may)
        for partner, part, may in wanted.values()
    )
    return exchange.pk
