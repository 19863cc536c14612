from fractions import Fraction

import pytest

from innesto.quizzes.analysis import Odd, Oddity, Sitting, analyse, correlation
from innesto.quizzes.marking import share_of
from tests.quizzes.papers import MULTIPLE, SINGLE, asked

QUESTIONS = [asked(SINGLE), asked(MULTIPLE)]
KNOWS, HALF, ERRS = ["a", "b"], ["a"], ["c"]


def sitting(single, multiple):
    answers = {"s": single, "m": multiple}
    return Sitting(answers, {one.key: share_of(one, answers[one.key]) for one in QUESTIONS})


def test_analyse_says_how_hard_a_question_is_and_how_often_each_choice_was_taken():
    sat = [sitting("a", KNOWS)] * 6 + [sitting("b", ERRS)] * 3 + [sitting("c", HALF)] * 3

    single, multiple = analyse(QUESTIONS, sat)

    assert (single.learners, single.difficulty, single.taken) == (12, 0.5, {"a": 6, "b": 3, "c": 3})
    assert single.odd == []
    assert multiple.difficulty == pytest.approx(7.5 / 12)
    assert multiple.taken == {"a": 9, "b": 6, "c": 3, "d": 0}
    assert multiple.odd == [Odd(Oddity.NEVER_TAKEN, "d")]


def test_analyse_discriminates_as_pearson_does():
    sat = [sitting("a", KNOWS)] * 6 + [sitting("b", ERRS)] * 3 + [sitting("c", HALF)] * 3

    single = analyse(QUESTIONS, sat)[0]

    # By hand: covariance 0.1875 over spreads 0.5 and 0.4146.
    assert single.discrimination == pytest.approx(0.904534, abs=1e-6)


@pytest.mark.parametrize(
    ("sat", "odd"),
    [
        ([sitting("a", KNOWS)] * 9, [Odd(Oddity.TOO_FEW)]),
        ([sitting("a", KNOWS)] * 20, [Odd(Oddity.EASY), *map(Odd, [Oddity.NEVER_TAKEN] * 2, "bc")]),
        (
            [sitting("b", KNOWS)] * 6 + [sitting("a", ERRS)] * 4 + [sitting("c", ERRS)] * 2,
            [Odd(Oddity.REVERSED), Odd(Oddity.WRONG_AHEAD, "b")],
        ),
        (
            [sitting("b", KNOWS)] * 5 + [sitting("c", HALF)] * 5 + [sitting("a", KNOWS)],
            [Odd(Oddity.HARD), Odd(Oddity.WRONG_AHEAD, "b"), Odd(Oddity.WRONG_AHEAD, "c")],
        ),
    ],
)
def test_analyse_names_what_looks_wrong(sat, odd):
    assert analyse(QUESTIONS, sat)[0].odd == odd


def test_analyse_counts_only_who_was_asked():
    single = analyse(QUESTIONS, [Sitting({"m": ["a"]}, {"m": Fraction(1, 2)})])[0]

    assert (single.learners, single.difficulty, single.discrimination) == (0, None, None)


def test_correlation_of_what_does_not_vary_is_none():
    assert correlation([1, 1, 1], [0, 1, 0]) is None
    assert correlation([1], [1]) is None
