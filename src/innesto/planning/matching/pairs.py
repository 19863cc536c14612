"""Pairs that learn from each other: the best matching of all, or one with a proven gap.

Each city is doubled into a giver and a taker. The best assignment between the two sides is easy
to find and to prove, and half of it is a bound for pairs: only odd cycles keep the two apart. An
edge whose price exceeds its weight by more than bound and best pairs differ cannot be part of a
better plan. What remains is a small graph, on which the best matching is found exactly.
"""

from itertools import pairwise

import numpy as np
import rustworkx
from numpy.typing import NDArray

from innesto.planning.matching.assignment import Longs, assign
from innesto.planning.matching.certificate import matching_score
from innesto.planning.matching.table import ScoreTable
from innesto.planning.plan import PairCertificate, PairPlan, Proof, Result
from innesto.planning.problem import PairsProblem
from innesto.planning.run import Run

TILE = 512


def match_pairs(problem: PairsProblem, run: Run) -> Result[PairPlan]:
    """Find the pairs of greatest weight."""
    weights = _weights(problem, run)
    n = len(problem.cities)

    def rows(first: int, last: int) -> Longs:
        return weights[first:last].astype(np.int64)

    cover = assign(
        n,
        np.ones(n, np.int64),
        rows,
        lambda _score, bound: run.tell("double cover", bound=bound // 2),
    )
    y2 = cover.row_price + cover.column_price
    bound = int(y2.sum()) // 2
    pairs = _improve(weights, _from_cycles(cover.column, weights))
    found = _weight_of(pairs, weights)
    run.tell("cycles", objective=found, bound=bound)
    method = "prices of the double cover"
    slack = 1 + bound // 50_000
    while found < bound and run.going_on():
        slack = min(slack, bound - found)
        better = _best_matching(n, _near_tight(weights, y2, 2 * slack))
        if (weight := _weight_of(better, weights)) > found:
            pairs, found = better, weight
        if found < bound <= found + slack:
            method = "best matching of all edges that can matter, by the prices"
            bound = found
        run.tell("near-tight edges", objective=found, bound=bound)
        slack *= 8
    plan = _plan(problem, pairs)
    objective = matching_score(problem, plan)
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=plan,
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(method=method, certificate=PairCertificate(y2=tuple(y2.tolist()))),
    )


def _weights(problem: PairsProblem, run: Run) -> NDArray[np.int32]:
    """Compute the weight of every pair, each once."""
    table, n = ScoreTable(problem), len(problem.cities)
    small = 2000 * sum(abs(w) for w in _factors(problem)) < np.iinfo(np.int16).max
    weights = np.zeros((n, n), np.int16 if small else np.int32)
    everyone = np.arange(n, dtype=np.intp)
    for first in range(0, n, TILE):
        here = everyone[first : first + TILE]
        tile = table.exchanging(here, everyone[first:])
        weights[first : first + TILE, first:] = tile
        weights[first:, first : first + TILE] = tile.T
        run.going_on()
    return weights


def _factors(problem: PairsProblem) -> tuple[int, int, int, int]:
    weights = problem.weights
    return weights.theme, weights.size, weights.lang, weights.dist


def _from_cycles(column: Longs, weights: NDArray[np.int32]) -> list[tuple[int, int]]:
    """Take every second edge of each cycle of the assignment, the better half."""
    to = column.tolist()
    seen = [False] * len(to)
    pairs: list[tuple[int, int]] = []
    entered = set(to)
    order = [at for at in range(len(to)) if at not in entered] + list(range(len(to)))
    for start in order:
        path = []
        at = start
        while at >= 0 and not seen[at]:
            seen[at] = True
            path.append(at)
            at = to[at]
        if len(path) > 1:
            pairs += _best_half(path, closed=at == start, weights=weights)
    return pairs


def _best_half(
    path: list[int], *, closed: bool, weights: NDArray[np.int32]
) -> list[tuple[int, int]]:
    """Choose the heaviest edges of a path or cycle that do not touch."""
    options = []
    steps = list(pairwise(path))
    if closed and len(path) > 2:
        steps.append((path[-1], path[0]))
    size = len(steps)
    if closed and len(path) % 2 and len(path) > 2:
        options = [[steps[(s + 1 + 2 * k) % size] for k in range(size // 2)] for s in range(size)]
    elif closed:
        options = [steps[0::2], steps[1::2]]
    else:
        return _path_matching(steps, weights)
    return max(options, key=lambda some: sum(int(weights[a, b]) for a, b in some))


def _path_matching(
    steps: list[tuple[int, int]], weights: NDArray[np.int32]
) -> list[tuple[int, int]]:
    """Choose the heaviest edges of a path that do not touch, step by step."""
    best: list[tuple[int, list[tuple[int, int]]]] = [(0, []), (0, [])]
    for a, b in steps:
        skip, take = best[-1], best[-2]
        weight = take[0] + int(weights[a, b])
        best.append((weight, [*take[1], (a, b)]) if weight > skip[0] else skip)
    return best[-1][1]


def _improve(weights: NDArray[np.int32], pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Match those who are left with each other, the heaviest pairs first."""
    taken = {city for pair in pairs for city in pair}
    free = np.array([at for at in range(len(weights)) if at not in taken], np.intp)
    left = np.triu(weights[np.ix_(free, free)], 1)
    pairs = [pair for pair in pairs if weights[pair] > 0]
    while left.size and left.max() > 0:
        a, b = np.unravel_index(int(left.argmax()), left.shape)
        pairs.append((int(free[a]), int(free[b])))
        for at in (a, b):
            left[at, :] = left[:, at] = 0
    return pairs


def _weight_of(pairs: list[tuple[int, int]], weights: NDArray[np.int32]) -> int:
    return sum(int(weights[a, b]) for a, b in pairs)


def _near_tight(weights: NDArray[np.int32], y2: Longs, slack: int) -> list[tuple[int, int, int]]:
    """List the edges that a better plan could contain."""
    edges: list[tuple[int, int, int]] = []
    for first in range(0, len(y2), TILE):
        tile = weights[first : first + TILE].astype(np.int64)
        reduced = y2[first : first + TILE, None] + y2[None, :] - 2 * tile
        rows, columns = np.nonzero((tile > 0) & (reduced <= slack))
        for row, column in zip((rows + first).tolist(), columns.tolist(), strict=True):
            if row < column:
                edges.append((row, column, int(weights[row, column])))
    return edges


def _best_matching(n: int, edges: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(n))
    graph.add_edges_from(edges)
    return sorted(rustworkx.max_weight_matching(graph, weight_fn=int))


def _plan(problem: PairsProblem, pairs: list[tuple[int, int]]) -> PairPlan:
    found = {(min(pair), max(pair)) for pair in pairs} | {
        (min(pair), max(pair)) for pair in problem.forced
    }
    paired = {city for pair in found for city in pair}
    return PairPlan(
        pairs=tuple(sorted(found)),
        odd_ones_out=tuple(city.id for city in problem.cities if city.id not in paired),
    )
