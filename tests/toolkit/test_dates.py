from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.utils import translation

from innesto.toolkit import dates


@pytest.fixture(autouse=True)
def italian():
    with translation.override("it"):
        yield


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2026, 3, 24), date(2026, 3, 25), "24–25 marzo 2026"),
        (date(2026, 3, 24), date(2026, 3, 24), "24 marzo 2026"),
        (date(2026, 3, 24), None, "24 marzo 2026"),
        (date(2026, 3, 30), date(2026, 4, 2), "30 marzo – 2 aprile 2026"),
        (date(2026, 12, 30), date(2027, 1, 2), "30 dicembre 2026 – 2 gennaio 2027"),
    ],
)
def test_days_say_nothing_twice(first, last, written):
    assert dates.days(first, last) == written


def test_days_in_short_leave_the_year_out():
    assert dates.days(date(2026, 3, 24), date(2026, 3, 25), short=True) == "24–25 mar"
    assert dates.days(date(2026, 3, 30), date(2026, 4, 2), short=True) == "30 mar – 2 apr"


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-24", "24/3/2026", "24.03.2026", "24-3-2026", "24 marzo 2026"),
        *("24 Marzo  2026", "martedì 24 marzo 2026", "24 mar 2026", "24 March 2026"),
    ],
)
def test_read_date_takes_the_ways_people_write(text):
    assert dates.read_date(text) == date(2026, 3, 24)


def test_finnish_dates_are_written_and_read_in_the_case_that_dates_have():
    with translation.override("fi"):
        assert dates.days(date(2026, 3, 30), date(2026, 4, 2)) == (
            "30. maaliskuuta – 2. huhtikuuta 2026"
        )
        assert dates.read_date("24. maaliskuuta 2026") == date(2026, 3, 24)


def test_read_date_knows_the_ordinal_of_the_first():
    assert dates.read_date("1° marzo 2026") == date(2026, 3, 1)


@pytest.mark.parametrize("text", ["31/2/2026", "24/3", "24 termidoro 2026", "", "3/24/2026"])
def test_read_date_returns_nothing_for_what_does_not_exist(text):
    assert dates.read_date(text) is None


def test_hours_and_moments_are_local():
    at = datetime(2026, 3, 24, 9, 42, tzinfo=UTC)

    assert dates.hours(time(9, 30), time(13, 0)) == "9:30–13:00"
    assert dates.hours(at) == "10:42"
    assert dates.weekday(date(2026, 3, 24)) == "martedì 24 marzo 2026"
    assert dates.month(date(2026, 3, 24)) == "marzo 2026"


@pytest.mark.parametrize(
    ("day", "said"), [(24, "today"), (25, "tomorrow"), (23, "yesterday"), (27, "in 3 days")]
)
def test_distance_is_said_as_people_do(day, said):
    with translation.override("en"):
        assert dates.distance(date(2026, 3, day), today=date(2026, 3, 24)) == said
        assert dates.distance(date(2026, 3, 20), today=date(2026, 3, 24)) == "4 days ago"


@time_machine.travel("2026-03-24T12:00:00Z")
def test_saved_line_names_the_day_only_when_it_is_not_today():
    with translation.override("en"):
        today = dates.saved_line(datetime(2026, 3, 24, 9, 42, tzinfo=UTC))
        before = dates.saved_line(datetime(2026, 3, 2, 9, 42, tzinfo=UTC))

    assert today == "Draft saved at 10:42."
    assert before == "Draft saved on 2 March 2026, at 10:42."


def test_a_moment_counts_as_the_day_that_it_is_here():
    late = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)

    assert dates.day(late) == "22 novembre 2026"


@pytest.mark.capability("D-21")
@pytest.mark.parametrize(
    ("language", "stretch", "at"),
    [
        ("it", "24–25 marzo 2026", "4 marzo 2026, ore 10:05"),
        ("en", "24–25 March 2026", "4 March 2026, at 10:05"),
        ("de", "24.–25. März 2026", "4. März 2026, 10:05 Uhr"),
        ("sv", "24–25 mars 2026", "4 mars 2026 kl. 10.05"),
        ("fi", "24.–25. maaliskuuta 2026", "4. maaliskuuta 2026 klo 10.05"),
    ],
)
def test_dates_are_written_as_each_language_does(language, stretch, at):
    moment = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
    with translation.override(language):
        assert dates.days(date(2026, 3, 24), date(2026, 3, 25)) == stretch
        assert dates.moment(moment) == at
