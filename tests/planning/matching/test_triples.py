"""Groups of three: the best of all rings tried."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given

from innesto.planning.matching.certificate import is_eligible
from innesto.planning.plan import PairPlan
from innesto.planning.scores import may_meet, score, teaches
from innesto.planning.solve import solve
from innesto.planning.verify import verify
from tests.planning.factories import make_org, make_pairs
from tests.planning.matching.strange import pair_problems, quick


def learns(problem, a, b):
    """What one learns from the other, or nothing at all."""
    one, other = problem.cities[a], problem.cities[b]
    forbidden = {(a, b), (b, a)} & set(problem.forbidden)
    if forbidden or not may_meet(problem, one, other) or not teaches(other, one):
        return None
    return score(one, other, problem.weights, problem.dist_cap_km)


def best_rings(problem, left):
    """Weight of the best pairs and groups of three among those who are left."""
    if len(left) < 2:
        return 0
    first, *others = left
    best = best_rings(problem, others)
    for size in (1, 2):
        for rest in permutations(others, size):
            ring = (first, *rest)
            steps = [learns(problem, a, b) for a, b in zip(ring, (*rest, first), strict=True)]
            if None not in steps:
                again = best_rings(problem, [it for it in others if it not in rest])
                best = max(best, sum(steps) + again)
    return best


@quick
@given(pair_problems(most=6))
def test_solve_finds_the_best_pairs_and_groups_of_three(problem):
    problem = replace(problem, triples=True)

    result = solve(problem)

    best = best_rings(problem, [city.id for city in problem.cities])
    assert (result.status, result.objective, result.bound) == ("optimal", best, best)
    assert not [pair for pair in result.plan.pairs if not is_eligible(problem, *pair)]


def test_nobody_of_five_is_left_alone_where_groups_of_three_are_allowed():
    towns = tuple(make_org(i, need=(1,), offer=(1,), lat=45.0, lon=float(i)) for i in range(5))
    problem = make_pairs(cities=towns)

    assert solve(problem).plan.odd_ones_out != ()
    assert solve(replace(problem, triples=True)).plan.odd_ones_out == ()
    assert len(solve(replace(problem, triples=True, forced=((1, 4),))).plan.triples) == 1


def test_groups_of_three_in_large_circles_have_a_bound():
    towns = tuple(make_org(i, need=(1,), offer=(1,), lat=45.0, lon=i / 9) for i in range(51))

    result = solve(make_pairs(cities=towns, triples=True))

    assert (result.status, result.plan.triples, len(result.plan.pairs)) == ("feasible", (), 25)
    assert result.bound > result.objective


def test_verify_names_what_groups_of_three_break():
    towns = tuple(make_org(i, need=(1,), offer=(1,)) for i in range(4))
    problem = make_pairs(cities=towns, triples=True, forbidden=((1, 2),))

    plan = PairPlan(pairs=((0, 3),), triples=((0, 1, 2),))

    assert {it.rule for it in verify(problem, plan)} == {"once", "eligible"}
    unasked = verify(replace(problem, triples=False, forbidden=()), replace(plan, pairs=()))
    assert {it.rule for it in unasked} == {"triples"}
