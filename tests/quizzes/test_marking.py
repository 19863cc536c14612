from decimal import Decimal
from fractions import Fraction

import pytest

from innesto.quizzes.marking import (
    Result,
    read_number,
    result_of,
    share_by_rubric,
    share_of,
)
from tests.quizzes.papers import ALL, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, TEXT, asked

THIRD = Fraction(1, 3)


@pytest.mark.parametrize(
    ("question", "answer", "share"),
    [
        (SINGLE, "a", 1),
        (SINGLE, "b", 0),
        (SINGLE, "z", 0),
        (MULTIPLE, ["a", "b"], 1),
        (MULTIPLE, ["b"], Fraction(1, 2)),
        (MULTIPLE, ["a", "b", "c"], Fraction(1, 2)),
        (MULTIPLE, ["a", "c"], 0),
        (MULTIPLE, ["c", "d"], 0),
        (MULTIPLE, ["a", "b", "c", "d"], 0),
        (MULTIPLE, ["a", "a"], Fraction(1, 2)),
        (ORDER, {"a": 1, "b": 2, "c": 3, "d": 4}, 1),
        (ORDER, {"d": 1, "a": 2, "b": 3, "c": 4}, 2 * THIRD),
        (ORDER, {"d": 1, "c": 2, "b": 3, "a": 4}, 0),
        (ORDER, {"a": 1, "b": 2}, THIRD),
        (ORDER, {"a": 1, "b": 1, "c": 2, "d": 2}, THIRD),
        (MATCH, {"a": "a", "b": "b", "c": "c"}, 1),
        (MATCH, {"a": "b", "b": "a", "c": "c"}, 1),
        (MATCH, {"a": "a", "b": "c", "c": "c"}, 2 * THIRD),
        (MATCH, {"a": "a"}, THIRD),
        (NUMBER, "12,5", 1),
        (NUMBER, "12.9 kWh", 1),
        (NUMBER, "13,1", 0),
        (NUMBER, "0,0125 mwh", 1),
        (NUMBER, "12,5 litres", 0),
        (NUMBER, "twelve", 0),
        (TEXT, "Because.", None),
        (TEXT, "  ", 0),
    ],
)
def test_share_of(question, answer, share):
    assert share_of(asked(question), answer) == share


@pytest.mark.parametrize("question", ALL, ids=lambda one: one["kind"])
@pytest.mark.parametrize("answer", [None, 7, "zzz", [], {}, [["a"]], {"a": {}}, ["a", None]])
def test_share_of_stands_any_answer(question, answer):
    try:
        share = share_of(asked(question), answer)
    except TypeError:
        pytest.fail(f"{question['kind']} does not stand {answer!r}")
    assert share is None or 0 <= share <= 1


@pytest.mark.parametrize(
    ("text", "values", "unit"),
    [
        ("12,5", ["12.5"], ""),
        ("12.5 %", ["12.5"], "%"),
        ("1.234,56 €", ["1234.56"], "€"),
        ("1,234.56", ["1234.56"], ""),
        ("1 234,5", ["1234.5"], ""),
        ("1'234.5", ["1234.5"], ""),
        ("1.234.567", ["1234567"], ""),
        ("1.250", ["1.250", "1250"], ""),
        ("0,125", ["0.125"], ""),
        ("1234,567", ["1234.567"], ""),
        ("-3", ["-3"], ""),
        ("−3,5 °C", ["-3.5"], "°C"),
        ("12 m²", ["12"], "m²"),
        ("12.", ["12"], ""),
    ],
)
def test_read_number(text, values, unit):
    reading = read_number(text)

    assert (reading.values, reading.unit) == (tuple(Decimal(one) for one in values), unit)


@pytest.mark.parametrize("text", ["", "abc", "kWh 12", ",", "--"])
def test_read_number_of_what_is_none(text):
    assert read_number(text) is None


def test_share_by_rubric_counts_no_more_than_there_is():
    question = asked(TEXT)

    assert share_by_rubric(question, {"a": 1, "b": 9}) == Fraction(2, 3)
    assert share_by_rubric(question, {"a": -5}) == 0


def test_result_of_weighs_questions_by_their_points():
    questions = [asked(SINGLE), asked(MULTIPLE)]

    assert result_of(questions, {"s": Fraction(1), "m": Fraction(1, 2)}) == Result(Fraction(2), 3)
    assert result_of(questions, {"s": Fraction(1)}) == Result(Fraction(1), 3)


@pytest.mark.parametrize(
    ("earned", "out_of", "percent"),
    [
        (Fraction(599, 10), 100, 59),
        (Fraction(2), 3, 66),
        (Fraction(3), 3, 100),
        (Fraction(0), 0, 0),
    ],
)
def test_percent_is_cut_never_rounded_up(earned, out_of, percent):
    assert Result(earned, out_of).percent == percent
