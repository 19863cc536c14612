"""Half-days of exchanges, and what counts in them."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from innesto.presence.sessions import minutes_between, session_at, sessions_of, whole_of
from tests.exchanges.factories import ExchangeFactory

ROME = ZoneInfo("Europe/Rome")


def keys(exchange):
    return [one.key for one in sessions_of(exchange)]


def test_a_day_has_two_sessions_of_four_hours():
    exchange = ExchangeFactory.build(programme=None)

    assert keys(exchange) == ["2027-03-10-morning", "2027-03-10-afternoon"]
    assert whole_of(exchange) == 8 * 60


def test_half_a_day_has_one():
    exchange = ExchangeFactory.build(programme=None, half="morning", half_days=1)

    assert keys(exchange) == ["2027-03-10-morning"]
    assert whole_of(exchange) == 4 * 60


def test_three_half_days_end_at_noon():
    exchange = ExchangeFactory.build(programme=None, ends_on=date(2027, 3, 11), half_days=3)

    assert keys(exchange)[-1] == "2027-03-11-morning"
    assert whole_of(exchange) == 12 * 60


@pytest.mark.capability("D-14")
def test_a_bootcamp_of_three_days_counts_each_half_day_by_its_hours():
    bootcamp = ExchangeFactory.build(
        programme=None,
        ends_on=date(2027, 3, 12),
        half_days=6,
        opens=time(10),
        closes=time(16, 30),
    )

    assert [one.minutes for one in sessions_of(bootcamp)] == [180, 150] * 3


def test_a_long_morning_across_noon_is_one_session():
    exchange = ExchangeFactory.build(programme=None, opens=time(10), closes=time(14, 30))

    assert keys(exchange) == ["2027-03-10"]
    assert whole_of(exchange) == 270


def test_an_evening_across_midnight_is_one_session_of_its_first_day():
    exchange = ExchangeFactory.build(
        programme=None, ends_on=date(2027, 3, 11), opens=time(22), closes=time(0, 30)
    )

    assert keys(exchange) == ["2027-03-10"]
    assert whole_of(exchange) == 150


def test_the_night_in_which_clocks_change_is_counted_by_the_sun():
    exchange = ExchangeFactory.build(
        programme=None,
        starts_on=date(2027, 3, 27),
        ends_on=date(2027, 3, 28),
        opens=time(23),
        closes=time(4),
    )

    assert whole_of(exchange) == 4 * 60


def test_session_at_is_the_one_under_way_or_about_to_begin():
    exchange = ExchangeFactory.build(programme=None)
    at = datetime(2027, 3, 10, 8, 15, tzinfo=ROME)

    assert session_at(exchange, at).key == "2027-03-10-morning"
    assert session_at(exchange, at - timedelta(minutes=30)) is None
    assert session_at(exchange, at.replace(hour=13, minute=30)).half == "afternoon"
    assert session_at(exchange, at.replace(hour=19)) is None


@pytest.mark.parametrize(
    ("arrived", "left", "minutes"),
    [
        (None, None, 240),
        ("09:20", None, 240),
        ("10:00", None, 180),
        (None, "12:45", 240),
        (None, "11:00", 120),
        ("10:00", "12:00", 120),
        ("12:00", "10:00", 0),
        ("08:30", "18:00", 240),
    ],
)
def test_minutes_between_forgives_half_an_hour(arrived, left, minutes):
    def at(clock):
        return clock and datetime.combine(date(2027, 3, 10), time.fromisoformat(clock), ROME)

    counted = minutes_between(at("09:00"), at("13:00"), at(arrived), at(left))

    assert counted == minutes
