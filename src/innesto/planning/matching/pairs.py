"""Pairs that learn from each other: the heaviest matching of all, with prices that prove it.

Each city is doubled into a giver and a taker. The best assignment between the two sides is easy
to find, and its prices cover every pair. It falls apart into pairs, rings and paths; all but the
rings of odd length are pairs already. One city of each odd ring is left alone, and finds its
partner over edges that are nearly tight (``blossom``). At last the prices are tried on every
pair there is; pairs that beat them join the edges, and it is done again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from innesto.planning.matching.assignment import assign
from innesto.planning.matching.blossom import NOBODY, Blossoms
from innesto.planning.matching.certificate import pair_score
from innesto.planning.matching.fixed import contradictions
from innesto.planning.matching.market import ALONE, Flags, Longs, Market, tiles
from innesto.planning.matching.table import NONE, Scores, ScoreTable
from innesto.planning.plan import OddSet, PairCertificate, PairPlan, Proof, Result
from innesto.planning.problem import PairsProblem
from innesto.planning.run import Run

NEAR = 10
"""Edges of each city that are looked at to begin with, about: the tightest ones."""
SAMPLE = 32
"""One city of so many tells how tight those are."""
SMALL = 150
"""Cities up to which all edges are looked at."""
ODD = "prices of cities and odd groups, tried on every pair"
COVER = "prices of the double cover, tried on every pair"


@dataclass(frozen=True, slots=True)
class Matching:
    """Partner of each city (``NOBODY`` for none), and prices in half points."""

    mate: Sequence[int]
    y2: Sequence[int]
    odd_sets: Sequence[tuple[Sequence[int], int]]

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Who is together, the smaller number first."""
        return tuple((a, b) for a, b in enumerate(self.mate) if a < b)

    @property
    def bound(self) -> int:
        """What the prices prove, as long as they cover every pair."""
        odd = sum(z2 * (len(members) - 1) for members, z2 in self.odd_sets)
        return (sum(self.y2) + odd) // 2


def match_pairs(problem: PairsProblem, run: Run) -> Result[PairPlan]:
    """Find the pairs of greatest weight. Fixed pairs are taken out first."""
    if broken := contradictions(problem):
        return Result(status="infeasible", explanation=broken)
    fixed = sorted({(min(pair), max(pair)) for pair in problem.forced})
    taken = [city for pair in fixed for city in pair]
    weights = ScoreTable(problem).all_pairs()
    weights[taken, :] = NONE
    weights[:, taken] = NONE
    worth = sum(pair_score(problem, *pair) for pair in fixed)

    matching = _heaviest(weights, run, worth)
    pairs = tuple(sorted((*fixed, *matching.pairs)))
    paired = {city for pair in pairs for city in pair}
    objective = worth + _weight(weights, matching.pairs)
    bound = worth + matching.bound
    certificate = PairCertificate(
        y2=tuple(matching.y2),
        odd_sets=tuple(OddSet(members=tuple(some), z2=z2) for some, z2 in matching.odd_sets),
    )
    return Result(
        status="optimal" if objective == bound else "feasible",
        plan=PairPlan(
            pairs=pairs,
            odd_ones_out=tuple(city.id for city in problem.cities if city.id not in paired),
        ),
        objective=objective,
        bound=bound,
        gap=(bound - objective) / max(1, objective),
        proof=Proof(
            method=ODD if matching.odd_sets else COVER, certificate=None if fixed else certificate
        ),
    )


def _weight(weights: Scores, pairs: Sequence[tuple[int, int]]) -> int:
    return sum(int(weights[pair]) for pair in pairs)


def _heaviest(weights: Scores, run: Run, worth: int) -> Matching:
    """Find the heaviest matching; stopped early, one with a proven gap."""

    def going_on(_score: int | None, bound: int) -> bool:
        return run.tell("double cover", bound=worth + bound // 2)

    market = Market.plain(weights, np.ones(len(weights), np.int64))
    cover = assign(market, going_on)
    y2 = (cover.row_price + cover.column_price).tolist()
    begin = Matching(_split(cover.column.tolist()), y2, ())
    bound = worth + begin.bound
    run.tell("pairs", objective=worth + _weight(weights, begin.pairs), bound=bound)
    if cover.score < cover.bound:
        return begin
    edges = _tight_edges(weights, np.array(y2))
    while True:
        found = _grown(begin, weights, edges, run)
        beaten = _beaten(weights, found)
        bound = bound if len(beaten) else worth + found.bound
        run.tell("odd rings", objective=worth + _weight(weights, found.pairs), bound=bound)
        if not len(beaten):
            return found
        if not run.going_on():
            return Matching(found.mate, begin.y2, ())
        edges = np.union1d(edges, beaten)


def _split(to: Sequence[int]) -> list[int]:
    """Make pairs of an assignment of cities to cities: every second step of each ring and path.

    Of an odd ring one city is left alone; of a path, one that costs nothing.
    """
    mate = [NOBODY] * len(to)
    seen = [False] * len(to)
    entered = set(to)
    for start in (*(at for at in range(len(to)) if at not in entered), *range(len(to))):
        at = start
        while at != ALONE and not seen[at]:
            seen[at] = True
            other = to[at]
            if other == ALONE or seen[other]:
                break
            seen[other] = True
            mate[at], mate[other] = other, at
            at = to[other]
    return mate


def _grown(begin: Matching, weights: Scores, edges: Longs, run: Run) -> Matching:
    """Find partners for those who are alone although they cost something."""
    a, b = np.divmod(edges, len(weights))
    weight = weights[a, b].tolist()
    blossoms = Blossoms(zip(a.tolist(), b.tolist(), weight, strict=True), begin.y2, begin.mate)
    for city in range(len(begin.mate)):
        if blossoms.mate[city] == NOBODY and blossoms.y2[city] > 0 and run.going_on():
            blossoms.match(city)
    return Matching(blossoms.mate, blossoms.y2, blossoms.odd_sets())


def _tight_edges(weights: Scores, y2: Longs) -> Longs:
    """List the edges whose prices exceed their weight least, the smaller city first."""
    n = len(weights)
    if n <= SMALL:
        return np.flatnonzero(np.triu(weights > NONE, 1))
    some = np.arange(0, n, SAMPLE)
    slack = _slack(weights[some], y2[some], y2)
    place = min(slack.size, NEAR * len(some)) - 1
    bar = int(np.partition(slack.ravel(), place)[place])
    found = []
    for rows in tiles(n):
        tile = weights[rows, rows.start :]
        near = (_slack(tile, y2[rows], y2[rows.start :]) <= bar) & (tile > NONE)
        found.append(_keys(near, rows, n))
    return np.concatenate(found)


def _slack(weights: Scores, of_rows: Longs, of_columns: Longs) -> Longs:
    """Compute twice what prices exceed each weight by."""
    slack: Longs = of_rows[:, None] + of_columns - 2 * weights.astype(np.int64)
    return slack


def _keys(chosen: Flags, rows: slice, n: int) -> Longs:
    """Number the chosen pairs of a tile as positions in the table, above its diagonal."""
    a, b = np.nonzero(chosen)
    keys: Longs = (a[b > a] + rows.start) * n + b[b > a] + rows.start
    return keys


def _beaten(weights: Scores, found: Matching) -> Longs:
    """List the pairs that are worth more than their prices."""
    n, y2 = len(weights), np.array(found.y2, np.int64)
    keys = [np.zeros(0, np.int64)]
    for rows in tiles(n):
        tile = weights[rows, rows.start :]
        beaten = (_slack(tile, y2[rows], y2[rows.start :]) < 0) & (tile > NONE)
        keys.append(_keys(beaten, rows, n))
    candidates = np.concatenate(keys)
    a, b = np.divmod(candidates, max(1, n))
    slack = y2[a] + y2[b] - 2 * weights[a, b].astype(np.int64)
    for cities, z2 in _members(found, n):
        slack += 2 * z2 * (cities[a] & cities[b])
    return candidates[slack < 0]


def _members(found: Matching, n: int) -> Iterator[tuple[Flags, int]]:
    for members, z2 in found.odd_sets:
        inside = np.zeros(n, np.bool_)
        inside[list(members)] = True
        yield inside, z2
