"""What another mentor would cost is never less than said."""

from dataclasses import replace

from hypothesis import given

from innesto.planning.matching.reason import why_mentor
from innesto.planning.problem import Mentee, Mentor
from innesto.planning.solve import solve
from tests.planning.factories import make_mentoring
from tests.planning.matching.strange import mentor_problems, quick


@quick
@given(mentor_problems())
def test_another_mentor_costs_at_least_what_is_said(problem):
    result = solve(problem)
    if result.plan is None:
        return
    for mentee in problem.mentees:
        for other in why_mentor(problem, result, mentee.city).next_best:
            forced = solve(replace(problem, forced=((other.partner, mentee.city),)))
            if forced.plan is not None:
                assert result.objective - forced.objective >= other.cost >= 0


def test_why_mentor_takes_the_score_apart_and_names_the_next_best():
    mentors = [Mentor(city=0), Mentor(city=1)]
    problem = make_mentoring(mentors, [Mentee(city=2), Mentee(city=3)])
    result = solve(problem)
    mine = dict(map(reversed, result.plan.pairs))

    reason = why_mentor(problem, result, 2)

    assert reason.subject == "Town 2"
    assert [part.name for part in reason.parts] == ["theme", "size", "lang", "dist"]
    assert [it.partner for it in reason.next_best] == [1 - mine[2]]


def test_why_mentor_names_no_alternatives_without_prices():
    problem = make_mentoring([Mentor(city=0)], [Mentee(city=2)], objective="maxmin_sum")

    assert why_mentor(problem, solve(problem), 2).next_best == ()
