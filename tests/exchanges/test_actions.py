import datetime

import pytest
from django.db import transaction

from innesto.exchanges.actions.feeds import renew_feed
from innesto.exchanges.actions.meetings import (
    AlreadyAnswered,
    NotStanding,
    accept_seat,
    arrange_exchange,
    call_off_exchange,
    decline_seat,
    hold_exchange,
)
from innesto.exchanges.actions.plans import (
    AlreadyPlanning,
    NothingToStop,
    ask_for_plan,
    stop_planning,
)
from innesto.exchanges.actions.publishing import NotPublishable, publish_plan
from innesto.exchanges.actions.wishes import drop_wish, make_wish
from innesto.exchanges.models import CalendarFeed, Exchange, Plan, PlanWish, Seat
from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from tests.exchanges.conftest import proposal_of, visit
from tests.exchanges.factories import ExchangeFactory, PlanFactory, SeatFactory

pytestmark = pytest.mark.django_db


def verbs(programme):
    return [entry.verb for entry in Entry.objects.within(programme).order_by("pk")]


def test_ask_for_plan_queues_one_at_a_time(programme, coordinator):
    plan = ask_for_plan(programme, by=coordinator, seconds=10, reading={"hosts": {"visit": 1}})

    assert (plan.number, plan.state, plan.reading) == (1, "waiting", {"hosts": {"visit": 1}})
    with pytest.raises(AlreadyPlanning) as at_work:
        ask_for_plan(programme, by=coordinator)
    assert at_work.value.plan == plan
    assert verbs(programme) == ["plan_asked"]


def test_ask_for_plan_numbers_versions_by_scope(programme, coordinator):
    PlanFactory(programme=programme, number=3, state="published", proposal=proposal_of())
    PlanFactory(programme=programme, scope="AT", number=1, state="failed")

    assert ask_for_plan(programme, by=coordinator).number == 4
    assert ask_for_plan(programme, by=coordinator, scope="AT").number == 2


def test_stop_planning_ends_what_has_not_begun(programme, coordinator):
    plan = stop_planning(ask_for_plan(programme, by=coordinator), by=coordinator)

    assert (plan.state, plan.stop_asked) == ("stopped", True)
    with pytest.raises(NothingToStop):
        stop_planning(plan, by=coordinator)


def test_stop_planning_asks_what_is_running(programme, coordinator):
    running = PlanFactory(programme=programme, state="running")

    assert stop_planning(running, by=coordinator).state == "running"
    assert Plan.objects.get().stop_asked


def test_make_wish_again_changes_the_reason(programme, coordinator):
    wanted = {"kind": "pin_date", "exchange_key": "visit..1", "value": "2027-03-03"}
    make_wish(programme, by=coordinator, **wanted)
    wish = make_wish(programme, by=coordinator, reason="la fiera", **wanted)

    assert PlanWish.objects.get() == wish
    assert PlanWish.objects.get().reason == "la fiera"
    drop_wish(wish, by=coordinator)
    assert PlanWish.objects.count() == 0
    assert verbs(programme) == ["wish_made", "wish_made", "wish_dropped"]


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

    assert changes == {"created": [], "moved": [moved.pk], "ended": []}
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
    assert changes == {"created": [], "moved": [], "ended": [gone.pk]}
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


def test_accept_seat_confirms_once_everybody_has(plan, coordinator, referent):
    publish_plan(plan, by=coordinator)
    exchange = Exchange.objects.get(key="visit..1")
    *others, last = exchange.seats.order_by("pk")
    for seat in others:
        accept_seat(seat, by=coordinator)
    exchange.refresh_from_db()
    assert exchange.state == Exchange.State.ANNOUNCED

    answered = accept_seat(last, by=referent)

    exchange.refresh_from_db()
    assert (exchange.state, answered.answered_by) == (Exchange.State.CONFIRMED, referent)
    with pytest.raises(AlreadyAnswered):
        accept_seat(last, by=referent)


def test_decline_seat_keeps_the_reason_and_unconfirms(coordinator):
    seat = SeatFactory(answer="accepted", exchange__state="confirmed")

    decline_seat(seat, reason="Elezioni in quei giorni", by=coordinator)

    seat.refresh_from_db()
    seat.exchange.refresh_from_db()
    assert (seat.answer, seat.reason) == ("declined", "Elezioni in quei giorni")
    assert seat.exchange.state == Exchange.State.ANNOUNCED


def test_accept_seat_refuses_what_was_called_off(coordinator):
    seat = SeatFactory(exchange__state="cancelled")

    with pytest.raises(AlreadyAnswered):
        accept_seat(seat, by=coordinator)


def test_arrange_exchange_counts_as_a_revision(coordinator):
    exchange = ExchangeFactory()

    arrange_exchange(exchange, by=coordinator, venue="Sala consiliare", link="")

    exchange.refresh_from_db()
    assert (exchange.venue, exchange.revision) == ("Sala consiliare", 1)


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_what_is_over_cannot_be_changed(coordinator, state):
    exchange = ExchangeFactory(state=state)

    with pytest.raises(NotStanding):
        arrange_exchange(exchange, by=coordinator, venue="", link="")
    with pytest.raises(NotStanding), transaction.atomic():
        call_off_exchange(exchange, by=coordinator, reason="neve")
    with pytest.raises(NotStanding), transaction.atomic():
        hold_exchange(exchange, by=coordinator)


def test_call_off_exchange_keeps_the_seats(coordinator):
    seat = SeatFactory()

    call_off_exchange(seat.exchange, reason="Neve", by=coordinator)

    assert seat.exchange.seats.get() == seat
    assert Exchange.objects.standing().count() == 0


def test_renew_feed_makes_the_old_address_lead_nowhere(coordinator):
    first = renew_feed(coordinator, by=coordinator).token
    second = renew_feed(coordinator, by=coordinator).token

    assert first != second
    assert CalendarFeed.objects.get().token == second
