"""The real registers, loaded once for this module and then questioned."""

from datetime import date

import pytest
from django.db.models import Q

from innesto.places.actions import load_registers
from innesto.places.models import Area, Country, Holiday, Place, PlaceName, SizeClass
from innesto.places.queries import Outcome, find_place, find_places, holidays_of


def counts():
    models = (Country, Area, Place, PlaceName, Holiday)
    return {model.__name__: model.objects.count() for model in models}


@pytest.fixture(scope="module")
def registers(django_db_setup, django_db_blocker):
    """Load the real registers once for this module, and take them away again."""
    with django_db_blocker.unblock():
        load_registers()
        yield counts()
        Place.objects.update(successor=None)
        Area.objects.update(parent=None)
        for model in (Holiday, PlaceName, Place, Area, Country):
            model.objects.all()._raw_delete("default")


@pytest.mark.django_db
def test_load_registers_writes_every_register(registers):
    italy = Place.objects.filter(country="IT")

    assert registers == {
        "Country": 250, "Area": 1_113, "Place": 69_565, "PlaceName": 63_801, "Holiday": 2_388,
    }  # fmt: skip
    assert italy.living().count() == 7_896
    assert Area.objects.filter(kind="province").count() == 107
    assert Area.objects.filter(country="IT", kind="region").count() == 20
    assert Country.objects.filter(is_eu=True).count() == 27


@pytest.mark.django_db
def test_a_municipality_carries_its_codes_areas_and_people(registers):
    bolzano = Place.objects.select_related("region", "province").get(code="021008")

    assert bolzano.size_class == SizeClass.LARGE
    assert (str(bolzano), bolzano.cadastral_code, bolzano.nuts3) == (
        "Bolzano/Bozen",
        "A952",
        "ITH10",
    )
    assert (bolzano.province.abbreviation, bolzano.province.nuts) == ("BZ", "ITH10")
    assert (bolzano.region.name, bolzano.region.nuts) == ("Trentino-Alto Adige/Südtirol", "")
    assert (round(bolzano.lat), round(bolzano.lon)) == (46, 11)


@pytest.mark.capability("Q8")
@pytest.mark.django_db
def test_the_register_knows_where_utrecht_is(registers):
    answer = find_place("Utrecht", country="FI")

    assert (answer.outcome, [p.country_id for p in answer.candidates]) == (
        Outcome.WRONG_COUNTRY,
        ["NL"],
    )


@pytest.mark.parametrize(
    ("text", "ref"),
    [
        ("Forli'", "040012"),
        ("Reggio nell'Emilia", "035033"),
        ("Reggio Emilia", "035033"),
        ("Bolzano/Bozen", "021008"),
        ("München/Monaco di Baviera", "g2867714"),
        ("Vienna/Wien", "g2761369"),
        ("L’Aquila", "066049"),
        ("Sankt Pölten", "g2766429"),
        ("St. Pölten", "g2766429"),
        ("Comune di Settimo Torinese", "001265"),
        ("Torino (TO)", "001272"),
        ("1272", "001272"),
        ("L219", "001272"),
        ("S. Giovanni in Persiceto", "037053"),
        ("Girgenti", "084001"),
        ("Αθήνα", "g264371"),
        ("Szombathely", "g3044310"),
    ],
)
@pytest.mark.django_db
def test_the_register_understands(registers, text, ref):
    assert find_place(text).place.ref == ref


@pytest.mark.django_db
def test_every_ceased_municipality_leads_to_a_living_one(registers):
    ceased = list(Place.objects.exclude(ceased_on=None).select_related("successor"))
    heirs = {place.name: place.successor.name for place in ceased}

    assert [p for p in ceased if p.successor.has_ceased] == []
    assert [heirs[name] for name in ("Bazzano", "Mosso", "Quero")] == [
        "Valsamoggia", "Valdilana", "Setteville",
    ]  # fmt: skip


@pytest.mark.django_db
def test_every_municipality_is_found_by_its_code_and_by_name_and_province(registers):
    towns = list(Place.objects.living().filter(country="IT").select_related("province"))

    by_code = find_places([town.code for town in towns])
    by_name = find_places([f"{town.name} ({town.province.abbreviation})" for town in towns])

    assert [a.place for a in by_code] == towns
    assert [a.place for a in by_name] == towns


@pytest.mark.django_db
def test_a_former_name_belongs_to_whom_it_was_and_not_to_whom_has_the_old_code(registers):
    former = PlaceName.objects.filter(kind="former").values_list("place__name", "name")

    assert ("Agrigento", "Girgenti") in set(former)
    assert [pair for pair in former if pair[0] == "Termoli"] == []


@pytest.mark.parametrize(
    ("code", "day", "saint"),
    [
        ("001272", date(2026, 6, 24), "San Giovanni Battista"),
        ("005005", date(2026, 5, 5), "San Secondo di Asti"),
        ("040007", date(2026, 6, 24), "San Giovanni Battista"),
    ],
)
@pytest.mark.django_db
def test_the_saint_of_a_place_is_kept_there_alone(registers, code, day, saint):
    place, other = Place.objects.get(code=code), Place.objects.get(code="015146")
    own = holidays_of(place, year=2026).exclude(place=None)

    assert list(own.values_list("date", "name")) == [(day, saint)]
    assert not holidays_of(other, year=2026).filter(date=day).exists()


@pytest.mark.django_db
def test_no_name_lost_a_letter(registers):
    assert list(Place.objects.filter(Q(name__contains="?") | Q(name_other__contains="?"))) == []
    assert find_place("Savogna d'Isonzo").place.name_other == "Sovodnje ob Soči"
