import datetime

import pytest
from django.urls import reverse

from innesto.exchanges.models import Exchange, Series
from innesto.exchanges.queries.planning import planned_exchange, with_free_meetings
from innesto.programmes.queries.facts import facts_of
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.places.factories import CountryFactory, HolidayFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "starts_on": "2027-05-04",
    "count": "1",
    "unit": "day",
    "mode": "in_person",
    "meetings": "1",
    "spacing": "4 weeks",
}


def address(programme, choice=""):
    return reverse("exchanges:new", args=[programme.slug], query={"formato": choice})


def test_new_asks_first_for_the_kind_of_meeting(client, programme, partners, coordinator):
    client.force_login(coordinator)

    page = client.get(reverse("exchanges:new", args=[programme.slug]))

    assert ("Visita" in page.text, "Un altro incontro" in page.text) == (True, True)


def test_new_proposes_whom_the_rules_name(client, programme, partners, coordinator):
    client.force_login(coordinator)

    page = client.get(address(programme, "visit"))

    assert page.text.count("checked") == 3


def test_new_makes_an_exchange_in_the_zone_of_its_host(client, programme, partners, coordinator):
    client.force_login(coordinator)
    lisbon = partners["asti"].organisation
    lisbon.place, lisbon.country = None, CountryFactory(code="PT")
    lisbon.save()

    response = client.post(
        address(programme, "visit"),
        TYPED | {"host": partners["asti"].pk, "guests": [partners["cuneo"].pk],
                 "opens": "9:30", "closes": "17:00"},
    )  # fmt: skip

    made = Exchange.objects.get()
    assert response["Location"] == made.get_absolute_url()
    assert (made.zone, made.opens, made.seats.count()) == ("Europe/Lisbon", datetime.time(9, 30), 2)


def test_new_makes_a_series_in_one_go(client, programme, partners, coordinator):
    client.force_login(coordinator)

    client.post(address(programme, "visit"), TYPED | {"meetings": "3", "title": "Il percorso"})

    days = Series.objects.get().exchanges.order_by("starts_on").values_list("starts_on", flat=True)
    assert [day.isoformat() for day in days] == ["2027-05-04", "2027-06-01", "2027-06-29"]


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"opens": "9:00"}, "a che ora finisce"),
        ({"closes": "9:00"}, "a che ora comincia"),
        ({"opens": "14:00", "closes": "13:00"}, "giorno dopo"),
        ({"starts_on": "2027-03-28", "opens": "2:30", "closes": "9:00"}, "ora legale"),
        ({"starts_on": "31/2/2027"}, "non esiste"),
    ],
)
def test_new_refuses_hours_that_cannot_be(
    client, programme, partners, coordinator, changes, complaint
):
    client.force_login(coordinator)

    response = client.post(address(programme, "visit"), TYPED | changes)

    assert (response.status_code, complaint in response.text) == (422, True)


def test_a_free_meeting_needs_a_kind_and_a_title(client, programme, partners, coordinator):
    client.force_login(coordinator)

    refused = client.post(address(programme, "altro"), TYPED)
    client.post(address(programme, "altro"), TYPED | {"kind": "Viaggio", "title": "Nel bosco"})

    assert refused.status_code == 422
    made = Exchange.objects.get()
    assert (made.kind, made.title) == ("Viaggio", {"it": "Nel bosco"})


def test_new_names_holidays_and_clashes_before_it_announces(
    client, programme, partners, coordinator
):
    client.force_login(coordinator)
    asti = partners["asti"]
    country = CountryFactory(code="PT")
    asti.organisation.country, asti.organisation.place = country, None
    asti.organisation.save()
    HolidayFactory(country=country, date=datetime.date(2027, 5, 4))
    other = ExchangeFactory(programme=programme, starts_on="2027-05-04", ends_on="2027-05-04")
    SeatFactory(exchange=other, partner=asti)
    typed = TYPED | {"host": asti.pk}

    warned = client.post(address(programme, "visit"), typed)
    announced = client.post(address(programme, "visit"), typed | {"all_the_same": "on"})

    assert warned.status_code == 422
    assert "4 maggio 2027 è festa, o chiuso, per Asti" in warned.text
    assert "Asti: a «" in warned.text
    assert announced.status_code == 302


def test_a_free_meeting_closes_its_days_for_the_planner(programme, partners):
    free = ExchangeFactory(programme=programme, format="", kind="Viaggio", is_by_hand=True)
    SeatFactory(exchange=free, partner=partners["asti"])
    facts = facts_of(programme)

    def closed(settled):
        bodies = with_free_meetings(facts, programme, settled).organisations
        return [span for body in bodies if body.key == "asti" for span in body.closed]

    beside = ExchangeFactory(programme=programme, key="visit.9", starts_on=free.starts_on)
    SeatFactory(exchange=beside, partner=partners["asti"])

    assert closed([]) == [(free.starts_on, free.ends_on)]
    assert closed([planned_exchange(beside)]) == []


def test_move_shows_the_history_on_the_page(client, programme, partners, coordinator):
    client.force_login(coordinator)
    exchange = ExchangeFactory(programme=programme, venue="Sala consiliare")
    typed = TYPED | {"venue": "Biblioteca", "zone": "Europe/Rome", "reason": "Sala allagata"}

    client.post(reverse("exchanges:move", args=[exchange.pk]), typed | {"seen": "0"})
    page = client.get(exchange.get_absolute_url())
    second = client.post(
        reverse("exchanges:move", args=[exchange.pk]), typed | {"seen": "0"}, follow=True
    )

    assert "«Sala allagata»" in page.text
    assert "10 marzo 2027, in presenza, Sala consiliare" in page.text
    assert "nel frattempo" in second.text


def test_the_host_moves_and_calls_off_too(client, programme, partners):
    exchange = ExchangeFactory(programme=programme)
    SeatFactory(exchange=exchange, partner=partners["asti"], part="host")
    host = MembershipFactory(organisation=partners["asti"].organisation, is_referent=True).person
    client.force_login(host)

    client.post(reverse("exchanges:call-off", args=[exchange.pk]), {"reason": "Neve"})
    page = client.get(exchange.get_absolute_url())

    assert "Neve" in page.text


def test_the_page_of_a_meeting_shows_its_series(client, programme, partners, coordinator):
    series = Series.objects.create(
        programme=programme, title={"it": "Il percorso"}, made_at="2026-11-01T10:00Z"
    )
    first, *_others = ExchangeFactory.create_batch(3, programme=programme, series=series)
    Exchange.objects.filter(pk=_others[0].pk).update(state="cancelled")

    page = client.get(first.get_absolute_url())

    assert "Un percorso di 3 incontri" in page.text
    assert [other.get_absolute_url() in page.text for other in _others] == [True, True]


@pytest.mark.capability("C-24")
def test_the_page_of_a_leg_shows_both_legs(client, programme, partners):
    legs = [
        ExchangeFactory(
            programme=programme, leg=leg, scope="asti+cuneo", half_days=10,
            starts_on=datetime.date(2027, month, 8), ends_on=datetime.date(2027, month, 12),
        )
        for leg, month in (("there", 3), ("back", 5))
    ]  # fmt: skip
    for leg, city in zip(legs, ("asti", "cuneo"), strict=True):
        SeatFactory(exchange=leg, partner=partners[city], part="host")

    page = client.get(legs[0].get_absolute_url())

    assert "Uno scambio in 2 tratte" in page.text
    assert "8–12 marzo 2027" in page.text
    assert "10–14 maggio 2027" not in page.text
    assert "8–12 maggio 2027" in page.text
    assert page.text.count("5 giorni") == 3
