"""Assignments that nobody would rather leave for each other.

Both sides rank by the same score, then by the smaller number of the other's city. So among all
pairs that are left, the two of greatest score with the smallest numbers want each other most, and
are together in every stable assignment; and so on with the rest. There is exactly one.
"""

import numpy as np

from innesto.planning.matching.market import ALONE, Longs, Market, tiles
from innesto.planning.matching.table import NONE


def stable(market: Market) -> Longs:
    """Let rows ask the best column that would take them; columns keep the best who asked.

    Rows and columns stand in the order of their cities.
    """
    rows, columns = market.scores.shape
    column = np.full(rows, ALONE, np.int64)
    bar, last = _bars(market, column)
    waiting = np.arange(rows if columns else 0)
    while len(waiting):
        wish = np.full(len(waiting), ALONE)
        for portion in tiles(len(waiting)):
            some = waiting[portion]
            tile = market.scores[some]
            taken = (tile > bar) | ((tile == bar) & (some[:, None] < last))
            tile = np.where(taken, tile, NONE)
            best = tile.argmax(axis=1)  # the first of equals: the smaller number
            wish[portion] = np.where(tile[np.arange(len(some)), best] > NONE, best, ALONE)
        column[waiting] = wish
        before = column.copy()
        _keep_best(market, column)
        bar, last = _bars(market, column)
        waiting = np.flatnonzero((before != ALONE) & (column == ALONE))
    return column


def _keep_best(market: Market, column: Longs) -> None:
    """Leave each column no more rows than it has seats for, the best ones."""
    held = np.flatnonzero(column != ALONE)
    scores = market.scores[held, column[held]].astype(np.int64)
    order = np.lexsort((held, -scores, column[held]))
    held = held[order]
    begins = np.searchsorted(column[held], column[held])
    place = np.arange(len(held)) - begins
    column[held[place >= market.upper[column[held]]]] = ALONE


def _bars(market: Market, column: Longs) -> tuple[Longs, Longs]:
    """Find the score and the row that one must beat in each column.

    A column with a free seat takes anybody; one without seats takes nobody.
    """
    columns = len(market.upper)
    held = np.flatnonzero(column != ALONE)
    load = market.load(column)
    scores = market.scores[held, column[held]].astype(np.int64)
    order = np.lexsort((-held, scores, column[held]))
    first = np.searchsorted(column[held][order], np.arange(columns))
    full = (load >= market.upper) & (load > 0)
    bar = np.full(columns, NONE, np.int64)
    last = np.zeros(columns, np.int64)
    bar[full] = scores[order][first[full]]
    last[full] = held[order][first[full]]
    bar[market.upper <= 0] = np.iinfo(np.int64).max
    return bar, last


def count_blocking(market: Market, column: Longs) -> int:
    """Count pairs who would both rather have each other than whom they have.

    Rows and columns stand in the order of their cities.
    """
    bar, last = _bars(market, column)
    count = 0
    for some in tiles(len(column) if len(bar) else 0):
        rows = np.arange(some.start, some.stop)
        tile, now = market.scores[rows], column[rows]
        mine = np.where(now == ALONE, NONE, tile[np.arange(len(rows)), now])
        at, to = np.nonzero((tile >= mine[:, None]) & (tile >= bar) & (tile > NONE))
        score, row = tile[at, to], rows[at]
        better = (score > mine[at]) | ((score == mine[at]) & (to < now[at]))
        wanted = (score > bar[to]) | ((score == bar[to]) & (row < last[to]))
        count += int((better & wanted).sum())
    return count
