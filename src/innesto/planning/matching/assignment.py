"""The best assignment of rows to columns, with prices that prove it.

Prune, solve, price, repeat: only the most promising edges are looked at; a min-cost flow finds
their best assignment; its prices are tried on every pair there is; pairs that beat their prices
join the edges. When few rows could do better, they are led there one by one. When none could, the
assignment is the best of all, and the prices prove it.

What is promising depends on prices, so a tenth of rows and columns is solved first: whoever
would pay most for a column says what it is worth.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from innesto.planning.matching.detour import Detours
from innesto.planning.matching.flow import Edges, best_flow, prices
from innesto.planning.matching.market import Longs, Market, tiles
from innesto.planning.matching.table import NONE, Scores

FEW_EDGES = 100_000
"""So many are all looked at, without pruning."""
KEPT = 32
"""Edges of each row to begin with, about."""
ADDED = 12
"""Edges that a row may gain in a round, about."""
SAMPLE = 8
"""One row or column of so many tells how high the best few of the others reach."""
TENTH = 10
LARGE = 2000
"""Rows and columns from which a tenth of them is solved first."""
FEW_ROWS = 48
"""Rows that could do better: so many are led there one by one."""

type GoingOn = Callable[[int | None, int], bool]
"""Told of the score, if there is a plan, and the bound; says whether to go on."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """Column of each row (``ALONE`` for none), with prices of rows and columns."""

    column: Longs
    row_price: Longs
    column_price: Longs
    score: int
    bound: int


def assign(market: Market, going_on: GoingOn = lambda _score, _bound: True) -> Assignment:
    """Find the assignment of greatest score. Stops early, with a bound, when told to."""
    best: Assignment | None = None
    first = np.zeros(market.scores.shape[1], np.int64)
    if market.is_plain and min(market.scores.shape) >= LARGE:
        first = _guess(market)
        row_price, _, _ = _price(market, first, None)
        going_on(None, market.bound(row_price, first))
    keys = promising(market, first)
    while True:
        edges = Edges.at(market, keys)
        column = best_flow(market, edges)
        column_price = prices(market, edges, column)
        known = edges.best_profit(market, column_price)
        row_price, better, beaten = _price(market, column_price, known)
        best = _better(market, best, column, row_price, column_price)
        if not going_on(best.score, best.bound) or not len(better):
            return best
        if len(better) <= FEW_ROWS:
            best = _mended(market, Detours(market, column, row_price, column_price), better)
            going_on(best.score, best.bound)
            return best
        keys = _merged(keys, beaten)


def _better(
    market: Market, best: Assignment | None, column: Longs, row_price: Longs, column_price: Longs
) -> Assignment:
    """Keep the newer assignment, over more edges, and those prices that prove more."""
    score, bound = market.value(column), market.bound(row_price, column_price)
    if best is None or bound < best.bound:
        return Assignment(column, row_price, column_price, score, bound)
    return Assignment(column, best.row_price, best.column_price, score, best.bound)


def _mended(market: Market, detours: Detours, rows: Longs) -> Assignment:
    """Lead the last rows that could do better, one by one."""
    for row in rows.tolist():
        detours.settle(row)
    return Assignment(
        column=detours.assignment,
        row_price=detours.row_price,
        column_price=detours.column_price,
        score=market.value(detours.assignment),
        bound=market.bound(detours.row_price, detours.column_price),
    )


def promising(market: Market, price: Longs | None = None) -> Longs:
    """Choose the edges to begin with: those of which a row or a column gains most."""
    rows, columns = market.scores.shape
    if rows * columns <= FEW_EDGES:
        return np.flatnonzero(market.scores > NONE)
    return _strongest(market, np.zeros(columns, np.int64) if price is None else price)


def _guess(market: Market) -> Longs:
    """Guess prices from the assignment of a tenth of the rows to a tenth of the columns."""
    rows, columns = (np.arange(TENTH // 2, size, TENTH) for size in market.scores.shape)
    few = assign(Market.plain(market.scores[np.ix_(rows, columns)], market.upper[columns]))
    price = np.zeros(market.scores.shape[1], np.int64)
    for some in tiles(len(rows)):
        bids = market.scores[rows[some]] - few.row_price[some, None]
        np.maximum(price, bids.max(axis=0), out=price)
    return price


def _strongest(market: Market, price: Longs) -> Longs:
    """Choose the edges of which a row or a column gains most, about ``KEPT`` of each row.

    How high the best few reach is read off a sample, so that nothing has to be sorted.
    """
    scores, exact = market.scores, _exact(market, price)
    rows, columns = scores.shape
    place = max(1, KEPT // SAMPLE)
    price = price.astype(exact)
    sample = scores[::SAMPLE] - price
    sample += price - np.maximum(sample.max(axis=1), 0)[:, None]
    many = min(len(sample), place * max(1, rows // columns))
    column_bar = np.partition(sample.T.copy(), -many, axis=1)[:, -many]
    found = []
    for turn, some in enumerate(tiles(rows)):
        tile = scores[some]
        profit = tile - price
        sample = profit[:, turn % min(SAMPLE, columns) :: SAMPLE]
        many = min(sample.shape[1], place)
        bar = np.partition(sample, -many, axis=1)[:, -many]
        strong = profit >= bar[:, None]
        profit += price - np.maximum(profit.max(axis=1), 0)[:, None]
        strong |= profit >= column_bar
        strong &= tile > NONE
        found.append(np.flatnonzero(strong) + some.start * columns)
    return np.concatenate(found)


def _price(market: Market, column_price: Longs, known: Longs | None) -> tuple[Longs, Longs, Longs]:
    """Price every row against every column: prices, rows that could do better, and with whom."""
    rows, columns = market.scores.shape
    is_plain, exact = market.is_plain, _exact(market, column_price)
    price, row_price = column_price.astype(exact), market.alone
    least = np.iinfo(exact).min
    beaten = [np.zeros(0, np.int64)]
    for here in tiles(rows):
        profit = market.scores[here] - price
        if not is_plain:
            profit[market.scores[here] == NONE] = least
        row_price[here] = np.maximum(row_price[here], profit.max(axis=1, initial=least))
        if known is not None:
            better = np.flatnonzero(row_price[here] > known[here])
            if len(better):
                at, with_whom = _best_of(profit[better], known[here][better])
                beaten.append((here.start + better[at]) * columns + with_whom)
    could = np.zeros(0, np.int64) if known is None else np.flatnonzero(row_price > known)
    return row_price, could, np.concatenate(beaten)


def _best_of(profit: Scores, known: Longs) -> tuple[Longs, Longs]:
    """List where the profit beats the known one, only the best few of each row."""
    many = min(ADDED, profit.shape[1])
    bar = np.partition(profit, -many, axis=1)[:, -many]
    row, column = np.nonzero(profit >= np.maximum(bar, known + 1)[:, None])
    return row, column


def _exact(market: Market, price: Longs) -> type[np.signedinteger]:
    """Choose whole numbers that hold a score less a price."""
    most = int(market.scores.max(initial=0)) + int(np.abs(price).max(initial=0)) + 1
    kind = market.scores.dtype.type
    return kind if market.is_plain and most <= np.iinfo(kind).max else np.int64


def _merged(keys: Longs, more: Longs) -> Longs:
    """Join two lists of positions, each position once, in order."""
    joined = np.sort(np.concatenate([keys, more]), kind="stable")
    found: Longs = joined[np.append(True, joined[1:] != joined[:-1])]
    return found
