"""Exact integer scores: kilometres, what one learns from another, and its parts.

Plain Python, one pair at a time. ``matching.table`` computes whole tables of the same figures.
"""

import math
from operator import mul

from innesto.planning.plan import Part
from innesto.planning.problem import MatchWeights, MentorProblem, Organisation, PairsProblem

EARTH_RADIUS_KM = 6371.0088


def distance_km(a: Organisation, b: Organisation) -> int:
    """Great-circle distance, rounded half to even."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    north = math.sin((lat_b - lat_a) / 2) ** 2
    east = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return round(
        2
        * EARTH_RADIUS_KM
        * math.asin(min(1.0, math.sqrt(north + math.cos(lat_a) * math.cos(lat_b) * east)))
    )


def travelled_km(traveller: Organisation, host: Organisation) -> int:
    """Kilometres there and back; none for who comes through others alone."""
    return 0 if traveller.represented else 2 * distance_km(traveller, host)


def learning_points(learner: Organisation, host: Organisation, theme: int | None) -> int:
    """Need times offer in the theme of an event; nothing for who comes through others alone."""
    if (
        learner.represented
        or theme is None
        or theme >= len(learner.need)
        or theme >= len(host.offer)
    ):
        return 0
    return learner.need[theme] * host.offer[theme]


def theme_points(learner: Organisation, host: Organisation) -> int:
    """Say how much of what one needs the other offers, from 0 to 1,000."""
    met: int = sum(map(mul, learner.need, host.offer))
    return 1000 * met // max(1, 3 * sum(learner.need))


def score_parts(
    learner: Organisation, host: Organisation, weights: MatchWeights, dist_cap_km: int
) -> tuple[Part, ...]:
    """Take apart the score of one learning from the other."""
    themes = [t for t, n in enumerate(learner.need) if n and host.offer[t]]
    km = distance_km(learner, host)
    size = abs(learner.size_m - host.size_m)
    points = theme_points(learner, host)
    return (
        Part(name="theme", value=weights.theme * points, detail=",".join(map(str, themes))),
        Part(name="size", value=weights.size * max(0, 1000 - size), detail=str(size)),
        Part(name="lang", value=weights.lang * 1000 * bool(learner.langs & host.langs)),
        Part(
            name="dist",
            value=weights.dist * max(0, 1000 - 1000 * km // dist_cap_km),
            detail=str(km),
        ),
    )


def score(
    learner: Organisation, host: Organisation, weights: MatchWeights, dist_cap_km: int
) -> int:
    """Score of one learning from the other: the sum of its parts, without their words."""
    near = max(0, 1000 - 1000 * distance_km(learner, host) // dist_cap_km)
    return (
        weights.theme * theme_points(learner, host)
        + weights.size * max(0, 1000 - abs(learner.size_m - host.size_m))
        + weights.lang * 1000 * bool(learner.langs & host.langs)
        + weights.dist * near
    )


def teaches(host: Organisation, learner: Organisation) -> bool:
    """Say whether the host offers anything that the learner needs."""
    return theme_points(learner, host) > 0


def may_meet(problem: PairsProblem | MentorProblem, a: Organisation, b: Organisation) -> bool:
    """Apply the filters of country, distance, group and role, but not of themes."""
    if a.id == b.id or (problem.forbid_same_country and a.country == b.country):
        return False
    if problem.max_km is not None and distance_km(a, b) > problem.max_km:
        return False
    if isinstance(problem, MentorProblem):
        return True
    if problem.same_group and a.group != b.group:
        return False
    return not problem.opposite_role or a.roles[:1] != b.roles[:1]
