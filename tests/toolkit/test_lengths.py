import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from innesto.toolkit.lengths import Length, Unit, total


@pytest.mark.parametrize(
    ("count", "unit", "minutes"),
    [(1, "day", 480), (3, "half-day", 720), ("1.5", "hour", 90), ("0.1", "hour", 6)],
)
def test_minutes_are_exact(count, unit, minutes):
    assert Length.of(count, unit).minutes() == minutes


def test_a_programme_may_count_its_day_otherwise():
    assert Length.of(2, "half-day").minutes(a_day=6 * 60) == 360


@given(st.integers(0, 400), st.sampled_from(list(Unit)), st.sampled_from(list(Unit)))
def test_to_another_unit_and_back_is_the_same_length(count, unit, other):
    length = Length.of(count, unit)

    assert length.to(other).to(unit) == length


def test_total_adds_what_was_said_in_different_units():
    lengths = [Length.of(1, "day"), Length.of(1, "half-day"), Length.of(4, "hour")]

    assert total(lengths, unit=Unit.DAY) == Length.of(2, "day")


@pytest.mark.parametrize(
    ("count", "unit", "written"),
    [
        (1, "day", "1 day"),
        (2, "day", "2 days"),
        ("0.5", "day", "half a day"),
        (1, "half-day", "half a day"),
        (3, "half-day", "3 half-days"),
        ("1.5", "hour", "1.5 hours"),
    ],
)
def test_length_is_written_as_it_was_said(count, unit, written):
    with translation.override("en"):
        assert str(Length.of(count, unit)) == written
