"""Mend an assignment row by row, along shortest paths over every pair there is.

When scores, seats or rows have changed a little, most of an assignment and its prices stay true.
A row that could do better is led along the cheapest chain of changes: it takes a seat, whose
holder takes another, and so on, until a seat is free or someone is content to stay alone. The
prices change with the chain and keep covering every pair (Dijkstra's method with potentials).
"""

import numpy as np
from numpy.typing import NDArray

from innesto.planning.matching.market import ALONE, Longs, Market

START = -1
"""Where a chain begins, or nothing has been reached yet."""


class Detours:
    """An assignment with prices that cover every pair, to be mended.

    One more column, the last, stands for nobody: it is open to all, and costs nothing. A column
    with a free seat has no price; nor may it be given one from outside.
    """

    def __init__(
        self, market: Market, column: Longs, row_price: Longs, column_price: Longs
    ) -> None:
        self.market, self.alone = market, market.alone
        self.is_plain = market.is_plain
        self.nobody = len(market.upper)
        exact = _smallest(3 * int(market.scores.max(initial=0)) + 2) if self.is_plain else np.int64
        self.infinite = np.iinfo(exact).max
        self.column = np.where(column == ALONE, self.nobody, column)
        self.paid = row_price.astype(np.int64)
        self.price: NDArray[np.signedinteger] = np.append(column_price, 0).astype(exact)
        self.load = np.bincount(self.column, minlength=self.nobody + 1)
        order = np.argsort(self.column, kind="stable")
        ends = np.cumsum(self.load)[:-1]
        self.holders = [set(some.tolist()) for some in np.split(order, ends)]

    @property
    def assignment(self) -> Longs:
        """Column of each row."""
        return np.where(self.column == self.nobody, ALONE, self.column)

    @property
    def row_price(self) -> Longs:
        """Price of each row."""
        return self.paid.copy()

    @property
    def column_price(self) -> Longs:
        """Price of each column."""
        return self.price[:-1].astype(np.int64)

    def loss(self, row: int) -> int:
        """Compute what a row could gain at the present prices."""
        column = int(self.column[row])
        if column == self.nobody:
            return int(self.paid[row]) - int(self.alone[row])
        return int(self.paid[row]) + int(self.price[column] - self.market.scores[row, column])

    def make_dearest(self) -> None:
        """Raise column prices as far as the assignment allows, and lower row prices as much.

        Then from every seat a chain of changes leads to nobody free of charge, and whoever
        loses a seat is soon settled.
        """
        held = np.flatnonzero(self.column != self.nobody)
        rows = self.row_price - self.alone
        way = np.full(self.nobody, self.infinite, np.int64)
        np.minimum.at(way, self.column[held], rows[held])
        spare = (self.load[:-1] < self.market.upper) | (self.load[:-1] == 0)
        way[spare] = np.maximum(0, -self.price[:-1][spare])
        open_ = way.copy()
        paid, scores = self.row_price, np.ascontiguousarray(self.market.scores.T)
        for _ in range(self.nobody):
            at = int(open_.argmin())
            open_[at] = self.infinite
            far = paid + (way[at] + self.price[at]) - scores[at]
            nearer = np.flatnonzero((far < rows) & (scores[at] >= 0))
            rows[nearer] = far[nearer]
            nearer = nearer[self.column[nearer] != self.nobody]
            nearer = nearer[far[nearer] < way[self.column[nearer]]]
            columns = self.column[nearer]
            np.minimum.at(way, columns, far[nearer])
            open_[columns] = way[columns]
        self.price[:-1] += way.astype(self.price.dtype)
        self.paid = paid - np.append(way, 0)[self.column]

    def vacate(self, column: int) -> list[int]:
        """Send everyone away from a column. They lose, and are to be settled."""
        rows = sorted(self.holders[column])
        self.column[rows] = self.nobody
        self.holders[self.nobody] |= self.holders[column]
        self.holders[column] = set()
        self.load[self.nobody] += self.load[column]
        self.load[column] = 0
        return rows

    def settle(self, row: int) -> None:
        """Lead a row to where it can do no better, others making way where that pays."""
        loss, here = self.loss(row), int(self.column[row])
        self.way = np.full(self.nobody + 1, min(loss, self.infinite), self.price.dtype)
        self.open = np.full(self.nobody + 1, self.infinite, self.price.dtype)
        self.came = np.full(self.nobody + 1, START)
        reached: dict[int, int] = {}
        self._look_from([row], 0, but=here)
        while True:
            at = int(self.open.argmin())
            way = int(self.open[at])
            if way >= min(loss, int(self.way[here])):
                break
            reached[at] = way
            self.open[at] = self.infinite
            self._look_from(sorted(self.holders[at] - {row}), way)
            self._look_at_seats(at, way)
        cheapest = min(loss, int(self.way[here]))
        self._reprice(row, reached, cheapest)
        if int(self.way[here]) < loss:
            self._move(row, here)

    def _look_from(self, rows: list[int], way: int, but: int | None = None) -> None:
        """Note the columns that are nearer by way of these rows, but not the one they leave."""
        for row in rows:
            gone, scores = way + int(self.paid[row]), self.market.scores[row]
            far = self.price[:-1] - scores
            far += gone
            if not self.is_plain:
                far[scores < 0] = self.infinite
            (nearer,) = (far < self.way[:-1]).nonzero()
            nearer = nearer[nearer != but] if but is not None else nearer
            if len(nearer):
                self.way[nearer] = self.open[nearer] = far[nearer]
                self.came[nearer] = row
            if but != self.nobody:
                self._note(self.nobody, gone - int(self.alone[row]), row)

    def _note(self, at: int, way: int, came: int) -> None:
        """Note one column, if it is nearer this way."""
        if way < self.way[at]:
            self.way[at] = self.open[at] = way
            self.came[at] = came

    def _look_at_seats(self, at: int, way: int) -> None:
        """A free seat may be filled, and one that is not promised may be emptied."""
        if at < self.nobody:
            far = way - min(0, int(self.price[at]))
            if self.load[at] < self.market.upper[at]:
                self._note(self.nobody, far, _by_column(at))
            return
        may_empty = self.load[:-1] > self.market.lower
        nearer = np.flatnonzero(may_empty & (way + self.price[:-1] < self.way[:-1]))
        self.way[nearer] = self.open[nearer] = way + self.price[nearer]
        self.came[nearer] = _by_column(self.nobody)

    def _reprice(self, row: int, reached: dict[int, int], cheapest: int) -> None:
        """Let everyone on the way pay what the way was shorter. Staying alone costs nothing."""
        self.paid[row] -= cheapest
        for at, way in reached.items():
            self.paid[[*(self.holders[at] - {row})]] -= cheapest - way
            self.price[at] += cheapest - way
        if self.nobody in reached:
            rise = cheapest - reached[self.nobody]
            self.price -= rise
            self.paid += rise
            empty = (self.load == 0) & (self.price < 0)
            empty[:-1] &= self.market.lower == 0
            self.price[empty] = 0

    def _move(self, row: int, here: int) -> None:
        """Walk the chain back, and seat everyone on it one place further."""
        at = here
        while True:
            mover = int(self.came[at])
            if mover < START:
                at = _by_column(mover)
                continue
            before = int(self.column[mover])
            self.holders[before].discard(mover)
            self.holders[at].add(mover)
            self.load[before] -= 1
            self.load[at] += 1
            self.column[mover] = at
            if mover == row:
                return
            at = before


def _smallest(most: int) -> type[np.signedinteger]:
    """Choose the smallest whole numbers that hold a way: two prices and what was gone before."""
    return next(it for it in (np.int16, np.int32, np.int64) if most <= np.iinfo(it).max)


def _by_column(at: int) -> int:
    """Write a column where otherwise a row would stand, or read it again."""
    return START - 1 - at
