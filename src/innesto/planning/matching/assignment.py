"""The best assignment of rows to columns with capacities, and prices that prove it.

Prune, solve, price, repeat: only the most promising edges are looked at; a min-cost flow finds
their best assignment; its prices are tried on every pair there is; pairs that beat their prices
join the edges. When none does, the assignment is the best of all, and the prices prove it.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

Longs = NDArray[np.int64]
Scores = Callable[[int, int], Longs]
"""Scores of the rows from first to last (exclusive) with every column; 0 is not eligible."""

TILE = 512
KEPT = 24
"""Edges of each row to begin with."""
ADDED = 12
"""Edges that a row may gain in a round."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Column of each row (``-1`` for none), with prices of rows and columns."""

    column: Longs
    row_price: Longs
    column_price: Longs
    score: int
    bound: int


def assign(
    rows: int,
    capacity: Longs,
    scores: Scores,
    going_on: Callable[[int, int], bool] = lambda _score, _bound: True,
) -> Assignment:
    """Find the assignment of greatest score. Stops early, with a bound, when told to."""
    edges = _Edges(rows, len(capacity))
    for first in range(0, rows, TILE):
        edges.add(first, scores(first, min(first + TILE, rows)), KEPT)
    best: Assignment | None = None
    while True:
        column = edges.flow(capacity)
        column_price = edges.prices(column)
        found = edges.score_of(column)
        row_price, missing = _price(rows, column_price, scores, edges)
        bound = int((capacity * column_price).sum() + row_price.sum())
        if best is None or bound < best.bound:
            best = Assignment(column, row_price, column_price, found, bound)
        else:
            best = Assignment(column, best.row_price, best.column_price, found, best.bound)
        if not missing or not going_on(found, best.bound):
            return best


def _price(rows: int, column_price: Longs, scores: Scores, edges: "_Edges") -> tuple[Longs, bool]:
    """Price every row against every column, and take up the edges that beat their price."""
    row_price = np.zeros(rows, np.int64)
    missing = False
    for first in range(0, rows, TILE):
        last = min(first + TILE, rows)
        tile = scores(first, last)
        profit = np.where(tile > 0, tile - column_price[None, :], 0)
        known = edges.best_profit(first, last, column_price)
        row_price[first:last] = np.maximum(profit.max(axis=1, initial=0), 0)
        if (row_price[first:last] > known).any():
            missing = True
            beaten = profit > known[:, None]
            edges.add(first, np.where(beaten, tile, 0), ADDED, profit)
    return row_price, missing


class _Edges:
    """The edges looked at so far, sorted by row."""

    def __init__(self, rows: int, columns: int) -> None:
        self.rows, self.columns = rows, columns
        self.row = np.zeros(0, np.int64)
        self.column = np.zeros(0, np.int64)
        self.score = np.zeros(0, np.int64)
        self.sorted = True

    def add(self, first: int, tile: Longs, most: int, rank: Longs | None = None) -> None:
        """Take up the best positive entries of each row."""
        rank = tile if rank is None else np.where(tile > 0, rank, -1)
        if most < tile.shape[1]:
            at = np.argpartition(-rank, most - 1, axis=1)[:, :most]
        else:
            at = np.broadcast_to(np.arange(tile.shape[1]), tile.shape)
        score = np.take_along_axis(tile, at, axis=1)
        row = np.broadcast_to(np.arange(first, first + len(tile))[:, None], at.shape)
        good = score > 0
        self.row = np.concatenate([self.row, row[good]])
        self.column = np.concatenate([self.column, at[good]])
        self.score = np.concatenate([self.score, score[good]])
        self.sorted = False

    def sort(self) -> None:
        """Bring edges into the order of rows, then columns, each once."""
        if self.sorted:
            return
        key, at = np.unique(self.row * self.columns + self.column, return_index=True)
        self.row, self.column = key // self.columns, key % self.columns
        self.score = self.score[at]
        self.sorted = True

    def best_profit(self, first: int, last: int, column_price: Longs) -> Longs:
        """Best profit of each row over the edges known before this round."""
        a, b = np.searchsorted(self.row[: self.known], [first, last])
        best = np.zeros(last - first, np.int64)
        np.maximum.at(best, self.row[a:b] - first, self.score[a:b] - column_price[self.column[a:b]])
        return best

    def flow(self, capacity: Longs) -> Longs:
        """Find the best assignment of these edges with a min-cost flow."""
        self.sort()
        self.known = len(self.row)
        flow = min_cost_flow.SimpleMinCostFlow()
        rows, columns = self.rows, self.columns
        source, sink = rows + columns, rows + columns + 1
        ones = np.ones(rows, np.int64)
        flow.add_arcs_with_capacity_and_unit_cost(
            np.full(rows, source), np.arange(rows), ones, np.zeros(rows, np.int64)
        )
        chosen = flow.add_arcs_with_capacity_and_unit_cost(
            self.row, rows + self.column, np.ones(self.known, np.int64), -self.score
        )
        flow.add_arcs_with_capacity_and_unit_cost(
            rows + np.arange(columns), np.full(columns, sink), capacity, np.zeros(columns, np.int64)
        )
        flow.add_arcs_with_capacity_and_unit_cost(
            np.arange(rows), np.full(rows, sink), ones, np.zeros(rows, np.int64)
        )
        flow.set_nodes_supplies(np.array([source, sink]), np.array([rows, -rows]))
        if flow.solve() != flow.OPTIMAL:
            raise RuntimeError("the flow of an assignment always exists")
        taken = flow.flows(chosen) > 0
        found = np.full(rows, -1, np.int64)
        found[self.row[taken]] = self.column[taken]
        return found

    def score_of(self, column: Longs) -> int:
        """Sum the scores of an assignment made of these edges."""
        return int(self.score[self.column == column[self.row]].sum())

    def prices(self, column: Longs) -> Longs:
        """Find the least column prices that go with an optimal assignment.

        A row matched elsewhere bids for a column what it would gain there on top of what its
        own column costs it. The prices are the longest paths over such bids.
        """
        mine = np.zeros(self.rows, np.int64)
        own = self.column == column[self.row]
        mine[self.row[own]] = self.score[own]
        holds = column[self.row]
        by_column = np.argsort(self.column, kind="stable")
        target, starts = np.unique(self.column[by_column], return_index=True)
        gain = (self.score - mine[self.row])[by_column]
        at = np.where(holds >= 0, holds, self.columns)[by_column]
        price = np.zeros(self.columns + 1, np.int64)
        while True:
            bid = np.maximum.reduceat(gain + price[at], starts) if len(starts) else gain
            raised = np.maximum(price[target], bid)
            if (raised == price[target]).all():
                return price[:-1]
            price[target] = raised
