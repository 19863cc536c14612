"""Mentors leave one after another; what is left is always as good as solving again."""

from dataclasses import replace

import pytest
from hypothesis import given

from innesto.planning.matching.certificate import certified_bound
from innesto.planning.matching.leaving import Agreed, NotProven
from innesto.planning.problem import Mentee, Mentor
from innesto.planning.solve import solve
from innesto.planning.verify import verify_result
from tests.planning.factories import make_mentoring, sample
from tests.planning.matching.strange import mentor_problems, quick


def leave_one_by_one(problem, mentors):
    """Let mentors leave, and compare with solving again each time."""
    agreed = Agreed(problem, solve(problem))
    for mentor in mentors:
        departure = agreed.leave(mentor)
        again = solve(departure.problem)
        assert (departure.result.status, departure.result.objective) == (
            again.status,
            again.objective,
        )
        if again.plan is None:
            return
        assert verify_result(departure.problem, departure.result) == []
        proven = certified_bound(departure.problem, departure.result.proof.certificate)
        assert proven == departure.result.objective


@quick
@given(mentor_problems())
def test_leave_finds_what_solving_again_finds(problem):
    if solve(problem).status == "optimal":
        leave_one_by_one(problem, [mentor.city for mentor in problem.mentors])


def test_leave_of_real_cities_moves_few():
    problem = sample("mentor_1000")

    leave_one_by_one(problem, [problem.mentors[at].city for at in (3, 80, 200)])


def test_leave_names_those_whose_mentor_is_another():
    mentors = [Mentor(city=0), Mentor(city=1, hi=2)]
    problem = make_mentoring(mentors, [Mentee(city=2), Mentee(city=3)])
    agreed = Agreed(problem, solve(problem))

    departure = agreed.leave(0)

    before = dict(map(reversed, solve(problem).plan.pairs))
    after = dict(map(reversed, departure.result.plan.pairs))
    assert departure.moved == tuple(c for c in (2, 3) if before.get(c) != after.get(c))
    assert [it.city for it in departure.problem.mentors] == [1]


@pytest.mark.parametrize("change", [{"objective": "maxmin_sum"}, {"forced": ((0, 2),)}])
def test_agreed_refuses_plans_without_prices(change):
    mentees = [Mentee(city=2), Mentee(city=3)]
    problem = replace(make_mentoring([Mentor(city=0)], mentees), **change)

    with pytest.raises(NotProven):
        Agreed(problem, solve(problem))
