"""Pairs: the heaviest of everything tried, with odd groups that prove it."""

from dataclasses import replace

import pytest
from hypothesis import given

from innesto.planning.matching.certificate import certified_bound
from innesto.planning.plan import Limits
from innesto.planning.problem import MatchWeights
from innesto.planning.solve import solve
from tests.planning.factories import make_cities, make_org, make_pairs, sample
from tests.planning.matching.brute import best_pairs
from tests.planning.matching.strange import pair_problems, quick


@quick
@given(pair_problems())
def test_solve_finds_the_best_pairs(problem):
    result = solve(problem)

    best = best_pairs(problem, [city.id for city in problem.cities])
    assert (result.status, result.objective, result.bound) == ("optimal", best, best)
    assert certified_bound(problem, result.proof.certificate) == best


def test_three_who_are_alike_need_an_odd_group_as_proof():
    towns = [make_org(i, need=(1,), offer=(1,), lat=45.0, lon=float(i)) for i in range(3)]
    problem = make_pairs(cities=tuple(towns), weights=MatchWeights(theme=6))

    result = solve(problem)

    (odd,) = result.proof.certificate.odd_sets
    assert (odd.members, result.status, result.objective) == ((0, 1, 2), "optimal", 2 * 6 * 333)
    assert certified_bound(problem, result.proof.certificate) == result.objective
    assert len(result.plan.odd_ones_out) == 1


def test_pairs_keep_what_is_fixed():
    result = solve(make_pairs(6, forced=((5, 0), (0, 5))))

    assert (0, 5) in result.plan.pairs
    assert result.status == "optimal"


def test_fixed_pairs_may_be_ones_that_nobody_would_have_chosen():
    towns = tuple(replace(city, need=(0, 0)) for city in make_cities(3))

    result = solve(make_pairs(cities=towns, forced=((0, 2),)))

    assert (result.plan.pairs, result.plan.odd_ones_out, result.objective) == (((0, 2),), (1,), 0)


@pytest.mark.parametrize("triples", [False, True])
@pytest.mark.parametrize(
    ("forced", "forbidden", "core"),
    [
        (((0, 1), (1, 2)), (), ("forced:0:1", "forced:1:2")),
        (((0, 1),), ((1, 0),), ("forced:0:1", "forbidden:0:1")),
        (((1, 1),), (), ("forced:1:1",)),
    ],
)
def test_fixed_pairs_that_contradict_each_other_are_named(forced, forbidden, core, triples):
    problem = make_pairs(4, forced=forced, forbidden=forbidden, triples=triples)

    result = solve(problem)

    assert (result.status, result.explanation.core) == ("infeasible", core)


def test_pairs_of_cities_that_cannot_teach_are_left_alone():
    towns = tuple(replace(city, need=(0, 0)) for city in make_cities(3))

    result = solve(make_pairs(cities=towns))

    assert (result.plan.pairs, result.plan.odd_ones_out) == ((), (0, 1, 2))
    assert solve(make_pairs(cities=())).status == "optimal"


def test_solve_proves_pairs_of_a_thousand_cities():
    problem = sample("pairs_1000")

    result = solve(problem, Limits(seconds=60))

    assert (result.status, result.objective, result.bound) == ("optimal", 5_259_315, 5_259_315)
    assert certified_bound(problem, result.proof.certificate) == 5_259_315


def test_pairs_that_are_stopped_early_have_a_bound():
    problem = sample("pairs_1000")

    result = solve(problem, Limits(seconds=60), lambda _step: False)

    assert result.plan.pairs
    assert result.objective <= 5_259_315 <= result.bound
