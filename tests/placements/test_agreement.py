"""The agreement of both cities: its text, who said yes to it, what stands in the way."""

import datetime

import pytest
from django.urls import reverse

from innesto.journal.models import Entry
from innesto.notifications.models import Notification
from innesto.placements.actions.agreement import (
    AlreadyBegun,
    NotALeg,
    StandsInTheWay,
    TextChanged,
    accept_agreement,
    allow_across,
    begin_placement,
    drop_delegate,
    name_delegate,
    set_side,
    write_agreement,
)
from innesto.placements.models import Placement, Side
from innesto.placements.queries.agreement import sides_of
from innesto.placements.queries.findings import findings_of
from innesto.placements.queries.legs import legs_of
from innesto.placements.queries.people import towns_of
from innesto.placements.queries.waiting import placements_waiting
from innesto.places.models import Holiday
from tests.exchanges.factories import ExchangeFactory
from tests.organisations.factories import MembershipFactory, OfficeFactory
from tests.placements.factories import (
    PlacementFactory,
    coordinator_of,
    pair_of_legs,
    referent_of,
    town_under,
)
from tests.places.factories import PlaceFactory

pytestmark = pytest.mark.django_db


def oddities(placement):
    found = findings_of(placement, legs_of(placement.opening, placement), list(sides_of(placement)))
    return [one.title for one in found]


def agree(placement, *people):
    placement.refresh_from_db()
    for side, person in zip(placement.sides.all(), people, strict=True):
        accept_agreement(side, revision=placement.revision, by=person)
    placement.refresh_from_db()


@pytest.mark.capability("C-24")
def test_begin_placement_opens_a_side_for_each_city_of_both_legs(legs, stranger):
    OfficeFactory(
        organisation=legs[0].seats.get(part="host").partner.organisation,
        name="Centro Interculturale",
    )

    placement = begin_placement(legs[1], by=stranger)

    assert placement.opening == legs[0]
    assert [str(side) for side in placement.sides.all()] == ["Torino", "ANCI"]
    named = [office.name for office in placement.sides.first().offices.all()]
    assert named == ["Centro Interculturale"]
    assert [leg.label for leg in legs_of(legs[0])] == ["Andata", "Ritorno"]
    assert [str(leg.host) for leg in legs_of(legs[0])] == ["Torino", "ANCI"]
    with pytest.raises(AlreadyBegun):
        begin_placement(legs[0], by=stranger)


def test_begin_placement_refuses_an_exchange_without_legs(stranger):
    with pytest.raises(NotALeg):
        begin_placement(ExchangeFactory(), by=stranger)


def test_accept_agreement_agrees_with_the_yes_of_both(
    placement, torino, anci, lea, rino, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        accept_agreement(torino, revision=1, by=lea)
    placement.refresh_from_db()
    half = placement.is_agreed
    with django_capture_on_commit_callbacks(execute=True):
        accept_agreement(anci, revision=1, by=rino)
    placement.refresh_from_db()

    assert (half, placement.is_agreed) == (False, True)
    told = Notification.objects.order_by("pk").values_list("to__name", "kind")
    assert [*told] == [
        ("Rino Anci", "placement_agreement"),
        ("Lea Torino", "placement_agreement"),
    ]


def test_write_agreement_asks_both_again(placement, lea, rino, django_capture_on_commit_callbacks):
    agree(placement, lea, rino)

    with django_capture_on_commit_callbacks(execute=True):
        write_agreement(placement, by=lea, costs="Ognuno paga il suo", purposes={})
    placement.refresh_from_db()

    assert (placement.revision, placement.is_agreed) == (2, False)
    assert [side.accepts(placement) for side in placement.sides.all()] == [False, False]
    assert [*placement.versions.values_list("number", "changed")] == [(2, ["costs"])]
    assert [*Notification.objects.values_list("to__name", flat=True)] == ["Rino Anci"]


def test_write_agreement_without_a_change_keeps_the_yes(placement, lea, rino):
    agree(placement, lea, rino)

    write_agreement(placement, by=lea, costs="")
    placement.refresh_from_db()

    assert (placement.revision, placement.is_agreed) == (1, True)


def test_accept_agreement_refuses_a_text_that_changed_meanwhile(placement, torino, lea):
    write_agreement(placement, by=lea, costs="Ognuno paga il suo")

    with pytest.raises(TextChanged):
        accept_agreement(torino, revision=1, by=lea)


@pytest.mark.capability("C-15")
def test_naming_offices_and_people_asks_both_again(placement, torino, lea, rino):
    office = OfficeFactory(organisation=torino.organisation, name="Centro Interculturale")
    agree(placement, lea, rino)

    set_side(torino, organisation=torino.organisation, offices=[office], by=lea)
    delegate = name_delegate(
        torino, part="tutor", name="Lea Torino", user=lea, office=office, by=lea
    )
    drop_delegate(delegate, by=lea)
    placement.refresh_from_db()

    assert (placement.revision, placement.is_agreed) == (4, False)
    newest = placement.versions.get(number=3).text["sides"][0]
    assert (newest["offices"], newest["people"]) == (
        ["Centro Interculturale"],
        [{"part": "tutor", "name": "Lea Torino", "office": "Centro Interculturale"}],
    )


@pytest.mark.capability("C-14")
def test_a_municipality_takes_part_under_the_body_that_stands_for_it(client, placement, anci, rino):
    town = town_under(anci.organisation)
    carla = referent_of(town, "Carla Cuneo")
    client.force_login(rino)
    url = reverse("placements:side", args=[placement.opening_id, anci.pk])

    client.post(url, {"organisation": town.pk, "offices": []})
    anci.refresh_from_db()
    client.force_login(carla)
    page = client.get(reverse("placements:agreement", args=[placement.opening_id])).text
    accept = reverse("placements:accept", args=[placement.opening_id, anci.pk])
    client.post(accept, {"revision": 2})
    anci.refresh_from_db()

    assert [str(body) for body in towns_of(anci)] == ["ANCI", "Cuneo"]
    assert "Partecipa con ANCI." in page
    assert (str(anci), anci.accepted_by, anci.accepted_revision) == ("Cuneo", carla, 2)


@pytest.mark.capability("C-23")
def test_a_pair_of_two_communities_needs_a_reason_of_the_coordination(lea, stranger):
    apart = PlacementFactory(legs=pair_of_legs(strands=("cop1", "cop2"), scope="apart"))
    side = apart.sides.first()
    with pytest.raises(StandsInTheWay):
        accept_agreement(side, revision=1, by=stranger)

    allow_across(apart, reason="Lavorano sulla stessa cosa", by=stranger)
    apart.refresh_from_db()
    accept_agreement(side, revision=1, by=stranger)

    side.refresh_from_db()
    assert side.accepts(apart)
    assert "Appartengono a comunità diverse" in oddities(apart)


def test_findings_say_what_is_short_free_or_missing():
    saturday = datetime.date(2027, 3, 13)
    placement = PlacementFactory(legs=pair_of_legs(out=saturday, days=1))
    place = PlaceFactory(name="Torino")
    torino, _anci = placement.sides.all()
    torino.organisation.place = place
    torino.organisation.save()
    Holiday.objects.create(country=place.country, date=datetime.date(2027, 4, 13), name="Festa")
    placement.purposes = {"out": "Vedere", "home": "Vedere"}

    assert oddities(placement) == [
        "Andata: 1 giorno invece di 2 giorni",
        "Ritorno: 1 giorno invece di 2 giorni",
        "Andata: sabato 13 marzo 2027 è fine settimana",
        "Ritorno: 13 aprile 2027 è festa (Torino)",
        "Due tappe hanno lo stesso scopo",
        "Torino non ha detto chi parte",
        "Torino non ha un tutor per chi arriva",
        "Torino non ha detto quali uffici partecipano",
        "ANCI non ha detto chi parte",
        "ANCI non ha un tutor per chi arriva",
        "ANCI non ha detto quali uffici partecipano",
    ]


def test_the_desk_asks_for_the_yes_only_who_speaks_for_a_side(placement, torino, lea, stranger):
    member = MembershipFactory(organisation=torino.organisation).person
    name_delegate(torino, part="visitor", name=member.name, user=member, by=lea)
    day = datetime.date(2027, 3, 1)

    waiting = [
        [one.title for one in placements_waiting(who, day)] for who in (lea, member, stranger)
    ]

    assert waiting == [["Torino è d’accordo con lo scambio di personale?"], [], []]


def test_the_page_of_the_agreement_names_people_and_versions(client, placement, torino, lea):
    name_delegate(torino, part="tutor", name="Tea Tutor", by=lea)
    write_agreement(placement, by=lea, costs="Ognuno paga il suo")
    client.force_login(lea)

    page = client.get(reverse("placements:agreement", args=[placement.opening_id])).text

    assert "Tea Tutor" in page
    assert "Ognuno paga il suo" in page
    assert "chi paga che cosa" in page
    assert "Torino è d’accordo?" in page


def test_terms_keep_a_purpose_only_where_it_is_another_one(client, placement, lea):
    client.force_login(lea)
    url = reverse("placements:terms", args=[placement.opening_id])
    sent = {"purpose_0": "Vedere.", "purpose_1": "Adattare a Cuneo.", "language": "it"}

    client.post(url, sent)
    placement.refresh_from_db()

    assert placement.purposes == {"home": "Adattare a Cuneo."}
    assert placement.language == "it"


def test_name_delegate_asks_for_an_account_or_a_name(client, placement, torino, lea):
    client.force_login(lea)
    url = reverse("placements:delegate", args=[placement.opening_id, torino.pk])

    refused = client.post(url, {"part": "tutor"})
    taken = client.post(url, {"part": "tutor", "user": lea.pk})

    assert (refused.status_code, taken.status_code) == (422, 302)
    assert [*torino.delegates.values_list("name", "user")] == [("Lea Torino", lea.pk)]


def test_begin_from_the_page_leads_to_the_agreement(client, legs):
    lea = referent_of(legs[0].seats.get(part="host").partner.organisation)
    client.force_login(lea)

    page = client.get(reverse("placements:detail", args=[legs[1].pk])).text
    answer = client.post(reverse("placements:begin", args=[legs[1].pk]))

    assert "Comincia l’accordo" in page
    assert answer.url == reverse("placements:agreement", args=[legs[1].pk])
    assert Placement.objects.get().opening == legs[0]
    assert [entry.verb for entry in Entry.objects.all()] == ["placement_begun"]


def test_everybody_on_a_side_lives_it(placement, torino, lea, stranger):
    assert [*Side.objects.lived_by(lea)] == [torino]
    assert not Side.objects.lived_by(stranger).exists()
    torino.delegates.create(part="visitor", name=stranger.name, user=stranger)
    assert [*Side.objects.lived_by(stranger)] == [torino]
    assert not Side.objects.spoken_for_by(stranger).exists()
    assert coordinator_of(placement.programme)
