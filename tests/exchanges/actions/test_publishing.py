import datetime

import pytest
from django.utils import timezone

from innesto.exchanges.actions.meetings import (
    accept_seat,
    call_off_exchange,
    hold_exchange,
)
from innesto.exchanges.actions.publishing import NotPublishable, publish_plan
from innesto.exchanges.models import Exchange, Pair, Plan, Seat
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.programmes.actions.partner import withdraw_partner
from innesto.rounds.letters.proposal import PlannedPair
from tests.exchanges.conftest import proposal_of, verbs, visit
from tests.exchanges.factories import PlanFactory
from tests.organisations.factories import MembershipFactory

pytestmark = pytest.mark.django_db


def test_publish_plan_makes_exchanges_with_seats(plan, coordinator):
    publish_plan(plan, by=coordinator)

    first = Exchange.objects.get(key="visit..1")
    seats = {(s.partner.organisation.slug, s.part, s.answer) for s in first.seats.all()}
    assert seats == {
        ("asti", "host", "asked"),
        ("cuneo", "guest", "asked"),
        ("torino", "guest", "asked"),
    }
    assert (first.name, first.starts_on) == ("Visita", datetime.date(2027, 3, 3))
    assert Exchange.objects.count() == 3
    assert Plan.objects.get().state == Plan.State.PUBLISHED
    assert verbs(plan.programme) == ["plan_published"]


def test_publish_plan_tells_each_partner_what_concerns_it(
    plan, coordinator, referent, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        publish_plan(plan, by=coordinator)

    titles = Notification.objects.filter(to=referent).values_list("title", flat=True)
    assert sorted(titles) == ["Visita: partecipate?"] * 3


def test_publish_plan_refuses_a_second_click(plan, coordinator):
    publish_plan(plan, by=coordinator)

    with pytest.raises(NotPublishable):
        publish_plan(plan, by=coordinator)
    assert Exchange.objects.count() == 3


@pytest.mark.parametrize("status", ["infeasible", "refused", "unknown"])
def test_publish_plan_refuses_what_is_no_plan(plan, coordinator, status):
    plan.proposal = proposal_of(status=status)
    plan.save()

    with pytest.raises(NotPublishable):
        publish_plan(plan, by=coordinator)


def test_publish_plan_refuses_when_a_later_one_is_published(plan, coordinator):
    PlanFactory(
        programme=plan.programme,
        number=2,
        state="published",
        proposal=proposal_of(visit("asti", 3)),
    )

    with pytest.raises(NotPublishable):
        publish_plan(plan, by=coordinator)


NOTHING = {
    "created": [], "moved": [], "ended": [], "joined": [], "left": [], "regrouped": [],
}  # fmt: skip


def republish(plan, coordinator, *exchanges):
    later = PlanFactory(
        programme=plan.programme, number=2, state="ready", proposal=proposal_of(*exchanges)
    )
    publish_plan(later, by=coordinator)
    return Entry.objects.about(later).get().facts


def test_publish_plan_again_moves_only_what_differs(plan, coordinator):
    publish_plan(plan, by=coordinator)
    kept, moved = Exchange.objects.get(key="visit..1"), Exchange.objects.get(key="visit..2")
    for seat in Seat.objects.all():
        accept_seat(seat, by=coordinator)

    changes = republish(
        plan, coordinator, visit("asti", 3), visit("cuneo", 11), visit("torino", 17)
    )

    assert changes == {**NOTHING, "moved": [moved.pk]}
    kept.refresh_from_db()
    moved.refresh_from_db()
    assert (kept.state, moved.state) == ("confirmed", "announced")
    assert set(moved.seats.values_list("answer", flat=True)) == {"asked"}
    assert set(kept.seats.values_list("answer", flat=True)) == {"accepted"}


def test_publish_plan_again_calls_off_what_is_gone_and_keeps_what_was_held(plan, coordinator):
    publish_plan(plan, by=coordinator)
    held = hold_exchange(Exchange.objects.get(key="visit..1"), by=coordinator)
    gone = Exchange.objects.get(key="visit..3")

    changes = republish(plan, coordinator, visit("asti", 4), visit("cuneo", 10))

    held.refresh_from_db()
    assert changes == {**NOTHING, "ended": [gone.pk]}
    assert (held.state, held.starts_on) == ("held", datetime.date(2027, 3, 3))


def test_publish_plan_again_keeps_the_answers_of_who_stays(plan, coordinator):
    publish_plan(plan, by=coordinator)
    exchange = Exchange.objects.get(key="visit..1")
    for seat in exchange.seats.all():
        accept_seat(seat, by=coordinator)

    republish(
        plan,
        coordinator,
        visit("asti", 3, guests=("cuneo",)),
        visit("cuneo", 10),
        visit("torino", 17),
    )

    seats = set(exchange.seats.values_list("partner__organisation__slug", "answer"))
    assert seats == {("asti", "accepted"), ("cuneo", "accepted")}
    exchange.refresh_from_db()
    assert exchange.state == "confirmed"


def test_publish_plan_again_tells_only_those_whom_a_change_concerns(
    plan, coordinator, partners, referent, django_capture_on_commit_callbacks
):
    publish_plan(plan, by=coordinator)
    gone = MembershipFactory(organisation=partners["torino"].organisation, is_referent=True).person

    with django_capture_on_commit_callbacks(execute=True):
        changes = republish(
            plan,
            coordinator,
            visit("asti", 3, guests=("cuneo",)),
            visit("cuneo", 10),
            visit("torino", 17),
        )

    first = Exchange.objects.get(key="visit..1")
    assert changes == {**NOTHING, "left": [[first.pk, partners["torino"].pk]]}
    told = Notification.objects.values_list("to", "kind")
    assert list(told) == [(gone.pk, "exchange_left")]


def test_publish_plan_again_asks_who_comes_in(plan, coordinator, partners, referent):
    plan.proposal = proposal_of(visit("torino", 17, guests=("cuneo",)))
    plan.save()
    publish_plan(plan, by=coordinator)

    changes = republish(plan, coordinator, visit("torino", 17))

    exchange = Exchange.objects.get()
    assert changes == {**NOTHING, "joined": [[exchange.pk, partners["asti"].pk]]}


def test_publish_plan_again_asks_anew_when_another_city_hosts(plan, coordinator):
    publish_plan(plan, by=coordinator)
    exchange = Exchange.objects.get(key="visit..1")
    for seat in exchange.seats.all():
        accept_seat(seat, by=coordinator)

    changes = republish(
        plan,
        coordinator,
        visit("cuneo", 3, key="visit..1"),
        visit("cuneo", 10),
        visit("torino", 17),
    )

    assert changes == {**NOTHING, "moved": [exchange.pk]}
    assert set(exchange.seats.values_list("partner__organisation__slug", "part", "answer")) == {
        ("cuneo", "host", "asked"),
        ("asti", "guest", "asked"),
        ("torino", "guest", "asked"),
    }


def test_publish_plan_again_revives_what_was_called_off(plan, coordinator):
    publish_plan(plan, by=coordinator)
    exchange = call_off_exchange(
        Exchange.objects.get(key="visit..1"), by=coordinator, reason="Neve"
    )

    changes = republish(
        plan, coordinator, visit("asti", 4), visit("cuneo", 10), visit("torino", 17)
    )

    exchange.refresh_from_db()
    assert changes == {**NOTHING, "created": [exchange.pk]}
    assert (exchange.state, exchange.starts_on.day) == ("announced", 4)


def test_publish_plan_refuses_when_a_partner_has_left_meanwhile(plan, coordinator, partners):
    withdraw_partner(partners["cuneo"], reason="Elezioni", on=timezone.localdate(), by=coordinator)

    with pytest.raises(NotPublishable):
        publish_plan(plan, by=coordinator)


def pair_of(a, b):
    return PlannedPair(strand="north", a=a, b=b, score=10)


def test_publish_plan_again_dissolves_pairs_that_have_not_met(plan, coordinator):
    plan.proposal = proposal_of(pairs=(pair_of("asti", "cuneo"),))
    plan.save()
    publish_plan(plan, by=coordinator)
    later = PlanFactory(
        programme=plan.programme,
        number=2,
        state="ready",
        proposal=proposal_of(pairs=(pair_of("asti", "torino"),)),
    )

    publish_plan(later, by=coordinator)

    assert [pair.scope for pair in Pair.objects.all()] == ["asti+torino"]
