"""Pairs and groups of three: in a group the first learns from the second, and so on around.

Which rings of two and three to choose is a hard question (it is that of kidney exchange), but
circles of partners are small. Each part of a circle that holds together is one small linear model
over all its rings. Large parts get pairs alone, and a bound that holds for groups too.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from innesto.planning.matching.certificate import pair_score
from innesto.planning.matching.fixed import contradictions
from innesto.planning.matching.table import NONE, Scores, ScoreTable
from innesto.planning.plan import PairPlan, Proof, Result
from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.run import Run

LARGEST = 48
"""Cities of one part up to which groups of three are looked at."""
MODEL = "linear models of all pairs and groups of three"

type Ring = tuple[int, ...]


def match_in_rings(problem: PairsProblem, run: Run) -> Result[PairPlan]:
    """Choose pairs and groups of three of greatest weight. Fixed pairs are taken out first."""
    if broken := contradictions(problem):
        return Result(status="infeasible", explanation=broken)
    fixed = sorted({(min(pair), max(pair)) for pair in problem.forced})
    learning = _learning(problem, [city for pair in fixed for city in pair])
    rings: list[Ring] = [*fixed]
    objective = bound = sum(pair_score(problem, *pair) for pair in fixed)
    for part in _parts(learning):
        found, most = _best_rings(learning, part, groups=len(part) <= LARGEST, run=run)
        rings += found
        objective += sum(ring_score(learning, ring) for ring in found)
        bound += most
    run.tell("groups of three", objective=objective, bound=bound)
    taken = {city for ring in rings for city in ring}
    plan = PairPlan(
        pairs=tuple(sorted((a, b) for a, b, *rest in rings if not rest)),
        triples=tuple(sorted((a, b, c) for a, b, *rest in rings for c in rest)),
        odd_ones_out=tuple(city.id for city in problem.cities if city.id not in taken),
    )
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=plan,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(method=MODEL),
    )


def ring_score(learning: Scores, ring: Ring) -> int:
    """Sum what each of a ring learns from the next."""
    return sum(int(learning[a, b]) for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _learning(problem: PairsProblem, taken: Sequence[int]) -> Scores:
    """Score of each city learning from each other, ``NONE`` where it may not or is taken."""
    one_way = MentorProblem(
        cities=problem.cities,
        weights=problem.weights,
        mentors=(),
        mentees=(),
        dist_cap_km=problem.dist_cap_km,
        forbid_same_country=problem.forbid_same_country,
        max_km=problem.max_km,
        forbidden=(*problem.forbidden, *((b, a) for a, b in problem.forbidden)),
    )
    everyone = np.arange(len(problem.cities), dtype=np.intp)
    scores = ScoreTable(one_way).scores(everyone, everyone)
    cities = problem.cities
    if problem.same_group:
        group = np.array([-1 if city.group is None else city.group for city in cities])
        scores[group[:, None] != group] = NONE
    if problem.opposite_role:
        role = np.array([city.roles[0] if city.roles else "" for city in cities])
        scores[role[:, None] == role] = NONE
    scores[taken, :] = NONE
    scores[:, taken] = NONE
    return scores


def _parts(learning: Scores) -> Iterator[list[int]]:
    """List the cities of each part whose members can meet only each other."""
    count, label = connected_components(csr_array(learning > NONE), directed=False)
    for part in range(count):
        members = np.flatnonzero(label == part).tolist()
        if len(members) > 1:
            yield members


def _rings(learning: Scores, part: Sequence[int], *, groups: bool) -> Iterator[Ring]:
    """List all rings of a part; of the two ways around a group, the better one."""
    for a, b in combinations(part, 2):
        if learning[a, b] > NONE and learning[b, a] > NONE:
            yield a, b
    for a, b, c in combinations(part, 3) if groups else ():
        ways = [ring for ring in ((a, b, c), (a, c, b)) if _closes(learning, ring)]
        if ways:
            yield max(ways, key=lambda ring: ring_score(learning, ring))


def _closes(learning: Scores, ring: Ring) -> bool:
    return all(learning[a, b] > NONE for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def _best_rings(
    learning: Scores, part: Sequence[int], *, groups: bool, run: Run
) -> tuple[list[Ring], int]:
    """Choose the heaviest rings that do not touch, with a bound."""
    rings = list(_rings(learning, part, groups=groups))
    if not rings:
        return [], 0
    place = {city: at for at, city in enumerate(part)}
    touched = [place[city] for ring in rings for city in ring]
    ends = np.cumsum([0, *map(len, rings)])
    touches = csr_array((np.ones(len(touched)), touched, ends), shape=(len(rings), len(part))).T
    worth = [ring_score(learning, ring) for ring in rings]
    found = milp(
        -np.array(worth, float),
        integrality=np.ones(len(rings)),
        bounds=Bounds(0, 1),
        constraints=LinearConstraint(touches, ub=1),
        options={"mip_rel_gap": 0, "time_limit": run.left},
    )
    chosen = [] if found.x is None else np.flatnonzero(found.x > 0.5).tolist()
    best = [rings[at] for at in chosen]
    if found.status == 0 and groups:
        return best, sum(worth[at] for at in chosen)
    each = np.maximum(learning[np.ix_(part, part)], 0).max(axis=1)
    return best, int(each.sum(dtype=np.int64))
