"""Kilometres and grams, checked by hand, and that no factor is without its source."""

import pytest

from innesto.travel.carbon import Point, estimated_km, factors, grams_of, great_circle
from innesto.travel.models import Mode


def test_every_mode_has_a_factor_and_every_factor_its_source_year_and_row():
    lacking = [
        factor.mode
        for factor in factors().values()
        if not (
            factor.row
            and factor.source.title
            and factor.source.publisher
            and factor.source.licence
            and factor.source.year > 2000
            and factor.source.address.startswith("https://")
            and factor.detour >= 1
            and factor.grams >= 0
        )
    ]

    assert lacking == []
    assert {*factors()} == {*Mode.values}


def test_a_great_circle_is_as_long_as_the_globe_is_round():
    quarter = great_circle(Point(0, 0), Point(90, 0))
    rome_milan = great_circle(Point(41.9028, 12.4964), Point(45.4642, 9.19))

    assert (round(quarter), round(rome_milan)) == (10008, 477)
    assert great_circle(Point(10, 179), Point(10, -179)) < 220
    assert great_circle(Point(45, 7), Point(45, 7)) == 0


@pytest.mark.parametrize(
    ("mode", "km", "people", "grams"),
    [("train", 100, 2, 7000), ("car", 100, 3, 17_000), ("walk", 5, 1, 0), ("train", 0, 1, 0)],
)
def test_who_shares_a_car_shares_its_grams(mode, km, people, grams):
    assert grams_of(mode, km, people=people) == grams


def test_an_estimate_is_the_great_circle_times_the_detour():
    assert (estimated_km("train", 100), estimated_km("plane", 100)) == (120, 100)
