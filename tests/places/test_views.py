from datetime import date

import pytest
import time_machine
from django.urls import reverse

from innesto.places.models import PlaceName
from tests.places.factories import AreaFactory, CountryFactory, HolidayFactory, PlaceFactory

pytestmark = pytest.mark.django_db
INDEX = "/citta/"


def shown(client, **query):
    page = client.get(INDEX, query).context["page"]
    return [place.name for place in page]


def test_index_begins_with_italy_and_its_biggest_municipalities(client):
    PlaceFactory(name="Asti", population=74_000)
    PlaceFactory(name="Torino", population=850_000)
    PlaceFactory(name="Nowhere", population=None)
    PlaceFactory(name="Utrecht", country=CountryFactory(code="NL"), code="", population=376_000)
    PlaceFactory(name="Gone", ceased_on=date(2014, 1, 1))

    assert shown(client) == ["Torino", "Asti", "Nowhere"]
    assert shown(client, country="") == ["Torino", "Utrecht", "Asti", "Nowhere"]
    assert shown(client, country="NL") == ["Utrecht"]


@pytest.mark.capability("D-03")
@pytest.mark.capability("T-03")
def test_index_finds_by_name_region_and_size(client):
    piemonte = AreaFactory(name="Piemonte", code="01")
    PlaceFactory(name="Asti", region=piemonte, population=74_000)
    PlaceFactory(name="Astino", region=piemonte, population=300)
    PlaceFactory(name="Astana", region=AreaFactory(code="07"), population=500)

    found = {
        "name": shown(client, q="ast"),
        "region": shown(client, q="ast", region="01"),
        "size": shown(client, q="ast", size="very_small"),
        "all": shown(client, q="ast", region="01", size="very_small"),
    }

    assert found == {
        "name": ["Asti", "Astana", "Astino"],
        "region": ["Asti", "Astino"],
        "size": ["Astana", "Astino"],
        "all": ["Astino"],
    }


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"q": "%%%"}, 200),
        ({"q": "x" * 5_000}, 422),
        ({"size": "huge"}, 422),
        ({"country": "ZZ"}, 422),
        ({"page": "minus one"}, 200),
    ],
)
def test_index_bears_any_question(client, query, status):
    PlaceFactory(name="Asti")

    assert client.get(INDEX, query).status_code == status


def test_index_says_what_to_do_when_nothing_is_found(client):
    PlaceFactory(name="Asti")

    assert "Nessun luogo con questo nome" in client.get(INDEX, {"q": "zz"}).text


def test_index_of_empty_registers_says_who_brings_them(client):
    page = client.get(INDEX)

    assert page.status_code == 200
    assert "innesto manage load_places" in page.text


@pytest.mark.parametrize("count", [1, 3])
def test_index_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count):
    province = AreaFactory(kind="province", abbreviation="AT", parent=AreaFactory())
    PlaceFactory.create_batch(count, province=province, region=province.parent, population=1)

    with django_assert_num_queries(6):
        response = client.get(INDEX)
    with django_assert_num_queries(1):  # while nothing happens anywhere
        client.get(INDEX)

    assert len(response.context["page"]) == count


def test_index_fragment_is_a_piece_of_the_full_page(client):
    PlaceFactory(name="Asti")
    PlaceFactory(name="Torino")
    url = reverse("places:index", query={"q": "tor"})

    page = client.get(url).text
    fragment = client.get(url, headers={"HX-Target": "section#results"}).text

    assert "Asti" not in fragment
    assert "<h1" not in fragment
    assert fragment.strip() in page


@time_machine.travel("2026-03-01 10:00")
def test_detail_shows_what_the_registers_know(client):
    piemonte = AreaFactory(name="Piemonte", code="01")
    place = PlaceFactory(
        name="Asti",
        code="005005",
        cadastral_code="A479",
        nuts3="ITC17",
        region=piemonte,
        province=AreaFactory(kind="province", name="Asti", abbreviation="AT", parent=piemonte),
        population=73_646,
        population_year=2023,
    )
    PlaceName.objects.create(place=place, name="Asta", key="asta", kind="former")
    PlaceFactory(name="Serravalle", ceased_on=date(1998, 9, 1), successor=place)
    HolidayFactory(date=date(2026, 5, 5), name="San Secondo", place=place)

    text = " ".join(client.get(place.get_absolute_url()).text.split())

    for words in (
        "<h1>Asti</h1>", "73.646 (2023)", "Asti (AT)", "Piemonte", "005005", "A479", "ITC17",
        "da 60.000 a 250.000 abitanti", "Serravalle", "Asta (nome di un tempo)", "San Secondo",
    ):  # fmt: skip
        assert words in text


def test_detail_of_a_ceased_municipality_leads_to_its_successor(client):
    heir = PlaceFactory(name="Valsamoggia")
    gone = PlaceFactory(name="Bazzano", ceased_on=date(2014, 1, 1), successor=heir)
    lost = PlaceFactory(name="Atlantide", ceased_on=date(1990, 1, 1))

    assert (
        f'<a href="{heir.get_absolute_url()}">Valsamoggia</a>'
        in client.get(gone.get_absolute_url()).text
    )
    assert "Giorni festivi" not in client.get(gone.get_absolute_url()).text
    assert "Non sappiamo con certezza" in client.get(lost.get_absolute_url()).text


def test_detail_of_a_place_abroad_with_nothing_known_says_so(client):
    place = PlaceFactory(country=CountryFactory(code="XK"), code="")

    text = client.get(place.get_absolute_url()).text

    assert "Non conosciamo ancora" in text
    assert "ISTAT" not in text


def test_detail_costs_five_queries_and_one_while_nothing_happens(client, django_assert_num_queries):
    place = PlaceFactory()
    HolidayFactory.create_batch(3)

    with django_assert_num_queries(5):
        client.get(place.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(place.get_absolute_url())


@pytest.mark.parametrize("ref", ["999999", "g0", "asti"])
def test_detail_of_an_unknown_place_is_hidden(client, ref):
    assert client.get(f"/citta/{ref}/").status_code == 404
