"""What makes the demo live: plans by the real planner, answers, a withdrawal, closed days."""

import datetime

from django.utils import timezone

from innesto.config.demo.people import person
from innesto.config.demo.practices.past import months_ago, noon_of
from innesto.config.demo.programmes import LEADERS
from innesto.exchanges.actions.meetings import accept_seat, decline_seat, hold_exchange
from innesto.exchanges.actions.plans import ask_for_plan
from innesto.exchanges.actions.publishing import HardFindings, NotPublishable, publish_plan
from innesto.exchanges.models import Exchange, Plan, Seat
from innesto.exchanges.tasks import solve_plan
from innesto.organisations.actions import ask_to_join, close_days
from innesto.organisations.models import Organisation
from innesto.programmes.actions.partner import withdraw_partner
from innesto.programmes.models import Partner, Programme

SECONDS = 30
"""Longest time for one plan; all of them are proven long before."""
MONTHS_UNDER_WAY = 6
"""How long ago the plans were asked for of which a part is over."""
BEFOREHAND = datetime.timedelta(days=14)
"""So long before an exchange its last answer came."""
ABSENT = "Esempio di risposta: chi doveva venire si è ammalato"


def give_life() -> None:
    """Plan, publish and answer, so that every page has something to show."""
    if Plan.objects.exists():
        return
    _close_some_days()
    _multiply()
    for slug in LEADERS:
        if slug != "multiply" and _published(plan := _planned(slug, asked_on=_in_spring(slug))):
            _hold(plan)
            _answer(plan, every=2)
    _ask_to_join()


def _multiply() -> None:
    """Show every state: Poland half held, Austria proposed, Italy half and planned again.

    Germany loses its prize city, so that its plan is impossible and says why.
    """
    poland = _planned("multiply", scope="PL", asked_on=_in_spring("multiply"))
    if _published(poland):
        _hold(poland)
        _answer(poland)
    italy = _planned("multiply", scope="IT")
    if _published(italy):
        _answer(italy, every=2)
        _decline_one(italy)
    _planned("multiply", scope="AT")
    prize = Partner.objects.filter(
        programme__slug="multiply", organisation__name="Hamm", left_on=None
    ).first()
    if prize:
        withdraw_partner(
            prize,
            reason="Esempio di ritiro, per mostrare che cosa cambia nel piano",
            on=timezone.localdate(),
            by=person("ada"),
        )
    _planned("multiply", scope="DE")
    _planned("multiply", scope="IT")


def _in_spring(slug: str) -> datetime.date:
    """Return the day on which a plan was asked for whose first exchanges are over by now."""
    begun = Programme.objects.get(slug=slug).starts_on
    return max(filter(None, (begun, months_ago(MONTHS_UNDER_WAY))))


def _planned(slug: str, *, scope: str = "", asked_on: datetime.date | None = None) -> Plan:
    """Ask the planner, today or on a day that is over, and wait for its answer."""
    programme = Programme.objects.get(slug=slug)
    leader = programme.participants.current().filter(may_coordinate=True).first()
    assert leader
    assert leader.user
    plan = ask_for_plan(programme, by=leader.user, scope=scope, seconds=SECONDS)
    if asked_on:
        Plan.objects.filter(pk=plan.pk).update(asked_at=noon_of(asked_on))
    solve_plan.call(plan.pk)
    plan.refresh_from_db()
    return plan


def _published(plan: Plan) -> bool:
    """Publish a plan if there is one that may be published."""
    assert plan.asked_by
    try:
        publish_plan(plan, by=plan.asked_by)
    except (HardFindings, NotPublishable):
        return False
    return True


def _hold(plan: Plan) -> None:
    """Hold what is over: everybody came but one, where one was free to come."""
    assert plan.asked_by
    over = plan.exchanges.filter(ends_on__lt=timezone.localdate()).order_by("starts_on", "pk")
    absent = Seat.objects.filter(exchange__in=over, is_optional=True).order_by("pk").first()
    for exchange in over:
        for seat in exchange.seats.order_by("pk"):
            if seat == absent:
                decline_seat(seat, reason=ABSENT, by=plan.asked_by)
            else:
                accept_seat(seat, by=plan.asked_by)
        exchange.seats.update(answered_at=noon_of(exchange.starts_on - BEFOREHAND))
        hold_exchange(exchange, by=plan.asked_by)


def _answer(plan: Plan, *, every: int = 1) -> None:
    """Accept every seat of a plan, or every second one; Trieste has still to answer."""
    assert plan.asked_by
    seats = Seat.objects.filter(exchange__plan=plan, answer=Seat.Answer.ASKED)
    seats = seats.exclude(exchange__state=Exchange.State.HELD).order_by("exchange__starts_on", "pk")
    for number, seat in enumerate(seats.exclude(partner__organisation__name="Trieste")):
        if number % every == 0:
            accept_seat(seat, by=plan.asked_by)


def _decline_one(plan: Plan) -> None:
    seat = Seat.objects.filter(exchange__plan=plan, answer=Seat.Answer.ASKED, part="guest")
    chosen = seat.exclude(partner__organisation__name="Trieste").order_by("pk").first()
    if chosen:
        decline_seat(
            chosen, reason="Esempio di risposta: in quei giorni non possiamo", by=person("ada")
        )


def _close_some_days() -> None:
    spring = timezone.localdate() + datetime.timedelta(days=150)
    for name in ("Varsavia", "Trieste"):
        for organisation in Organisation.objects.filter(name=name):
            close_days(
                organisation,
                first_day=spring,
                last_day=spring + datetime.timedelta(days=4),
                by=person("ada"),
                reason="Fiera cittadina",
            )


def _ask_to_join() -> None:
    """Leave a request that waits for an answer on somebody's desk."""
    asti = Organisation.objects.filter(name__startswith="Asti").first()
    if asti:
        ask_to_join(asti, by=person("olga"), job="Ufficio relazioni con il pubblico")
