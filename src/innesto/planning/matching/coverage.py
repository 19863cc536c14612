"""How many rows can have a column at all, and who stands in the way when some cannot (Hall).

Pruned like an assignment: a maximum flow over some edges; its cut is tried on every pair there
is; pairs that cross the cut join the edges. When none does, nothing better exists.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import max_flow

from innesto.planning.matching.market import Flags, Longs, tiles
from innesto.planning.matching.table import Scores

ADDED = 8
"""Edges that a row may gain in a round."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many rows are matched at most.

    The rows and columns of the cut prove it: these rows may meet these columns alone, and have
    too few seats there.
    """

    count: int
    rows: Longs
    columns: Longs


def cover(scores: Scores, floor: int, rows: Longs, seats: Longs, likely: Longs) -> Coverage:
    """Match as many of these rows as seats allow, with scores from the floor up.

    To begin with, only the likely pairs are looked at: positions in the table, row by row.
    """
    ours = np.zeros(len(scores), np.bool_)
    ours[rows] = True
    row, column = np.divmod(likely, max(1, len(seats)))
    keys = likely[ours[row] & (scores[row, column] >= floor)]
    while True:
        count, reached, where = _flow(scores.shape[1], keys, rows, seats)
        crossing = _crossing(scores, floor, reached, where)
        if not len(crossing):
            return Coverage(count, reached, np.flatnonzero(where))
        keys = np.union1d(keys, crossing)


def _crossing(scores: Scores, floor: int, rows: Longs, inside: Flags) -> Longs:
    """List the best pairs of these rows with columns that are not inside, a few of each row."""
    found = [np.zeros(0, np.int64)]
    columns = scores.shape[1]
    many = min(ADDED, columns)
    for portion in tiles(len(rows) if columns else 0):
        some = rows[portion]
        tile = np.where(inside, floor - 1, scores[some])
        bar = np.partition(tile, -many, axis=1)[:, -many]
        at, column = np.nonzero(tile >= np.maximum(bar, floor)[:, None])
        found.append(some[at] * columns + column)
    return np.concatenate(found)


def _flow(columns: int, keys: Longs, rows: Longs, seats: Longs) -> tuple[int, Longs, Flags]:
    """Find a greatest flow, and the side of its least cut where it begins."""
    row, column = np.divmod(keys, max(1, columns))
    node = np.zeros(int(rows.max(initial=0)) + 1, np.int64)
    node[rows] = np.arange(len(rows))
    flow = max_flow.SimpleMaxFlow()
    source, sink = len(rows) + columns, len(rows) + columns + 1
    every_row, every_column = np.arange(len(rows)), len(rows) + np.arange(columns)
    flow.add_arcs_with_capacity(np.full(len(rows), source), every_row, np.ones(len(rows), np.int64))
    flow.add_arcs_with_capacity(node[row], len(rows) + column, np.ones(len(keys), np.int64))
    flow.add_arcs_with_capacity(every_column, np.full(columns, sink), seats)
    # Both ends are always there, even without a single edge.
    flow.add_arcs_with_capacity(np.array([source]), np.array([sink]), np.array([0]))
    if flow.solve(source, sink) != flow.OPTIMAL:
        raise RuntimeError("a greatest flow always exists")
    side = np.zeros(sink + 1, np.bool_)
    side[flow.get_source_side_min_cut()] = True
    return flow.optimal_flow(), rows[side[: len(rows)]], side[len(rows) : source]
