"""The loader, tried on a register of three places; the real one is in test_registers."""

import gzip
import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command

from innesto.places.actions import load_registers
from innesto.places.models import Area, Country, Holiday, Place, PlaceName

SMALL = {
    "areas": """country,kind,code,abbreviation,nuts,name,parent
IT,region,08,,ITH5,Emilia-Romagna,
IT,province,037,BO,ITH55,Bologna,08
NL,region,09,,,Utrecht,
""",
    "municipalities": """\
code,cadastral_code,geonameid,name,name_other,province,nuts3,population,population_year,lat,lon,\
ceased_on,successor
037004,,,Bazzano,,037,,,,,,2014-01-01,037061
037061,M320,,Valsamoggia,,037,ITH55,31000,2023,44.5,11.09,,
""",
    "places": """geonameid,country,region,name,population,lat,lon
2745912,NL,09,Utrecht,376435,52.09083,5.12222
""",
    "names": """ref,name,kind,language
g2745912,Trajectum,other,
""",
    "holidays": """country,place,date,name,name_en
IT,,2026-06-02,Festa della Repubblica,Republic Day
IT,037061,2026-10-05,San Petronio,
""",
}


def write(folder, **changed):
    countries = [
        {
            "code": code,
            "names": {"en": name},
            "continent": "EU",
            "is_eu": True,
            "languages": [],
            "lat": 1.5,
            "lon": None,
        }
        for code, name in (("IT", "Italy"), ("NL", "Netherlands"))
    ]
    (folder / "countries.json").write_text(json.dumps(countries))
    for name, text in (SMALL | changed).items():
        (folder / f"{name}.csv.gz").write_bytes(gzip.compress(text.encode()))


@pytest.fixture
def small(tmp_path, monkeypatch, db):
    """Give the loader a register of three places."""
    write(tmp_path)
    monkeypatch.setattr("innesto.places.actions.DATA", tmp_path)
    return tmp_path


def counts():
    models = (Country, Area, Place, PlaceName, Holiday)
    return {model.__name__: model.objects.count() for model in models}


def test_load_registers_writes_places_with_all_they_point_at(small):
    load_registers()

    bazzano = Place.objects.get(code="037004")
    assert (bazzano.ceased_on, bazzano.successor.name) == (date(2014, 1, 1), "Valsamoggia")
    assert (str(bazzano.province), str(bazzano.region)) == ("Bologna", "Emilia-Romagna")
    utrecht = Place.objects.get(ref="g2745912")
    assert (utrecht.country_id, str(utrecht.region), utrecht.population_year) == (
        "NL", "Utrecht", None,
    )  # fmt: skip
    assert [name.key for name in utrecht.names.all()] == ["trajectum"]
    assert [
        (str(day), day.place and day.place.name) for day in Holiday.objects.order_by("date")
    ] == [
        ("Festa della Repubblica (02.06.2026)", None),
        ("San Petronio (05.10.2026)", "Valsamoggia"),
    ]


def test_load_registers_changes_nothing_a_second_time(small):
    heard = []
    load_registers()
    before = counts(), dict(Place.objects.values_list("ref", "pk"))

    load_registers(tell=lambda what, count: heard.append((what, count)))

    assert (counts(), dict(Place.objects.values_list("ref", "pk"))) == before
    assert heard == [
        ("countries", 2), ("areas", 3), ("municipalities", 2), ("places", 1), ("names", 1),
        ("holidays", 2),
    ]  # fmt: skip


def test_load_registers_brings_what_is_new_and_removes_no_place(small):
    load_registers()
    number = Place.objects.get(name="Utrecht").pk
    grown = SMALL["places"].replace("376435", "380000")
    grown += "2747891,NL,,Rotterdam,868135,51.9225,4.47917\n"
    write(small, places=grown, names="ref,name,kind,language\n")

    load_registers()

    rotterdam, utrecht = Place.objects.filter(country="NL").order_by("name")
    assert (rotterdam.population, utrecht.population, utrecht.pk) == (868_135, 380_000, number)
    assert PlaceName.objects.count() == 0


def test_load_registers_leaves_all_as_it_was_when_a_file_is_broken(small):
    load_registers()
    before = counts()
    write(small, places=SMALL["places"].replace("52.09083", "north"))

    with pytest.raises(ValueError, match="north"):
        load_registers()

    assert counts() == before


def test_load_places_says_what_it_wrote(small):
    loud, quiet = StringIO(), StringIO()

    call_command("load_places", stdout=loud)
    call_command("load_places", stdout=quiet, verbosity=0)

    assert loud.getvalue().splitlines()[2] == "municipalities: 2"
    assert quiet.getvalue() == ""
