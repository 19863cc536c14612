import re
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from innesto.toolkit.charts import Bar, Closure, Line, Mark, Timeline, drawn_bars

HELD = Mark(date(2026, 3, 24), "Bydgoszcz", word="held", last=date(2026, 3, 25))
NEXT = Mark(date(2026, 5, 19), "Warszawa", "ring", word="planned", url="/warszawa/")
SUMMER = Closure(date(2026, 7, 1), date(2026, 8, 31), "holidays")


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def year(**changes):
    return Timeline(
        **{
            "title": "Exchanges",
            "lines": [Line("Poland", [HELD, NEXT], [SUMMER])],
            "first": date(2026, 1, 1),
            "last": date(2026, 12, 31),
            **changes,
        }
    )


def draw(chart):
    return Template('{% timeline chart name="t" %}').render(Context({"chart": chart}))


def test_timeline_leaves_room_for_the_names_of_its_lines():
    pair = Line("Torino – Agenzia di sviluppo di Salonicco orientale", [HELD])

    long = year(lines=[pair])

    assert (year().margin, long.margin) == (130, 304)
    assert [row.label for row in long.rows] == ["Torino – Agenzia di sviluppo di Sal…"]


def test_timeline_names_every_month_once():
    names = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"

    assert [tick.label for tick in year().ticks] == names.split()


def test_timeline_goes_over_years():
    chart = year(first=date(2026, 11, 15), last=date(2027, 2, 10))

    assert [tick.label for tick in chart.ticks] == ["Nov", "Dec", "Jan", "Feb"]


def test_today_is_drawn_only_when_it_is_in_the_strip():
    assert year(today=date(2027, 1, 1)).today_x == ""
    assert year(today=date(2026, 1, 1)).today_x == "130.0"
    assert ">today</text>" in draw(year(today=date(2026, 4, 14)))


def test_timeline_says_the_same_in_a_table():
    page = draw(year())

    assert re.findall(r'<th scope="row">([^<]+)</th>', page) == [
        "24–25 March 2026",
        "19 May 2026",
        "1 July – 31 August 2026",
    ]
    assert "closed: holidays" in page
    assert "2 dates." in page


def test_timeline_sums_up_its_lines_for_narrow_screens():
    line = Line("Poland", [Mark(date(2026, 5, 19), "Warszawa", "filled")], note="1 of 1 held")

    page = draw(year(lines=[line]))

    assert page.count("shape-filled") == 2
    assert '<span class="line-note">1 of 1 held</span>' in page


def test_mark_with_an_address_is_a_link_that_says_when_and_what():
    assert 'aria-label="Poland, 19 May 2026: Warszawa"' in draw(year())


def test_closure_outside_the_strip_is_not_drawn():
    chart = year(last=date(2026, 6, 30))

    assert [row.strips for row in chart.rows] == [[]]


def test_bars_are_shares_of_the_whole_or_of_the_longest():
    rows = [Bar("CoP1", 8), Bar("CoP2", 2)]

    assert [bar.width for bar in drawn_bars(rows, whole=None)] == ["100.0", "25.0"]
    assert [bar.width for bar in drawn_bars(rows, whole=16)] == ["50.0", "12.5"]
    assert drawn_bars([Bar("None", 0)], whole=None)[0].width == "0.0"
