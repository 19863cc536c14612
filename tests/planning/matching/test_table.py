"""Tables of scores say the same as scores of single pairs, to the last unit."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given

from innesto.planning.matching.certificate import is_eligible, pair_score
from innesto.planning.matching.table import NONE, ScoreTable
from innesto.planning.problem import MatchWeights, Mentee, Mentor, MentorProblem
from innesto.planning.scores import distance_km, score, score_parts
from tests.planning.factories import make_cities, make_org, make_pairs, sample
from tests.planning.matching.strange import pair_problems, quick


def single(problem, a, b):
    forbidden = {(a, b), (b, a)} & set(problem.forbidden)
    if forbidden or not is_eligible(problem, a, b):
        return NONE
    return pair_score(problem, a, b)


@quick
@given(pair_problems())
def test_table_of_pairs_agrees_with_single_pairs(problem):
    n = len(problem.cities)

    weights = ScoreTable(problem).all_pairs()

    expected = [[single(problem, a, b) for b in range(n)] for a in range(n)]
    assert weights.tolist() == expected


@quick
@given(pair_problems())
def test_table_of_mentors_agrees_with_single_pairs(pairs):
    everyone = range(len(pairs.cities))
    problem = MentorProblem(
        cities=pairs.cities,
        weights=pairs.weights,
        dist_cap_km=pairs.dist_cap_km,
        mentors=tuple(Mentor(city=city) for city in everyone),
        mentees=tuple(Mentee(city=city) for city in everyone),
        max_km=pairs.max_km,
        forbid_same_country=pairs.forbid_same_country,
    )
    at = np.arange(len(everyone), dtype=np.intp)

    scores = ScoreTable(problem).scores(at, at)

    expected = [[single(problem, host, a) for host in everyone] for a in everyone]
    assert scores.tolist() == expected


def test_table_of_real_cities_agrees_with_single_pairs():
    problem = sample("mentor_1000")
    some, others = np.arange(0, 1000, 37), np.arange(0, 1000, 11)

    scores = ScoreTable(problem).scores(some, others)

    expected = [[single(problem, host, a) for host in others] for a in some]
    assert scores.tolist() == expected


@pytest.mark.parametrize(
    ("weight", "size"), [(1, 2), (16, 2), (17, 4), (1_000_000, 4), (2_000_000, 8)]
)
def test_table_takes_as_few_bytes_as_the_weights_allow(weight, size):
    problem = make_pairs(3, weights=MatchWeights(theme=weight))

    weights = ScoreTable(problem).all_pairs()

    assert weights.itemsize == size
    assert weights[0, 1] == pair_score(problem, 0, 1)


def test_score_is_the_sum_of_its_parts():
    one, other = make_cities(2)
    weights = MatchWeights(theme=5, size=2, lang=1, dist=2)

    parts = score_parts(one, other, weights, 3000)

    assert score(one, other, weights, 3000) == sum(part.value for part in parts)


def test_kilometres_across_the_date_line_and_the_pole():
    poles = make_org(0, lat=90.0, lon=12.0), make_org(1, lat=-90.0, lon=77.0)
    fiji = make_org(0, lat=-17.0, lon=179.9), make_org(1, lat=-17.0, lon=-179.9)
    same = make_org(0, lat=45.07, lon=7.69), make_org(1, lat=45.07, lon=7.69)

    for towns, km in ((poles, 20015), (fiji, 21), (same, 0)):
        table = ScoreTable(make_pairs(cities=tuple(replace(it, need=(1,)) for it in towns)))
        both = np.arange(2)
        assert table.kilometres(both, both).astype(int).tolist() == [[0, km], [km, 0]]
        assert distance_km(*towns) == km
