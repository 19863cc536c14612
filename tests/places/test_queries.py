import csv
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.utils.translation import override

from innesto.places.models import Place, PlaceName
from innesto.places.queries import (
    Outcome,
    Wanted,
    country_names,
    distance_km,
    find_place,
    find_places,
    forget_registers,
    holidays_of,
    register,
    search_places,
)
from innesto.places.spelling import search_key
from tests.places.factories import AreaFactory, CountryFactory, HolidayFactory, PlaceFactory

SANITY = Path(__file__).parents[3] / "shared" / "data" / "travel" / "city_pair_distance_sanity.csv"

pytestmark = pytest.mark.django_db


def province(abbreviation, name):
    return AreaFactory(kind="province", abbreviation=abbreviation, name=name)


def call(place, name, kind=PlaceName.Kind.OTHER):
    PlaceName.objects.create(place=place, name=name, key=search_key(name), kind=kind)


def abroad(code, name, **more):
    return PlaceFactory(country=CountryFactory(code=code), code="", name=name, **more)


@pytest.mark.parametrize(
    "text",
    [
        "Forlì", "FORLI'", "  forli ", "Comune di Forlì", "Città di Forli", "Forlì (FC)",
        "Forlì, FC", "040012", "40012", "40012.0", "D704", "d704",
    ],
)  # fmt: skip
def test_find_place_understands_how_people_write_a_municipality(text):
    forli = PlaceFactory(
        name="Forlì", code="040012", cadastral_code="D704", province=province("FC", "Forlì-Cesena")
    )

    answer = find_place(text)

    assert (answer.outcome, answer.place, answer.candidates) == (Outcome.FOUND, forli, ())


@pytest.mark.parametrize(
    "text", ["Bolzano", "Bozen", "Bolzano/Bozen", "Bozen - Bolzano", "BOLZANO-BOZEN"]
)
def test_find_place_knows_both_official_names(text):
    bolzano = PlaceFactory(name="Bolzano", name_other="Bozen")
    call(bolzano, "Bozen")
    call(bolzano, "Bolzano/Bozen")

    assert find_place(text).place == bolzano


@pytest.mark.parametrize("text", ["München", "Monaco di Baviera", "Muenchen/Monaco di Baviera"])
def test_find_place_knows_the_names_that_others_give(text):
    munich = abroad("DE", "Munich")
    call(munich, "München")
    call(munich, "Monaco di Baviera")

    assert find_place(text).place == munich


def test_find_place_takes_the_official_name_before_another_name():
    alba = PlaceFactory(name="Alba", population=31_000)
    call(PlaceFactory(name="Albaretto", population=200), "Alba")

    assert find_place("Alba").place == alba


def test_find_place_asks_when_the_other_name_belongs_to_a_bigger_place():
    village = abroad("PL", "Lubiana", population=1_200)
    capital = abroad("SI", "Ljubljana", population=272_000)
    call(capital, "Lubiana")

    answer = find_place("Lubiana")

    assert (answer.outcome, answer.candidates) == (Outcome.HOMONYMS, (village, capital))
    assert find_place("Lubiana", country="si").place == capital


@pytest.mark.capability("C-16")
def test_find_place_lets_people_choose_between_homonyms_biggest_first():
    small = PlaceFactory(name="Samone", population=500, province=province("TN", "Trento"))
    big = PlaceFactory(name="Samone", population=1_500, province=province("TO", "Torino"))

    answer = find_place("Samone")

    assert (answer.outcome, answer.place, answer.candidates) == (
        Outcome.HOMONYMS,
        None,
        (big, small),
    )
    assert [find_place("Samone (TN)").place, find_place("Samone", province="to").place] == [
        small,
        big,
    ]
    assert find_place("Samone", province="Trento").place == small


def test_find_place_says_when_the_province_is_another():
    torino = PlaceFactory(name="Torino", province=province("TO", "Torino"))

    answers = [find_place("Torino (MI)"), find_place("Torino", province="MI")]

    assert [(a.outcome, a.place) for a in answers] == [(Outcome.WRONG_PROVINCE, None)] * 2
    assert [a.candidates for a in answers] == [(torino,)] * 2


@pytest.mark.capability("Q8")
@pytest.mark.parametrize("given", [{"text": "Utrecht", "country": "FI"}, {"text": "Utrecht (FI)"}])
def test_find_place_warns_that_utrecht_is_not_in_finland(given):
    utrecht = abroad("NL", "Utrecht")

    answer = find_place(**given)

    assert (answer.outcome, answer.place) == (Outcome.WRONG_COUNTRY, None)
    assert answer.candidates == (utrecht,)
    assert find_place("Utrecht", country="NL").place == utrecht


def test_find_place_points_from_a_ceased_municipality_to_its_successor():
    valsamoggia = PlaceFactory(name="Valsamoggia")
    bazzano = PlaceFactory(
        name="Bazzano", code="037004", ceased_on=date(2014, 1, 1), successor=valsamoggia
    )

    answers = [find_place("Bazzano"), find_place("037004"), find_place("Bazzano", code="37004")]

    assert [a.outcome for a in answers] == [Outcome.CEASED] * 3
    assert [(a.place, a.candidates, a.ceased) for a in answers] == [
        (None, (valsamoggia,), (bazzano,))
    ] * 3


def test_find_place_prefers_the_living_and_mentions_the_ceased():
    living = PlaceFactory(name="Castro")
    ceased = PlaceFactory(name="Castro", ceased_on=date(1990, 1, 1))

    answer = find_place("Castro")

    assert (answer.outcome, answer.place, answer.ceased) == (Outcome.FOUND, living, (ceased,))


def test_find_place_knows_the_code_of_a_former_province():
    montecopiolo = PlaceFactory(name="Montecopiolo", code="099030")
    call(montecopiolo, "041033", PlaceName.Kind.CODE)

    assert find_place("Montecopiolo", code="041033").place == montecopiolo
    assert find_place("41033").place == montecopiolo


def test_find_place_shows_when_code_and_name_contradict_each_other():
    torino = PlaceFactory(name="Torino", code="001272")
    milano = PlaceFactory(name="Milano", code="015146")

    answers = [
        find_place("Milano", code="1272"),
        find_place("Milano", code="nonsense"),
        find_place("Tarino", code="001272"),
    ]

    assert [a.outcome for a in answers] == [Outcome.CONTRADICTION] * 3
    assert [a.candidates for a in answers] == [(torino, milano), (milano,), (torino,)]
    assert find_place("Torino", code="1272").place == torino
    assert find_place("", code="1272").place == torino


def test_find_place_leaves_codes_of_other_countries_alone():
    munich = abroad("DE", "Munich")

    assert find_place("Munich", country="DE", code="09162000").place == munich


def test_find_place_asks_when_a_text_names_two_places():
    asti, alba = PlaceFactory(name="Asti"), PlaceFactory(name="Alba")

    answer = find_place("Asti/Alba")

    assert (answer.outcome, answer.candidates) == (Outcome.HOMONYMS, (asti, alba))


def test_find_place_offers_names_that_look_alike_in_the_country():
    gimignano = PlaceFactory(name="San Gimignano")
    abroad("CH", "San Gimignano Alto")
    PlaceFactory(name="San Gimignano Vecchio", ceased_on=date(1995, 1, 1))
    PlaceFactory(name="Torino")

    answer = find_place("San Gimignan", country="IT")

    assert (answer.outcome, answer.place) == (Outcome.UNKNOWN, None)
    assert answer.candidates == (gimignano,)


@pytest.mark.parametrize(
    "text", ["", "   ", "%", "___", "()", "999999", "Z999", "x" * 5_000, "\x00"]
)
def test_find_place_bears_any_text(text):
    PlaceFactory(name="Torino")

    answer = find_place(text)

    assert (answer.outcome, answer.place, answer.candidates) == (Outcome.UNKNOWN, None, ())


def test_find_places_answers_in_the_order_of_the_questions():
    asti = PlaceFactory(name="Asti")

    answers = find_places(["Nowhere", Wanted("Asti", country="IT"), "Asti"])

    assert [(a.wanted.text, a.place) for a in answers] == [
        ("Nowhere", None), ("Asti", asti), ("Asti", asti),
    ]  # fmt: skip
    assert find_places([]) == []


@pytest.mark.parametrize("count", [1, 300])
def test_find_places_costs_five_queries_for_one_and_for_many(count, django_assert_num_queries):
    places = PlaceFactory.create_batch(count)
    asti = PlaceFactory(name="Asti")

    with django_assert_num_queries(5):
        answers = find_places([*(place.name for place in places), *["Asty"] * count])

    assert [a.place for a in answers] == [*places, *[None] * count]
    assert answers[-1].candidates == (asti,)


def test_search_places_begins_with_any_name_or_is_a_code():
    asti = PlaceFactory(name="Asti", code="005005", cadastral_code="A479", population=74_000)
    astino = PlaceFactory(name="Astino", population=100)
    vienna = abroad("AT", "Vienna")
    call(vienna, "Wien")
    PlaceFactory(name="Asti Vecchia", ceased_on=date(1995, 1, 1))

    found = {text: search_places(text) for text in ("ast", "WI", "5005", "a479", "", "zz")}

    assert found == {
        "ast": [asti, astino], "WI": [vienna], "5005": [asti], "a479": [asti], "": [], "zz": [],
    }  # fmt: skip
    assert search_places("ast", limit=1) == [asti]


@pytest.mark.parametrize("count", [1, 3])
def test_search_places_costs_one_query(count, django_assert_num_queries):
    PlaceFactory.create_batch(count, name="Asti")

    with django_assert_num_queries(1):
        labels = [(str(p), p.country.code, p.province) for p in search_places("asti")]

    assert labels == [("Asti", "IT", None)] * count


@pytest.mark.capability("M-11")
def test_distance_km_is_the_great_circle_in_whole_km():
    roma, milano = Place(lat=41.89193, lon=12.51133), Place(lat=45.46427, lon=9.18951)

    assert (distance_km(roma, milano), distance_km(milano, roma)) == (479, 479)
    assert distance_km(roma, roma) == 0
    assert distance_km(roma, Place()) is None


@pytest.mark.skipif(not SANITY.exists(), reason="the shared data is not here")
def test_distance_km_agrees_with_the_table_of_thirty_pairs():
    with SANITY.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    ours = [
        distance_km(
            Place(lat=float(row["from_lat"]), lon=float(row["from_lon"])),
            Place(lat=float(row["to_lat"]), lon=float(row["to_lon"])),
        )
        for row in rows
    ]

    assert len(rows) == 30
    assert ours == [pytest.approx(float(row["great_circle_km"]), abs=0.51) for row in rows]


def test_holidays_of_a_place_are_its_own_and_those_of_its_country():
    torino = PlaceFactory(name="Torino")
    saint = HolidayFactory(date=date(2026, 6, 24), place=torino)
    national = HolidayFactory(date=date(2026, 6, 2))
    HolidayFactory(date=date(2027, 6, 2))
    HolidayFactory(date=date(2026, 7, 1), place=PlaceFactory())

    assert list(holidays_of(torino, year=2026)) == [national, saint]


def test_what_is_kept_of_the_registers_is_in_the_language_of_the_reader_and_forgotten():
    country = CountryFactory(code="NL", names={"it": "Paesi Bassi", "en": "Netherlands"})
    found = []
    for language in ("it", "en", "it"):
        with override(language):
            found.append(country_names()["NL"])
    country.names = {"it": "Olanda"}
    country.save()

    kept = country_names()["NL"]
    forget_registers()

    assert found == ["Paesi Bassi", "Netherlands", "Paesi Bassi"]
    assert (kept, country_names()["NL"]) == ("Paesi Bassi", "Olanda")


@pytest.mark.parametrize("country", ["", "IT"])
def test_register_is_read_in_the_order_of_an_index(country):
    plan = register(country=country)[:25].explain()

    assert "place_living" in plan or connection.vendor == "postgresql"  # few rows: it scans them
    assert "TEMP B-TREE" not in plan
