"""Why a mentee has its mentor, and what another one would cost at least.

Prices answer without solving anything: if mentee and mentor together are priced above their
score, every plan with the two of them together loses at least the difference.
"""

from innesto.planning.matching.certificate import is_eligible
from innesto.planning.plan import Alternative, MentorCertificate, MentorPlan, Part, Reason, Result
from innesto.planning.problem import MentorProblem
from innesto.planning.scores import score, score_parts

SHOWN = 3
"""Alternatives that are named."""


def why_mentor(problem: MentorProblem, result: Result[MentorPlan], mentee: int) -> Reason:
    """Say why a mentee has its mentor. Without prices as proof no alternatives are named.

    The cost of an alternative is the least that all pairs together would lose; everyone else may
    adapt.
    """
    here = problem.cities[mentee]
    pairs = result.plan.pairs if result.plan else ()
    mentor = next((a for a, b in pairs if b == mentee), None)
    parts: tuple[Part, ...] = ()
    if mentor is not None:
        parts = score_parts(here, problem.cities[mentor], problem.weights, problem.dist_cap_km)
    return Reason(
        subject=here.name or str(mentee),
        parts=parts,
        next_best=tuple(_others(problem, result, mentor, mentee)[:SHOWN]),
    )


def _others(
    problem: MentorProblem, result: Result[MentorPlan], mentor: int | None, mentee: int
) -> list[Alternative]:
    prices = result.proof.certificate if result.proof else None
    if not isinstance(prices, MentorCertificate):
        return []
    here, forbidden = problem.cities[mentee], set(problem.forbidden)
    found = []
    for other in problem.mentors:
        pair = (other.city, mentee)
        if other.city == mentor or pair in forbidden or not is_eligible(problem, *pair):
            continue
        there = problem.cities[other.city]
        worth = score(here, there, problem.weights, problem.dist_cap_km)
        found.append(
            Alternative(
                words=there.name or str(other.city),
                cost=prices.u[other.city] + prices.v[mentee] - worth,
                partner=other.city,
            )
        )
    return sorted(found, key=lambda it: (it.cost, it.partner))
