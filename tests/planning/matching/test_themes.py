"""Mentors in several themes share their seats."""

from innesto.planning.matching.themes import by_theme
from innesto.planning.problem import MatchWeights, Mentee, Mentor
from innesto.planning.solve import solve
from tests.planning.factories import make_mentoring, make_org
from tests.planning.matching.brute import best_mentors

TOWNS = (
    make_org(0, need=(0, 2), offer=(3, 1)),
    make_org(1, need=(1, 0), offer=(1, 3)),
    make_org(2, need=(3, 1), offer=(0, 0)),
    make_org(3, need=(2, 2), offer=(0, 0)),
)


def make_themed(seats, wishes, **given):
    mentors = [Mentor(city=0, hi=seats), Mentor(city=1, hi=seats)]
    mentees = [Mentee(city=city) for city in wishes]
    problem = make_mentoring(mentors, mentees, cities=TOWNS, weights=MatchWeights(theme=3), **given)
    return by_theme(problem, wishes)


def test_each_theme_gets_the_mentor_who_offers_most():
    themed = make_themed(2, {2: [0, 1], 3: [1, 0]})

    result = solve(themed.problem)

    assert themed.read(result.plan) == ((0, 2, 0), (0, 3, 0), (1, 2, 1), (1, 3, 1))
    assert result.objective == 4 * 3 * 1000


def test_themes_share_the_seats_of_a_mentor():
    themed = make_themed(1, {2: [0, 1], 3: [0, 1]})

    result = solve(themed.problem)

    assert (result.status, len(result.plan.pairs)) == ("optimal", 2)
    assert result.objective == best_mentors(themed.problem) == 2 * 3 * 1000


def test_nobody_accompanies_itself_in_a_theme_and_what_is_forbidden_stays_so():
    themed = make_themed(3, {0: [1], 3: [0, 1]}, forbidden=((1, 3),), forced=((0, 3),))

    result = solve(themed.problem)

    assert themed.read(result.plan) == ((0, 3, 0), (0, 3, 1), (1, 0, 1))
