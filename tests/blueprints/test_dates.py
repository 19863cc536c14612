import datetime
from decimal import Decimal

import pytest

from innesto.blueprints.schema.dates import (
    Length,
    Moment,
    add_months,
    days_inclusive,
    end_of_year,
    months_in,
    months_inclusive,
)

D = datetime.date


@pytest.mark.capability("Q12")
def test_length_eight_half_days_are_four_days():
    assert Length.parse("8 half-days").days == Decimal(4)


@pytest.mark.parametrize(
    ("text", "half_days"),
    [("1 half-day", 1), ("2 days", 4), ("1 week", 14), ("2 hours", 1), ("5 hours", 2)],
)
def test_length_takes_half_days_of_a_calendar(text, half_days):
    assert Length.parse(text).half_days == half_days


@pytest.mark.parametrize("text", ["", "two days", "2 giorni", "-1 days", "2 days ago"])
def test_length_refuses_what_it_cannot_read(text):
    with pytest.raises(ValueError, match="a length such as"):
        Length.parse(text)


def test_length_is_written_as_it_was_read():
    assert [str(Length.parse(text)) for text in ("1 days", "3 months")] == ["1 day", "3 months"]


def test_length_shifts_a_day_both_ways():
    three_months = Length.parse("3 months")

    assert three_months.shift(D(2020, 11, 30)) == D(2021, 2, 28)
    assert three_months.shift(D(2020, 11, 30), forward=False) == D(2020, 8, 30)


@pytest.mark.capability("Q4")
def test_end_of_year_is_the_day_before_the_anniversary():
    assert end_of_year(D(2018, 12, 1), 2) == D(2020, 11, 30)


@pytest.mark.capability("T-46")
def test_days_inclusive_counts_both_ends():
    days = days_inclusive(D(2021, 5, 13), D(2022, 10, 31))

    assert (days, months_in(days)) == (537, Decimal("17.6"))


def test_months_inclusive_keeps_whole_months_whole():
    assert months_inclusive(D(2025, 1, 1), D(2027, 6, 30)) == 30
    assert months_inclusive(D(2021, 5, 13), D(2022, 10, 31)) == Decimal("17.6")


def test_add_months_falls_on_the_last_day_of_a_shorter_month():
    assert add_months(D(2024, 1, 31), 1) == D(2024, 2, 29)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-11-26", Moment("2020-11-26", on=D(2020, 11, 26))),
        ("end of year 2", Moment("end of year 2", edge="end", what="year", number=2)),
        ("start", Moment("start", edge="start", what="programme")),
        ("end of phase a-b", Moment("end of phase a-b", edge="end", what="phase", anchor="a-b")),
        (
            "3 months after visit",
            Moment("3 months after visit", anchor="visit", length=Length(3, "month")),
        ),
        (
            "15 days before end",
            Moment(
                "15 days before end",
                edge="end",
                what="programme",
                length=Length(15, "day"),
                side="before",
            ),
        ),
    ],
)
def test_moment_is_read(text, expected):
    assert Moment.parse(text) == expected


@pytest.mark.parametrize("text", ["", "end of year", "2020-13-01", "3 months"])
def test_moment_refuses_what_it_cannot_read(text):
    with pytest.raises(ValueError, match="such as"):
        Moment.parse(text)
