"""The best assignment over a list of edges, and prices that prove it.

A min-cost flow finds the assignment. It does not tell its prices, so they are found as longest
paths: a row bids for a column what it would gain there on top of what its own column costs it.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from innesto.planning.matching.market import ALONE, Longs, Market


@dataclass(frozen=True, slots=True)
class Edges:
    """Pairs that are looked at, in the order of rows, each once."""

    row: Longs
    column: Longs
    score: Longs

    @classmethod
    def at(cls, market: Market, keys: Longs) -> "Edges":
        """Take the edges at positions of the table read row by row."""
        row, column = np.divmod(keys, market.scores.shape[1])
        return cls(row, column, market.scores[row, column].astype(np.int64))

    def best_profit(self, market: Market, column_price: Longs) -> Longs:
        """Compute the best that each row can do at these prices, over these edges."""
        best = market.alone
        np.maximum.at(best, self.row, self.score - column_price[self.column])
        return best


def best_flow(market: Market, edges: Edges) -> Longs:
    """Find the column of each row in a best assignment."""
    rows, columns = market.scores.shape
    flow = min_cost_flow.SimpleMinCostFlow()
    source, sink = rows + columns, rows + columns + 1
    everyone, every_column = np.arange(rows), rows + np.arange(columns)
    one, free = np.ones(rows, np.int64), np.zeros(columns, np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(np.full(rows, source), everyone, one, 0 * one)
    chosen = flow.add_arcs_with_capacity_and_unit_cost(
        edges.row, rows + edges.column, np.ones(len(edges.row), np.int64), -edges.score
    )
    flow.add_arcs_with_capacity_and_unit_cost(everyone, np.full(rows, sink), one, -market.alone)
    to_sink = np.full(columns, sink)
    promised = market.lower > 0
    flow.add_arcs_with_capacity_and_unit_cost(
        every_column, to_sink, market.upper - market.lower, free
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        every_column[promised],
        to_sink[promised],
        market.lower[promised],
        np.full(int(promised.sum()), -market.promise),
    )
    flow.set_nodes_supplies(np.array([source, sink]), np.array([rows, -rows]))
    if flow.solve() != flow.OPTIMAL:
        raise RuntimeError("the flow of an assignment always exists")
    taken = flow.flows(chosen) > 0
    found = np.full(rows, ALONE, np.int64)
    found[edges.row[taken]] = edges.column[taken]
    return found


def prices(market: Market, edges: Edges, column: Longs) -> Longs:
    """Find the least column prices that go with a best assignment over these edges.

    Only rows whose own column has just become dearer bid again.
    """
    rows, columns = market.scores.shape
    now = market.alone
    own = column[edges.row] == edges.column
    now[edges.row[own]] = edges.score[own]
    gain = edges.score - now[edges.row]
    due = (market.lower > 0) & (market.load(column) <= market.lower)
    # One more column, the last: it is that of rows that are alone, and costs nothing.
    price = np.append(np.where(due, -market.promise, 0), 0)
    first = np.searchsorted(edges.row, np.arange(rows + 1))
    by_column = np.argsort(column, kind="stable")
    holders = np.searchsorted(column[by_column], np.arange(columns + 1))
    bidders = np.arange(rows)
    while len(bidders):
        many = first[bidders + 1] - first[bidders]
        at = _ranges(first[bidders], many)
        before = price.copy()
        np.maximum.at(price, edges.column[at], gain[at] + np.repeat(price[column[bidders]], many))
        dearer = np.flatnonzero(price > before)
        bidders = by_column[_ranges(holders[dearer], holders[dearer + 1] - holders[dearer])]
    return price[:-1]


def _ranges(starts: Longs, lengths: Longs) -> Longs:
    """Join the whole numbers from each start, so many of each."""
    ends = np.cumsum(lengths)
    found: Longs = np.arange(ends[-1] if len(ends) else 0)
    found += np.repeat(starts - (ends - lengths), lengths)
    return found
