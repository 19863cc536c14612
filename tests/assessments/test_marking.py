"""Means, sums without names, suggestions: without a database."""

from fractions import Fraction

import pytest
from django.utils import translation

from innesto.assessments.comparing import picture_of
from innesto.assessments.marking import (
    OTHERS,
    Question,
    Sheet,
    Suggestion,
    compared,
    is_complete,
    mean,
    mean_of_means,
    means,
    suggested,
    summed,
    written,
)

ASKED = [Question("a", "", "First", 4, target=3), Question("b", "", "Second", 4)]


def sheets(*countries):
    return [Sheet({"a": 2, "b": 4}, country=country) for country in countries]


def test_is_complete_wants_every_answer():
    assert [is_complete(it, ASKED) for it in ({"a": 0, "b": 1}, {"a": 4}, {})] == [
        True,
        False,
        False,
    ]


def test_mean_of_nothing_is_nothing():
    assert (mean({}), mean({"a": 1, "b": 2}), mean_of_means({})) == (None, Fraction(3, 2), None)


@pytest.mark.capability("D-04")
def test_summed_shows_nothing_below_five():
    assert summed(sheets(*["IT"] * 4), fewest=5) == {"answered": 4}


@pytest.mark.capability("D-04")
@pytest.mark.parametrize(
    ("countries", "shown"),
    [
        (["IT"] * 5, {"IT": 5}),
        (["IT"] * 6 + ["FI"] * 5, {"FI": 5, "IT": 6}),
        (["IT"] * 6 + ["FI"] * 4, {}),
        (["IT"] * 7 + ["FI"] * 5 + ["SE"], {"IT": 7, OTHERS: 6}),
        (["IT"] * 5 + ["FI"] * 3 + ["SE"] * 2, {"IT": 5, OTHERS: 5}),
        (["IT"] * 5 + [""] * 5, {"IT": 5, OTHERS: 5}),
        (["IT"] * 3 + ["FI"] * 3, {}),
    ],
)
def test_summed_tells_groups_apart_only_where_none_can_be_reckoned(countries, shown):
    found = summed(sheets(*countries), fewest=5)["country"]

    assert {name: group["answered"] for name, group in found.items()} == shown


def test_means_come_from_counts():
    found = summed([Sheet({"a": 1}), Sheet({"a": 4})], fewest=1)

    assert found["questions"] == {"a": {"1": 1, "4": 1}}
    assert means(found["questions"]) == {"a": Fraction(5, 2)}


@pytest.mark.parametrize(
    ("figure", "suggestion"),
    [
        (None, None),
        (Fraction(0), Suggestion("need", 3)),
        (Fraction(3, 2), Suggestion("need", 2)),
        (Fraction(2), None),
        (Fraction(3), Suggestion("offer", 2)),
        (Fraction(4), Suggestion("offer", 3)),
    ],
)
def test_suggested_is_a_need_when_low_and_an_offer_when_high(figure, suggestion):
    assert suggested(figure, 4) == suggestion


@pytest.mark.capability("D-02", "M-05")
def test_compared_says_what_grew_and_what_lacks():
    first, second = compared(ASKED, {"a": 1}, {"a": 2, "b": 4})

    assert (first.change, first.gap) == (1, 1)
    assert (second.change, second.gap) == (None, None)
    with translation.override("it"):
        assert [first.shown_change, first.shown_before, second.shown_change] == ["+1", "1", "–"]


def test_written_is_short():
    with translation.override("it"):
        found = [written(it, signed=True) for it in (Fraction(5, 2), Fraction(-1), Fraction(0))]

    assert found == ["+2,5", "−1", "0"]


def test_picture_of_draws_a_way_where_there_is_a_before():
    picture = picture_of(compared(ASKED, {"a": 1}, {"a": 2, "b": 4}))

    assert [bool(line.way) for line in picture.lines] == [True, False]
    assert (picture.has_before, picture.has_target, len(picture.legend)) == (True, True, 3)
    mixed = [Question("a", "", "A", 4), Question("b", "", "B", 8)]
    assert picture_of(compared(mixed, {}, {"a": 1})) is None
