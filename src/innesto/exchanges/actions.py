"""Plan, publish, answer, call off: what can be done to plans and exchanges."""

import secrets
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.finding import Finding
from innesto.blueprints.schema import Blueprint
from innesto.exchanges.models import CalendarFeed, Exchange, Pair, Plan, PlanWish, Seat
from innesto.exchanges.queries.findings import blocking_findings
from innesto.exchanges.queries.planning import partners_by_key, scope_names, title_of
from innesto.exchanges.tasks import announce_changes, solve_plan
from innesto.journal.actions import record
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.rounds.proposal import PlannedExchange, Proposal


class AlreadyPlanning(Exception):
    """The planner is at work on this part of the programme; ``plan`` says where to look."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.plan = plan


class NothingToStop(Exception):
    """The planner had answered already."""


class NotPublishable(Exception):
    """The plan is not ready, was published, or a later one was."""


class HardFindings(Exception):
    """Rules that must hold are broken; ``findings`` says which."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__(findings)
        self.findings = findings


class AlreadyAnswered(Exception):
    """The seat has this answer already, or its exchange is over."""


class NotStanding(Exception):
    """The exchange was held or called off meanwhile."""


@transaction.atomic
def ask_for_plan(
    programme: Programme,
    *,
    by: User,
    scope: str = "",
    seconds: int = 20,
    seed: int = 0,
    reading: Mapping[str, Any] | None = None,
) -> Plan:
    """Put a planning job in the queue. Raises ``AlreadyPlanning``, also for a double click."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    plans = programme.plans.filter(scope=scope)
    running = plans.unfinished().first()
    if running:
        raise AlreadyPlanning(running)
    last = plans.aggregate(last=Max("number"))["last"] or 0
    plan = Plan.objects.create(
        programme=programme,
        scope=scope,
        number=last + 1,
        asked_by=by,
        asked_at=timezone.now(),
        seconds=seconds,
        seed=seed,
        reading=dict(reading or {}),
    )
    record("plan_asked", plan, by=by, within=programme)
    transaction.on_commit(partial(solve_plan.enqueue, plan.pk))
    return plan


@transaction.atomic
def stop_planning(plan: Plan, *, by: User) -> Plan:
    """Ask the planner to stop; it keeps the best plan found so far.

    Raises ``NothingToStop`` when it has answered meanwhile.
    """
    plan = Plan.objects.select_for_update().select_related("programme").get(pk=plan.pk)
    if not plan.is_unfinished:
        raise NothingToStop
    plan.stop_asked = True
    if plan.state == Plan.State.WAITING:
        plan.state = Plan.State.STOPPED
        plan.finished_at = timezone.now()
    plan.save(update_fields=["stop_asked", "state", "finished_at"])
    record("plan_stopped", plan, by=by, within=plan.programme)
    return plan


@transaction.atomic
def make_wish(
    programme: Programme,
    *,
    by: User,
    kind: str,
    value: str,
    exchange_key: str = "",
    pair_with: str = "",
    reason: str = "",
) -> PlanWish:
    """Fix or forbid something for the next plan; wishing it twice changes the reason."""
    wish, _created = PlanWish.objects.update_or_create(
        programme=programme,
        kind=kind,
        exchange_key=exchange_key,
        value=value,
        pair_with=pair_with,
        defaults={"reason": reason, "by": by, "at": timezone.now()},
    )
    record("wish_made", wish, by=by, within=programme, reason=reason)
    return wish


@transaction.atomic
def drop_wish(wish: PlanWish, *, by: User) -> None:
    """Leave it to the planner again."""
    record("wish_dropped", wish, by=by, within=wish.programme, reason=wish.reason)
    wish.delete()


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
    blueprint = blueprint_of(programme)
    for planned in proposal.exchanges:
        exchange = standing.pop(planned.key, None)
        if exchange is None:
            exchange = Exchange(programme=programme, key=planned.key)
            changes["created"].append(_place(exchange, planned, plan, partners, blueprint))
        elif exchange.is_standing and _differs(exchange, planned, partners):
            changes["moved"].append(_place(exchange, planned, plan, partners, blueprint))
    for exchange in standing.values():
        if exchange.is_standing:
            exchange.state = Exchange.State.CANCELLED
            _touch(exchange, "state")
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
    blueprint: Blueprint,
) -> int:
    """Give the exchange the days and seats of the proposal; answers start anew if it moved."""
    moved = (exchange.starts_on, exchange.half) != (planned.starts_on, planned.half)
    exchange.plan = plan
    exchange.format = planned.format
    exchange.scope = planned.scope
    exchange.leg = planned.leg
    exchange.number = planned.number
    exchange.title = title_of(blueprint, planned)
    exchange.scope_names = scope_names(
        planned.scope, blueprint, {key: p.organisation.name for key, p in partners.items()}
    )
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


def _touch(exchange: Exchange, *fields: str) -> None:
    """Save the fields as a new revision, so that calendars notice."""
    exchange.revision += 1
    exchange.changed_at = timezone.now()
    exchange.save(update_fields=[*fields, "revision", "changed_at"])


@transaction.atomic
def accept_seat(seat: Seat, *, by: User) -> Seat:
    """Say that the partner hosts or comes; the exchange is confirmed once all who must have.

    Raises ``AlreadyAnswered``.
    """
    return _answer(seat, Seat.Answer.ACCEPTED, by=by)


@transaction.atomic
def decline_seat(seat: Seat, *, reason: str, by: User) -> Seat:
    """Say that the partner cannot, and why; the coordinator plans again or lets it be.

    Raises ``AlreadyAnswered``.
    """
    return _answer(seat, Seat.Answer.DECLINED, by=by, reason=reason)


def _answer(seat: Seat, answer: Seat.Answer, *, by: User, reason: str = "") -> Seat:
    exchange = Exchange.objects.select_for_update().get(pk=seat.exchange_id)
    seat = Seat.objects.select_for_update().get(pk=seat.pk)
    if not exchange.is_standing or seat.answer == answer:
        raise AlreadyAnswered
    seat.answer, seat.reason = answer, reason
    seat.answered_by, seat.answered_at = by, timezone.now()
    seat.save(update_fields=["answer", "reason", "answered_by", "answered_at"])
    must = exchange.seats.filter(is_optional=False)
    confirmed = not must.exclude(answer=Seat.Answer.ACCEPTED).exists()
    state = Exchange.State.CONFIRMED if confirmed else Exchange.State.ANNOUNCED
    if exchange.state != state:
        exchange.state = state
        _touch(exchange, "state")
    record(
        f"seat_{answer}", exchange, by=by, within=exchange.programme, partner=seat.partner_id,
        reason=reason,
    )  # fmt: skip
    return seat


@transaction.atomic
def arrange_exchange(exchange: Exchange, *, by: User, venue: str, link: str) -> Exchange:
    """Say where it takes place and which link opens the room. Raises ``NotStanding``."""
    exchange = _standing(exchange)
    exchange.venue, exchange.link = venue, link
    _touch(exchange, "venue", "link")
    record("exchange_arranged", exchange, by=by, within=exchange.programme)
    return exchange


@transaction.atomic
def call_off_exchange(exchange: Exchange, *, reason: str, by: User) -> Exchange:
    """Call an exchange off; its seats stay, so that people see what was called off and why.

    Raises ``NotStanding``.
    """
    exchange = _standing(exchange)
    exchange.state = Exchange.State.CANCELLED
    _touch(exchange, "state")
    record("exchange_called_off", exchange, by=by, within=exchange.programme, reason=reason)
    return exchange


@transaction.atomic
def hold_exchange(exchange: Exchange, *, by: User) -> Exchange:
    """Say that it took place: from now on no plan moves it. Raises ``NotStanding``."""
    exchange = _standing(exchange)
    exchange.state = Exchange.State.HELD
    _touch(exchange, "state")
    record("exchange_held", exchange, by=by, within=exchange.programme)
    return exchange


def _standing(exchange: Exchange) -> Exchange:
    exchange = Exchange.objects.select_for_update().get(pk=exchange.pk)
    if not exchange.is_standing:
        raise NotStanding
    return exchange


@transaction.atomic
def renew_feed(person: User, *, by: User) -> CalendarFeed:
    """Give the person's calendar a new secret address; the old one leads nowhere."""
    feed, _created = CalendarFeed.objects.update_or_create(
        person=person, defaults={"token": secrets.token_urlsafe(32)}
    )
    record("feed_renewed", person, by=by)
    return feed
