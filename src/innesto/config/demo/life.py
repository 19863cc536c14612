"""What makes the demo live: plans by the real planner, answers, a withdrawal, closed days."""

import datetime

from django.utils import timezone

from innesto.config.demo.people import person
from innesto.config.demo.programmes import LEADERS
from innesto.exchanges.actions.meetings import accept_seat, decline_seat
from innesto.exchanges.actions.plans import ask_for_plan
from innesto.exchanges.actions.publishing import HardFindings, NotPublishable, publish_plan
from innesto.exchanges.models import Plan, Seat
from innesto.exchanges.tasks import solve_plan
from innesto.organisations.actions import ask_to_join, close_days
from innesto.organisations.models import Organisation
from innesto.programmes.actions.partner import withdraw_partner
from innesto.programmes.models import Partner, Programme

SECONDS = 30
"""Longest time for one plan; all of them are proven long before."""


def give_life() -> None:
    """Plan, publish and answer, so that every page has something to show."""
    if Plan.objects.exists():
        return
    _close_some_days()
    _multiply()
    for slug in LEADERS:
        if slug != "multiply" and _published(plan := _planned(slug)):
            _answer(plan, every=2)
    _ask_to_join()


def _multiply() -> None:
    """Show every state: Poland accepted, Austria proposed, Italy half and planned again.

    Germany loses its prize city, so that its plan is impossible and says why.
    """
    poland = _planned("multiply", scope="PL")
    if _published(poland):
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


def _planned(slug: str, *, scope: str = "") -> Plan:
    """Ask the planner and wait for its answer."""
    programme = Programme.objects.get(slug=slug)
    leader = programme.participants.current().filter(may_coordinate=True).first()
    assert leader
    assert leader.user
    plan = ask_for_plan(programme, by=leader.user, scope=scope, seconds=SECONDS)
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


def _answer(plan: Plan, *, every: int = 1) -> None:
    """Accept every seat of a plan, or every second one; Trieste has still to answer."""
    assert plan.asked_by
    seats = Seat.objects.filter(exchange__plan=plan).order_by("exchange__starts_on", "pk")
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
        ask_to_join(asti, by=person("cleo"), job="Ufficio relazioni con il pubblico")
