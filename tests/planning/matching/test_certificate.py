"""Certificates that were broken on purpose prove nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from innesto.planning.matching.certificate import certified_bound
from innesto.planning.plan import MentorCertificate, MentorPlan, OddSet, PairCertificate, PairPlan
from innesto.planning.problem import MatchWeights, Mentee, Mentor
from innesto.planning.solve import solve
from innesto.planning.verify import verify, verify_result
from tests.planning.factories import make_mentoring, make_org, make_pairs
from tests.planning.matching.strange import mentor_problems, pair_problems, quick


def test_pairs_certificate_is_refused_when_broken():
    problem = make_pairs(5)
    certificate = solve(problem).proof.certificate
    y2 = list(certificate.y2)
    highest = y2.index(max(y2))

    cheap = replace(certificate, y2=(*y2[:highest], 0, *y2[highest + 1 :]))
    short = replace(certificate, y2=tuple(y2[:-1]))
    even = replace(certificate, odd_sets=(OddSet(members=(0, 1), z2=1),))
    twice = replace(certificate, odd_sets=(OddSet(members=(0, 1, 1), z2=1),))
    outside = replace(certificate, odd_sets=(OddSet(members=(0, 1, 9), z2=1),))
    negative = replace(certificate, y2=(-1, *y2[1:]))

    broken = (cheap, short, even, twice, outside, negative)
    assert certified_bound(problem, certificate) == solve(problem).objective
    assert [certified_bound(problem, it) for it in broken] == [None] * 6


def test_pairs_certificate_may_use_odd_sets():
    towns = [make_org(i, need=(1,), offer=(1,), lat=45.0, lon=float(i)) for i in range(3)]
    problem = make_pairs(cities=tuple(towns), weights=MatchWeights(theme=6))

    # each pair is worth 2 × 6 × 333; an odd set of that price covers all three pairs
    certificate = PairCertificate(y2=(0, 0, 0), odd_sets=(OddSet(members=(0, 1, 2), z2=3996),))

    assert certified_bound(problem, certificate) == 3996


def test_mentor_certificate_is_refused_when_broken():
    problem = make_mentoring([Mentor(city=0), Mentor(city=1)], [Mentee(city=2), Mentee(city=3)])
    result = solve(problem)
    prices = result.proof.certificate

    lower = MentorCertificate(u=prices.u, v={city: price - 1 for city, price in prices.v.items()})
    negative = MentorCertificate(u={0: -1, 1: 9999}, v={2: 9999, 3: 9999})

    assert certified_bound(problem, prices) == result.objective
    assert certified_bound(problem, lower) is None
    assert certified_bound(problem, negative) is None


@quick
@given(mentor_problems(), st.randoms(use_true_random=False))
def test_no_mentor_certificate_proves_less_than_the_best(problem, random):
    result = solve(problem)
    if result.plan is None:
        return
    prices = result.proof.certificate

    def shaken(some):
        return {city: price + random.choice((-2, -1, 0, 0, 1)) for city, price in some.items()}

    bound = certified_bound(problem, MentorCertificate(u=shaken(prices.u), v=shaken(prices.v)))
    assert bound is None or bound >= result.objective


@quick
@given(pair_problems(), st.randoms(use_true_random=False))
def test_no_pairs_certificate_proves_less_than_the_best(problem, random):
    result = solve(problem)
    prices = result.proof.certificate

    y2 = tuple(price + random.choice((-2, -1, 0, 0, 1)) for price in prices.y2)
    odd = tuple(replace(it, z2=it.z2 + random.choice((-2, 0, 1))) for it in prices.odd_sets)

    bound = certified_bound(problem, PairCertificate(y2=y2, odd_sets=odd))
    assert bound is None or bound >= result.objective


def test_verify_result_refuses_a_bound_that_the_certificate_does_not_prove():
    problem = make_pairs(5)
    result = solve(problem)

    nothing = replace(result.proof, certificate=PairCertificate(y2=(0,) * 5))
    claimed = replace(result, proof=nothing)

    assert verify_result(problem, result) == []
    assert [it.rule for it in verify_result(problem, claimed)] == ["certificate"]


def test_verify_names_what_pairs_break():
    problem = make_pairs(4, forbidden=((0, 1),), forced=((2, 3),))

    broken = verify(problem, PairPlan(pairs=((0, 1), (1, 2), (3, 3))))

    assert {it.rule for it in broken} == {"once", "forbidden", "forced", "eligible"}


def test_verify_names_what_mentors_break():
    problem = make_mentoring(
        [Mentor(city=0, lo=1), Mentor(city=1)], [Mentee(city=2, must=True), Mentee(city=3)]
    )

    broken = verify(problem, MentorPlan(pairs=((1, 3), (1, 0), (2, 3))))

    rules = {"mentor", "mentee", "once", "must:2", "capacity:0", "capacity:1"}
    assert {it.rule for it in broken} == rules
