"""Pairs and mentors: optimal against trying everything, and certificates that hold."""

from dataclasses import replace
from itertools import combinations, permutations

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from innesto.planning.matching.certificate import certified_bound, pair_score
from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import Limits, MentorCertificate, OddSet, PairCertificate
from innesto.planning.problem import (
    MatchWeights,
    Mentee,
    Mentor,
    MentorProblem,
    Organisation,
    PairsProblem,
)
from innesto.planning.solve import solve
from tests.planning.factories import make_cities, make_mentoring, make_org, make_pairs, sample

quick = settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
WEIGHTS = MatchWeights(theme=5, size=2, lang=1, dist=2)


@st.composite
def cities(draw, least=2, most=7):
    level = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 1))
    return tuple(
        Organisation(
            id=i,
            name=f"Town {i}",
            country=draw(st.sampled_from(["IT", "PL"])),
            lat=draw(st.floats(35, 70)),
            lon=draw(st.floats(-10, 30)),
            size_m=draw(st.integers(3000, 6500)),
            langs=draw(st.integers(0, 3)),
            need=draw(level),
            offer=draw(level),
            roles=(draw(st.sampled_from(["mentor", "implementing"])),),
            group=draw(st.integers(0, 1)),
        )
        for i in range(draw(st.integers(least, most)))
    )


@st.composite
def pair_problems(draw):
    return PairsProblem(
        cities=draw(cities()),
        weights=WEIGHTS,
        same_group=draw(st.booleans()),
        opposite_role=draw(st.booleans()),
        forbid_same_country=draw(st.booleans()),
        max_km=draw(st.sampled_from([None, 900])),
        forbidden=draw(st.sampled_from([(), ((0, 1),)])),
    )


def best_pairs(problem, left):
    """Weight of the best pairs among those who are left."""
    if len(left) < 2:
        return 0
    first, *others = left
    best = best_pairs(problem, others)
    for other in others:
        forbidden = {(first, other), (other, first)} & set(problem.forbidden)
        weight = 0 if forbidden else pair_score(problem, first, other)
        if weight > 0:
            rest = [it for it in others if it != other]
            best = max(best, weight + best_pairs(problem, rest))
    return best


@quick
@given(pair_problems())
def test_solve_finds_the_best_pairs(problem):
    result = solve(problem)

    best = best_pairs(problem, [city.id for city in problem.cities])
    assert (result.status, result.objective) == ("optimal", best)
    assert certified_bound(problem, result.proof.certificate) >= best


@quick
@given(cities(3, 6), st.integers(1, 2), st.booleans())
def test_solve_finds_the_best_mentors(towns, capacity, forbid):
    mentors = [Mentor(city=0, hi=capacity), Mentor(city=1)]
    mentees = [Mentee(city=city.id) for city in towns[2:]]
    problem = MentorProblem(
        cities=towns,
        weights=WEIGHTS,
        mentors=tuple(mentors),
        mentees=tuple(mentees),
        forbidden=((0, 2),) if forbid else (),
    )

    result = solve(problem)

    places = [0] * capacity + [1] + [None] * len(mentees)
    best = 0
    for chosen in set(permutations(places, len(mentees))):
        pairs = [(m, e.city) for m, e in zip(chosen, mentees, strict=True) if m is not None]
        values = [0 if p in problem.forbidden else pair_score(problem, *p) for p in pairs]
        if all(values):
            best = max(best, sum(values))
    assert (result.status, result.objective, result.bound) == ("optimal", best, best)
    assert certified_bound(problem, result.proof.certificate) == best


@quick
@given(pair_problems())
def test_score_table_agrees_with_scores_of_single_pairs(problem):
    everyone = np.arange(len(problem.cities), dtype=np.intp)
    table = ScoreTable(replace(problem, forbidden=()))

    weights = table.exchanging(everyone, everyone)

    for a, b in combinations(range(len(everyone)), 2):
        assert weights[a, b] == weights[b, a] == pair_score(problem, a, b)


def test_pairs_certificate_is_refused_when_broken():
    problem = make_pairs(5)
    certificate = solve(problem).proof.certificate
    y2 = list(certificate.y2)
    highest = y2.index(max(y2))

    cheap = PairCertificate(y2=(*y2[:highest], 0, *y2[highest + 1 :]))
    short = PairCertificate(y2=tuple(y2[:-1]))
    even = PairCertificate(y2=certificate.y2, odd_sets=(OddSet(members=(0, 1), z2=1),))
    negative = PairCertificate(y2=(-1, *y2[1:]))

    assert certified_bound(problem, certificate) >= solve(problem).objective
    assert [certified_bound(problem, it) for it in (cheap, short, even, negative)] == [None] * 4


def test_pairs_certificate_may_use_odd_sets():
    towns = [make_org(i, need=(1,), offer=(1,), lat=45.0, lon=float(i)) for i in range(3)]
    problem = make_pairs(cities=tuple(towns), weights=MatchWeights(theme=6))

    # each pair is worth 2 × 6 × 333; an odd set of that price covers all three pairs
    certificate = PairCertificate(y2=(0, 0, 0), odd_sets=(OddSet(members=(0, 1, 2), z2=3996),))

    assert certified_bound(problem, certificate) == solve(problem).objective == 3996


def test_mentor_certificate_is_refused_when_broken():
    problem = make_mentoring([Mentor(city=0), Mentor(city=1)], [Mentee(city=2), Mentee(city=3)])
    result = solve(problem)
    prices = result.proof.certificate

    lower = MentorCertificate(u=prices.u, v={city: price - 1 for city, price in prices.v.items()})
    negative = MentorCertificate(u={0: -1, 1: 9999}, v={2: 9999, 3: 9999})

    assert certified_bound(problem, prices) == result.objective
    assert certified_bound(problem, lower) is None
    assert certified_bound(problem, negative) is None


def test_pairs_keep_what_is_fixed():
    result = solve(make_pairs(6, forced=((5, 0),)))

    assert (0, 5) in result.plan.pairs
    assert result.status == "optimal"


def test_mentors_keep_promises():
    mentors = [Mentor(city=0, hi=3), Mentor(city=1, lo=2, hi=2), Mentor(city=2, lo=1, hi=1)]
    mentees = [Mentee(city=3, must=True), Mentee(city=4), Mentee(city=5)]
    problem = make_mentoring(mentors, mentees, count=6, forced=((1, 4),))

    result = solve(problem)

    assert result.status == "optimal"
    assert sorted(mentor for mentor, _ in result.plan.pairs) == [1, 1, 2]
    assert (1, 4) in result.plan.pairs


def test_mentors_say_when_promises_cannot_be_kept():
    problem = make_mentoring([Mentor(city=0, lo=2, hi=2)], [Mentee(city=1)])

    assert solve(problem).status == "infeasible"


@pytest.mark.parametrize("seed", [0, 1])
def test_solve_proves_a_thousand_mentees(seed):
    result = solve(sample("mentor_1000"), Limits(seconds=60, seed=seed))

    assert (result.status, result.objective) == ("optimal", 4_746_744)


def test_pairs_of_cities_that_cannot_teach_are_left_alone():
    towns = tuple(replace(city, need=(0, 0)) for city in make_cities(3))

    result = solve(make_pairs(cities=towns))

    assert (result.plan.pairs, result.plan.odd_ones_out) == ((), (0, 1, 2))


@quick
@given(cities(4, 7))
def test_stable_mentors_leave_nobody_who_would_rather_change(towns):
    mentors = (Mentor(city=0, hi=2), Mentor(city=1))
    mentees = tuple(Mentee(city=city.id) for city in towns[2:])
    problem = MentorProblem(
        cities=towns, weights=WEIGHTS, mentors=mentors, mentees=mentees, require_stable=True
    )

    result = solve(problem)

    assert result.plan.blocking_pairs == 0
    assert result.objective <= result.bound


@quick
@given(cities(4, 6))
def test_fair_mentors_raise_the_worst_pair(towns):
    mentors = (Mentor(city=0), Mentor(city=1))
    mentees = tuple(Mentee(city=city.id) for city in towns[2:])
    problem = MentorProblem(
        cities=towns, weights=WEIGHTS, mentors=mentors, mentees=mentees, objective="maxmin_sum"
    )

    result = solve(problem)

    options = []
    for chosen in set(permutations([0, 1, *[None] * len(mentees)], len(mentees))):
        pairs = [(m, e.city) for m, e in zip(chosen, mentees, strict=True) if m is not None]
        values = [pair_score(problem, *pair) for pair in pairs]
        if all(values):
            options.append((len(values), min(values, default=0), sum(values)))
    values = [pair_score(problem, *pair) for pair in result.plan.pairs]
    assert (len(values), min(values, default=0), sum(values)) == max(options)
