import datetime
from random import Random

import pytest

from innesto.assignments.assessing import (
    Waiting,
    as_data,
    next_for,
    next_in_ring,
    percent_of,
    rubric_from,
)
from innesto.assignments.forms import AssessmentForm
from tests.assignments.factories import RUBRIC

NOON = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)


def works(count):
    return [Waiting(n, n, NOON + datetime.timedelta(minutes=n)) for n in range(count)]


def after(work, learner):
    return Waiting(
        work.key, work.learner, work.since, work.given_to | {learner}, work.assessors + 1
    )


@pytest.mark.parametrize("count", [2, 3, 5, 12])
@pytest.mark.parametrize("each", [1, 2, 4])
def test_next_in_ring_gives_each_work_as_many_assessors_in_whatever_order_they_come(count, each):
    most = min(each, count - 1)
    for seed in range(20):
        waiting = works(count)
        turns = [learner for learner in range(count) for _turn in range(most)]
        Random(seed).shuffle(turns)

        for learner in turns:
            found = next_in_ring(learner, waiting, each=each)
            assert learner not in {found.learner, *found.given_to}
            waiting[found.key] = after(found, learner)

        assert {one.assessors for one in waiting} == {most}


def test_next_in_ring_gives_more_to_who_does_more():
    first, second, third = works(3)

    assert next_in_ring(0, [first, after(second, 0), third], each=1) == third
    assert next_in_ring(9, [after(first, 1), second, third], each=1) == second


def test_next_for_gives_the_oldest_of_those_that_wait_alike():
    first, second, third = works(3)

    assert next_for(2, [third, second, first]) == first
    assert next_for(2, [third, second, after(first, 1)]) == second
    assert next_for(2, [third, after(second, 2), after(first, 2)]) is None


@pytest.mark.parametrize(
    ("said", "percent"),
    [
        ([], 0),
        ([{"a": 2, "b": 2}], 100),
        ([{"a": 2, "b": 1}, {"a": 1, "b": 1}], 62),
        ([{"a": 2, "b": 2}, {"a": 2, "b": 2}, {"a": 0, "b": 0}], 100),
    ],
)
def test_percent_of_takes_the_median_of_each_criterion(said, percent):
    assert percent_of(rubric_from(RUBRIC), said) == percent


def test_a_rubric_is_written_as_it_is_read():
    levels = {
        "key": "c",
        "text": {"it": "È breve"},
        "points": 2,
        "levels": [{"it": "No"}, {"it": "Poco"}, {"it": "Sì"}],
    }

    assert as_data(rubric_from([*RUBRIC, levels])) == [*RUBRIC, levels]


def test_levels_say_what_points_mean():
    levels = [{"it": "No"}, {"it": "Poco"}, {"it": "Sì"}]

    form = AssessmentForm(criteria=rubric_from([{"text": {"it": "È breve"}, "levels": levels}]))

    assert form.fields["criterion_1"].choices == [(0, "0: No"), (1, "1: Poco"), (2, "2: Sì")]
