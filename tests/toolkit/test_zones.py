import datetime

import pytest
from django.utils import translation

from innesto.toolkit.zones import (
    city_of,
    is_left_out,
    is_readers_clock,
    moment_in,
    time_of,
    zone_at,
    zones_of_europe,
)

AN_EVENING = datetime.time(23, 30)


@pytest.mark.parametrize(
    ("country", "lat", "lon", "zone"),
    [
        ("IT", 45.07, 7.69, "Europe/Rome"),
        ("PT", None, None, "Europe/Lisbon"),
        ("PT", 37.74, -25.67, "Atlantic/Azores"),  # Ponta Delgada
        ("PT", 32.65, -16.91, "Europe/Lisbon"),  # Funchal has a zone of its own, the same clock
        ("ES", 28.47, -16.25, "Atlantic/Canary"),  # Santa Cruz de Tenerife
        ("ES", 36.72, -4.42, "Europe/Madrid"),  # Málaga lies nearer to Ceuta
        ("DE", 47.99, 7.85, "Europe/Berlin"),  # Freiburg lies nearer to Büsingen
        ("FI", 60.17, 24.94, "Europe/Helsinki"),
        ("XX", None, None, ""),
    ],
)
def test_zone_at_is_that_of_the_nearest_clock(country, lat, lon, zone):
    assert zone_at(country, lat, lon) == zone


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("it", "Lisbona", "ora di Lisbona"),
        ("de", "Lissabon", "Ortszeit Lissabon"),
        ("en", "Lisbon", "Lisbon time"),
        ("hr", "Lisabon", "ora di Lisabon"),
    ],
)
def test_a_zone_is_named_in_the_readers_language(language, name, words):
    with translation.override(language):
        assert (city_of("Europe/Lisbon"), time_of("Europe/Lisbon")) == (name, words)


def test_moment_in_a_gap_is_an_hour_later():
    spring = datetime.date(2027, 3, 28)
    two_thirty = datetime.time(2, 30)

    at = moment_in("Europe/Rome", spring, two_thirty)

    assert at.isoformat() == "2027-03-28T03:30:00+02:00"
    assert is_left_out("Europe/Rome", spring, two_thirty)
    assert not is_left_out("Europe/Lisbon", spring, two_thirty)


def test_moment_of_an_hour_that_comes_twice_is_the_first():
    autumn = datetime.date(2027, 10, 31)

    at = moment_in("Europe/Rome", autumn, datetime.time(2, 30))

    assert at.utcoffset() == datetime.timedelta(hours=2)


def test_is_readers_clock_asks_for_the_hour_and_not_for_the_name():
    day = datetime.date(2027, 5, 4)

    shown = [
        is_readers_clock(moment_in(zone, day, AN_EVENING))
        for zone in ("Europe/Rome", "Europe/Vienna", "Europe/Lisbon")
    ]

    assert shown == [True, True, False]


def test_forms_offer_zones_that_exist():
    assert "Atlantic/Azores" in zones_of_europe()
