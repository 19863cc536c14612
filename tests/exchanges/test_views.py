import datetime

import pytest
from django.urls import reverse
from icalendar import Calendar

from innesto.exchanges.actions.feeds import renew_feed
from innesto.exchanges.actions.publishing import publish_plan
from innesto.exchanges.models import Exchange, Plan, PlanWish, Seat
from tests.accounts.factories import UserFactory
from tests.exchanges.conftest import TWO_VISITS_EACH, proposal_of, visit
from tests.exchanges.factories import ExchangeFactory, PlanFactory, SeatFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_exchange_and_for_three(
    client, programme, django_assert_num_queries, count
):
    ExchangeFactory.create_batch(count, programme=programme)

    with django_assert_num_queries(5):
        response = client.get(reverse("exchanges:index", args=[programme.slug]))
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(reverse("exchanges:index", args=[programme.slug]))

    assert response.text.count("/scambi/") >= count


def test_index_of_a_programme_without_exchanges_tells_the_next_step(client, programme, coordinator):
    client.force_login(coordinator)

    page = client.get(reverse("exchanges:index", args=[programme.slug]))

    assert reverse("exchanges:plans", args=[programme.slug]) in page.text


def test_plans_asks_for_a_plan_and_goes_there(client, programme, partners, coordinator):
    client.force_login(coordinator)

    response = client.post(reverse("exchanges:plans", args=[programme.slug]), {"seconds": "10"})

    plan = Plan.objects.get()
    assert response["Location"] == plan.get_absolute_url()
    assert (plan.seconds, plan.asked_by) == (10, coordinator)


def test_plans_twice_leads_to_the_plan_at_work(client, programme, coordinator):
    client.force_login(coordinator)
    at_work = PlanFactory(programme=programme, state="running")

    response = client.post(reverse("exchanges:plans", args=[programme.slug]), {"seconds": "10"})

    assert response["Location"] == at_work.get_absolute_url()


def test_plan_in_progress_is_a_piece_of_the_page_and_refreshes_when_it_is_over(
    client, programme, coordinator
):
    client.force_login(coordinator)
    plan = PlanFactory(
        programme=programme, state="running", progress={"objective": 105, "bound": 100}
    )
    headers = {"HX-Target": "progress"}

    page = client.get(plan.get_absolute_url()).text
    fragment = client.get(plan.get_absolute_url(), headers=headers)
    Plan.objects.update(state="ready", proposal=proposal_of())

    assert "4,8" in fragment.text
    assert fragment.text.strip() in page
    assert "HX-Refresh" not in fragment
    again = headers | {"If-None-Match": fragment["ETag"]}  # the same words as at the last look
    assert client.get(plan.get_absolute_url(), headers=again)["HX-Refresh"] == "true"


def test_plan_shows_the_proof(client, plan, coordinator):
    client.force_login(coordinator)

    page = client.get(plan.get_absolute_url())

    assert "Ottimo dimostrato" in page.text
    assert "0 %" in page.text


def test_plan_that_is_not_proven_is_never_called_optimal(client, plan, coordinator):
    client.force_login(coordinator)
    plan.proposal = proposal_of(visit("asti", 3), status="feasible", bound=8, gap=0.2)
    plan.save()

    page = client.get(plan.get_absolute_url())

    assert "Ottimo dimostrato" not in page.text
    assert "20 %" in page.text


def test_wish_keeps_the_choice_with_its_reason(client, plan, coordinator):
    client.force_login(coordinator)
    address = reverse("exchanges:wish", args=[plan.programme.slug, plan.pk])

    client.post(
        address, {"exchange_key": "visit..1", "choice": "pin_date 2027-03-03", "reason": "fiera"}
    )

    wish = PlanWish.objects.get()
    assert (wish.kind, wish.value, wish.reason, wish.by) == (
        "pin_date",
        "2027-03-03",
        "fiera",
        coordinator,
    )


@pytest.mark.parametrize("choice", ["pin_date 2027-02-30", "fly_away asti", "", "pin_host"])
def test_wish_refuses_what_does_not_exist(client, plan, coordinator, choice):
    client.force_login(coordinator)
    address = reverse("exchanges:wish", args=[plan.programme.slug, plan.pk])

    client.post(address, {"exchange_key": "visit..1", "choice": choice})

    assert PlanWish.objects.count() == 0


def test_wish_about_a_pair_is_the_same_from_both_sides(client, plan, coordinator):
    client.force_login(coordinator)
    address = reverse("exchanges:wish", args=[plan.programme.slug, plan.pk])

    client.post(address, {"choice": "pin_pair torino", "other": "asti"})
    client.post(address, {"choice": "forbid_pair asti", "other": "torino"})
    client.post(address, {"choice": "pin_pair asti", "other": "asti"})

    wish = PlanWish.objects.get()
    assert (wish.kind, wish.value, wish.pair_with) == ("forbid_pair", "asti", "torino")


def test_unsettle_lets_go_of_an_exchange_and_leads_to_the_next_plan(client, plan, coordinator):
    publish_plan(plan, by=coordinator)
    exchange = Exchange.objects.get(key="visit..2")
    client.force_login(coordinator)

    response = client.post(
        reverse("exchanges:unsettle", args=[exchange.pk]),
        {"choice": "forbid_host cuneo", "reason": "Elezioni"},
    )

    wish = PlanWish.objects.get()
    assert (wish.kind, wish.exchange_key, wish.value) == ("forbid_host", "visit..2", "cuneo")
    assert response["Location"].startswith(reverse("exchanges:plans", args=[plan.programme.slug]))


def test_online_moves_what_is_still_to_come(client, plan, coordinator):
    publish_plan(plan, by=coordinator)
    Exchange.objects.filter(key__in=["visit..1", "visit..2"]).update(
        scope="IT", scope_names={"it": "Italia"}
    )
    Exchange.objects.filter(key="visit..1").update(state="held")
    client.force_login(coordinator)
    address = reverse("exchanges:online", args=[plan.programme.slug])

    client.post(address, {"where": "IT", "why": "Pandemia"})
    client.post(address, {"where": "FR", "why": "Pandemia"})

    wish = PlanWish.objects.get()
    assert (wish.kind, wish.exchange_key, wish.reason) == ("hold_online", "visit..2", "Pandemia")


def test_publish_leads_to_the_exchanges(client, plan, coordinator):
    client.force_login(coordinator)

    response = client.post(
        reverse("exchanges:plan-publish", args=[plan.programme.slug, plan.pk]), follow=True
    )

    assert response.request["PATH_INFO"] == reverse("exchanges:index", args=[plan.programme.slug])
    assert Exchange.objects.count() == 3


def test_publish_says_what_stands_before_it(client, plan, coordinator):
    plan.programme.blueprint += TWO_VISITS_EACH
    plan.programme.save()
    client.force_login(coordinator)

    page = client.post(
        reverse("exchanges:plan-publish", args=[plan.programme.slug, plan.pk]), follow=True
    )

    assert page.request["PATH_INFO"] == plan.get_absolute_url()
    assert "Asti: ogni città ospita due volte" in page.text
    assert "Pubblica il piano" not in page.text
    assert Exchange.objects.count() == 0


def test_accept_and_decline_by_the_partner(client, plan, coordinator, referent):
    publish_plan(plan, by=coordinator)
    client.force_login(referent)
    first, second, *_rest = Seat.objects.filter(partner__organisation__slug="asti")

    client.post(reverse("exchanges:accept", args=[first.pk]))
    empty = client.post(reverse("exchanges:decline", args=[second.pk]), {"reason": ""})
    client.post(reverse("exchanges:decline", args=[second.pk]), {"reason": "Si vota"})

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.answer, empty.status_code, second.answer) == ("accepted", 422, "declined")


def test_file_holds_the_link_to_the_page_and_to_the_room(client):
    client.force_login(UserFactory(is_staff=True))
    exchange = SeatFactory(
        part="host",
        exchange__link="https://room.example.org/1",
        exchange__half="afternoon",
        exchange__programme__state="running",
    ).exchange

    content = client.get(reverse("exchanges:file", args=[exchange.pk])).content

    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert str(event["url"]).endswith(exchange.get_absolute_url())
    assert "https://room.example.org/1" in event["description"]
    assert event.decoded("dtstart").hour == 14


def test_feed_of_a_programme_says_what_was_called_off(client, programme):
    ExchangeFactory(programme=programme, state="cancelled", revision=2)

    content = client.get(reverse("exchanges:feed", args=[programme.slug])).content

    event = Calendar.from_ical(content).walk("VEVENT")[0]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 2)
    assert event.decoded("dtend") - event.decoded("dtstart") == datetime.timedelta(days=1)


def test_personal_feed_holds_ones_own_exchanges_only(client, plan, coordinator, referent):
    publish_plan(plan, by=coordinator)
    ExchangeFactory(programme=plan.programme)
    feed = renew_feed(referent, by=referent)

    content = client.get(feed.get_absolute_url()).content

    assert len(Calendar.from_ical(content).walk("VEVENT")) == 3


def test_personal_feed_of_a_wrong_address_does_not_exist(client):
    assert client.get(reverse("exchanges:personal-feed", args=["guess"])).status_code == 404


def test_calendar_fragment_is_a_piece_of_the_full_page(client, programme):
    ExchangeFactory(programme=programme)
    url = reverse("exchanges:calendar", query={"mese": "2027-03"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "month"}).text

    assert "<h1>" not in fragment
    assert "Visita" in fragment
    assert fragment.strip() in page


def test_the_way_into_the_room_is_for_who_takes_part(client, programme, coordinator, stranger):
    room = "https://room.example.org/7"
    exchange = ExchangeFactory(programme=programme, link=room)
    places = [
        exchange.get_absolute_url(),
        reverse("exchanges:file", args=[exchange.pk]),
        reverse("exchanges:feed", args=[programme.slug]),
    ]

    for_visitors = [room in client.get(place).text for place in places]
    client.force_login(stranger)
    for_strangers = [room in client.get(place).text for place in places]
    client.force_login(coordinator)
    for_its_people = [room in client.get(place).text for place in places]

    assert (for_visitors, for_strangers) == ([False] * 3, [False] * 3)
    assert for_its_people == [True, True, False]
