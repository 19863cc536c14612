"""What trips cost and emit, and who sees what."""

import datetime
from decimal import Decimal

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from innesto.places.http import shown_place
from innesto.travel.actions import change_trip, drop_trip, enter_trip
from innesto.travel.models import Directions, Trip
from innesto.travel.queries.footprints import footprint, summed, trips_of, trips_to
from innesto.travel.retention import forget_travellers
from tests.accounts.factories import UserFactory
from tests.exchanges.factories import ExchangeFactory, SeatFactory
from tests.organisations.factories import MembershipFactory
from tests.places.factories import PlaceFactory
from tests.programmes.factories import ParticipantFactory, PartnerFactory, ProgrammeFactory
from tests.travel.factories import TripFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange():
    return ExchangeFactory(programme=ProgrammeFactory(state="running"))


@pytest.fixture
def coordinator(exchange, client):
    person = UserFactory()
    ParticipantFactory(programme=exchange.programme, may_coordinate=True, user=person)
    client.force_login(person)
    client.cookies["django_language"] = "en"
    return person


def test_a_length_is_estimated_where_nobody_declared_it():
    by_train = footprint(TripFactory())
    declared = footprint(TripFactory(legs=[("train", 90)]))

    assert [(way.km, way.is_estimated) for way in by_train.ways] == [(93, True)]
    assert by_train.grams == by_train.by_train == 2 * 93 * 35
    assert [(way.km, way.is_estimated) for way in declared.ways] == [(90, False)]
    assert declared.grams == 2 * 90 * 35


def test_of_several_legs_one_is_estimated_over_what_the_others_leave():
    found = footprint(TripFactory(legs=[("train", None), ("car", 20)], is_return=False, people=2))

    assert [(way.km, way.is_estimated) for way in found.ways] == [(69, True), (20, False)]
    assert found.grams == 69 * 35 * 2 + 20 * 170


def test_without_places_nothing_is_known_and_nothing_is_invented():
    found = footprint(TripFactory(start=None))
    nowhere = footprint(TripFactory(end__lat=None))

    assert [(one.is_known, one.grams, one.by_train) for one in (found, nowhere)] == [
        (False, 0, None)
    ] * 2


def test_declared_and_estimated_are_summed_apart_and_costs_by_who_pays(exchange):
    TripFactory(exchange=exchange, cost=Decimal("40.50"), nights=2, people=2)
    TripFactory(exchange=exchange, cost=Decimal("9.50"), legs=[("plane", 500)])
    TripFactory(exchange=exchange, cost=Decimal(100), currency="PLN", payer="host")
    TripFactory(exchange=exchange, start=None)
    TripFactory()

    total = summed(trips_to(exchange))

    assert (total.trips, total.people, total.nights, total.unknown) == (4, 5, 4, 1)
    assert total.declared_grams == 2 * 500 * 151
    assert total.estimated_grams == 2 * 93 * 35 * 3
    assert total.by_train == 2 * 93 * 35 * 4
    assert total.comparable == total.declared_grams + total.estimated_grams
    assert {**total.costs} == {
        ("EUR", "own"): Decimal("50.00"),
        ("PLN", "host"): Decimal("100.00"),
    }
    assert total.without_cost == 1
    assert [label for label, _kg in total.modes] == ["aereo", "treno"]
    assert summed(trips_of(exchange.programme)).trips == 4


def test_who_sees_a_trip(exchange):
    host = MembershipFactory(is_referent=True)
    SeatFactory(exchange=exchange, part="host", partner__organisation=host.organisation)
    trip = TripFactory(exchange=exchange, entered_by=UserFactory())
    readers = [
        trip.traveller,
        trip.entered_by,
        host.person,
        UserFactory(is_staff=True),
        UserFactory(),
        AnonymousUser(),
    ]

    seen = [trip in Trip.objects.visible_to(reader) for reader in readers]

    assert seen == [True, True, True, True, False, False]


def test_a_trip_is_changed_and_taken_out(exchange):
    by = UserFactory()
    trip = enter_trip(exchange, [("train", None)], by=by, traveller=by)
    change_trip(trip, [("car", 30), ("ferry", 7)], by=by, nights=1)

    assert [(leg.mode, leg.km) for leg in trip.legs.all()] == [("car", 30), ("ferry", 7)]
    drop_trip(trip, by=by)
    assert not Trip.objects.exists()


def test_names_are_forgotten_and_figures_stay(exchange):
    trip = TripFactory(exchange=exchange, cost=Decimal(20), name="Zoe")
    end = datetime.datetime.combine(exchange.ends_on, datetime.time(), datetime.UTC)

    counts = [forget_travellers(end), forget_travellers(end + datetime.timedelta(days=1))]

    trip.refresh_from_db()
    assert counts == [0, 1]
    assert (str(trip), trip.traveller, trip.entered_by, trip.cost) == ("", None, None, Decimal(20))


def test_a_traveller_enters_a_trip_with_two_legs(client, exchange):
    partner = PartnerFactory(programme=exchange.programme)
    membership = MembershipFactory(organisation=partner.organisation)
    client.force_login(membership.person)
    turin, cuneo = PlaceFactory(name="Torino"), PlaceFactory(name="Cuneo")
    sent = {
        "start": shown_place(turin),
        "end": shown_place(cuneo),
        "mode": "train",
        "km": "",
        "other_mode": "bus",
        "is_return": "on",
        "people": 1,
        "nights": 1,
        "cost": "31.40",
        "currency": "eur",
        "payer": "own",
    }
    address = reverse("travel:new", args=[exchange.pk])

    refused = client.post(address, sent)
    client.post(address, sent | {"other_km": 8})

    trip = Trip.objects.get()
    assert refused.status_code == 422
    assert (trip.traveller, trip.organisation) == (membership.person, membership.organisation)
    assert (trip.currency, trip.cost) == ("EUR", Decimal("31.40"))
    assert [(leg.mode, leg.km) for leg in trip.legs.all()] == [("train", None), ("bus", 8)]
    page = client.get(reverse("travel:edit", args=[trip.pk])).text
    assert "Torino" in page
    client.post(
        reverse("travel:edit", args=[trip.pk]), sent | {"other_mode": "", "people": 2, "km": 91}
    )
    trip.refresh_from_db()
    assert (trip.people, [leg.km for leg in trip.legs.all()]) == (2, [91])


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [({"people": 0}, "1"), ({"currency": "€"}, "EUR"), ({"start": ""}, "start")],
)
def test_a_trip_that_cannot_be_is_refused(client, coordinator, exchange, changed, complaint):
    place = PlaceFactory(name="Asti").name
    sent = {
        "name": "Zoe",
        "start": place,
        "end": place,
        "mode": "train",
        "people": 1,
        "nights": 0,
        "currency": "EUR",
        "payer": "host",
    }
    address = reverse("travel:guest", args=[exchange.pk])

    refused = client.post(address, sent | changed)
    client.post(address, sent)

    assert refused.status_code == 422
    assert complaint in refused.text
    assert Trip.objects.get().name == "Zoe"


def test_a_sum_of_few_is_not_shown_to_others(client, exchange):
    partner = PartnerFactory(programme=exchange.programme)
    client.force_login(MembershipFactory(organisation=partner.organisation).person)
    client.cookies["django_language"] = "en"
    address = reverse("travel:index", args=[exchange.pk])
    TripFactory(exchange=exchange, people=4, cost=Decimal(77))

    few = client.get(address).text
    TripFactory(exchange=exchange)
    enough = client.get(address).text

    assert "at least 5 people" in few
    assert "over estimated kilometres" not in few
    assert "over estimated kilometres" in enough
    assert "77.00" not in enough


def test_an_online_meeting_has_no_trips(client, coordinator):
    online = ExchangeFactory(mode="online")
    ParticipantFactory(programme=online.programme, may_coordinate=True, user=coordinator)

    assert client.get(reverse("travel:new", args=[online.pk])).status_code == 403


def test_the_host_says_how_to_get_there(client, coordinator, exchange):
    sent = {"getting_there": "Tram 4 to the town hall.", "staying": "", "language": "en"}

    client.post(reverse("travel:directions", args=[exchange.pk]), sent)

    assert Directions.objects.get().getting_there == "<p>Tram 4 to the town hall.</p>"
    assert "Tram 4" in client.get(reverse("travel:index", args=[exchange.pk])).text
    assert "Tram 4" in client.get(exchange.get_absolute_url()).text


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_trip_and_for_three(
    client, coordinator, exchange, django_assert_num_queries, count
):
    TripFactory.create_batch(count, exchange=exchange, cost=Decimal(10))
    address = reverse("travel:index", args=[exchange.pk])
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)


@pytest.mark.parametrize("count", [1, 3])
def test_a_programme_costs_the_same_for_one_exchange_and_for_three(
    client, coordinator, exchange, django_assert_num_queries, count
):
    for _ in range(count):
        TripFactory(exchange=ExchangeFactory(programme=exchange.programme))
    address = reverse("travel:of-programme", args=[exchange.programme.slug])
    client.get(address)

    with django_assert_num_queries(12):
        client.get(address)


def test_the_files_have_a_line_for_each_leg(client, coordinator, exchange):
    TripFactory(exchange=exchange, legs=[("train", 90), ("bus", 4)])

    files = [
        client.get(reverse("travel:sheet", args=[exchange.pk])),
        client.get(reverse("travel:programme-sheet", args=[exchange.programme.slug])),
    ]

    assert [answer.content[:2] for answer in files] == [b"PK", b"PK"]
