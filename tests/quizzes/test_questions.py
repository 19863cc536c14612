import pytest

from innesto.quizzes.drawing import paper, partners
from innesto.quizzes.questions import (
    Lack,
    NotAQuestion,
    as_data,
    lacks,
    question_from,
    questions_from,
)
from tests.quizzes.papers import ALL, MATCH, MULTIPLE, NUMBER, ORDER, SINGLE, TEXT, asked


@pytest.mark.parametrize("data", ALL, ids=lambda one: one["kind"])
def test_a_question_is_written_as_it_is_read_and_lacks_nothing(data):
    question = question_from(data, "en")

    assert question_from(as_data(question)) == question
    assert lacks(question) == []


@pytest.mark.parametrize(
    ("data", "changes", "lack"),
    [
        (SINGLE, {"text": {}}, Lack.TEXT),
        (ORDER, {"choices": [{"text": "One"}]}, Lack.CHOICES),
        (SINGLE, {"choices": [{"text": "A", "feedback": "x"}] * 2}, Lack.ONE_RIGHT),
        (MULTIPLE, {"choices": [{"text": "A"}, {"text": "B"}]}, Lack.SOME_RIGHT),
        (MATCH, {"choices": [{"text": "A"}, {"text": "B", "partner": "C"}]}, Lack.PARTNERS),
        (TEXT, {"rubric": []}, Lack.RUBRIC),
        (MULTIPLE, {"feedback": ""}, Lack.FEEDBACK),
    ],
)
def test_lacks_says_what_a_question_still_needs(data, changes, lack):
    assert lacks(asked(data, **changes)) == [lack]


def test_a_number_lacks_its_value():
    assert lacks(question_from({k: v for k, v in NUMBER.items() if k != "value"})) == [Lack.VALUE]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ([{"kind": "essay", "text": "?"}], "q1: ValueError: 'essay' is not a valid Kind"),
        ([{"kind": "single"}], "q1: KeyError: 'text'"),
        ([{"kind": "single", "text": "?", "colour": 1}], "q1: unknown: colour"),
        ([{"kind": "text", "text": "?", "key": "a"}] * 2, "a: this key stands twice"),
        ([{"kind": "number", "text": "?", "value": "x"}], "q1: InvalidOperation"),
    ],
)
def test_questions_from_says_where_and_why_data_is_none(data, said):
    with pytest.raises(NotAQuestion) as refused:
        questions_from(data)

    assert str(refused.value).startswith(said)


def test_paper_is_the_same_for_a_seed_and_another_for_another():
    questions = questions_from(ALL)

    def orders(seed):
        drawn = paper(questions, seed, is_shuffled=True)
        return [(one.key, [choice.key for choice in one.choices]) for one in drawn]

    assert orders(1) == orders(1)
    assert len({str(orders(seed)) for seed in range(9)}) == 9


def test_paper_without_shuffling_keeps_choices_but_gives_no_order_away():
    questions = questions_from(ALL)

    for seed in range(50):
        single, _multiple, order, *_ = paper(questions, seed, is_shuffled=False)
        assert single == questions[0]
        assert [one.key for one in order.choices] != ["a", "b", "c", "d"]


def test_partners_are_offered_in_an_order_of_their_own():
    question = asked(MATCH)

    offered = {"".join(one.key for one in partners(question, seed)) for seed in range(30)}

    assert len(offered) == 6
