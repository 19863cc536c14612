"""What an assignment asks for, what it is worth, and what prices prove about it.

Mentees are rows, mentors are columns. When the price of a row and that of a column together reach
the score of every pair, no assignment can be worth more than all prices, each counted as often
as it can be paid.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from innesto.planning.matching.table import Scores

type Longs = NDArray[np.int64]
type Flags = NDArray[np.bool_]

ALONE = -1
"""Column of a row that is left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """Scores of rows with columns, ``NONE`` where two may not meet, and what must be kept to."""

    scores: Scores
    lower: Longs
    upper: Longs
    must: Flags
    """Rows that may not be left alone."""
    count: int | None = None
    """How many rows every assignment matches, where that is asked for."""

    @classmethod
    def plain(cls, scores: Scores, upper: Longs) -> "Market":
        """Let everybody stay alone, and every seat stay empty."""
        rows, columns = scores.shape
        return cls(
            scores=scores,
            lower=np.zeros(columns, np.int64),
            upper=upper,
            must=np.zeros(rows, np.bool_),
        )

    @property
    def is_plain(self) -> bool:
        """Whether nothing is promised, so that no price need be below nothing."""
        return self.count is None and not self.must.any() and not self.lower.any()

    @property
    def promise(self) -> int:
        """More than all scores together: what it costs to leave a promised seat empty."""
        return (int(self.scores.max(initial=0)) + 1) * (len(self.must) + 1)

    @property
    def alone(self) -> Longs:
        """Value of leaving each row alone.

        Far below all scores where it is wrong, and twice as far for those to whom it matters
        most. All promises can be kept at once, so they need no order among themselves.
        """
        if self.count is None:
            return np.where(self.must, -self.promise, 0)
        return np.where(self.must, -2 * self.promise, -self.promise)

    def value(self, column: Longs) -> int:
        """Sum the scores of an assignment."""
        rows = np.flatnonzero(column != ALONE)
        return int(self.scores[rows, column[rows]].sum(dtype=np.int64))

    def load(self, column: Longs) -> Longs:
        """Count the rows of each column."""
        found: Longs = np.bincount(column[column != ALONE], minlength=len(self.upper))
        return found

    def keeps_promises(self, column: Longs) -> bool:
        """Say whether nobody is alone who may not be, and no promised seat is empty."""
        matched = column != ALONE
        return bool(
            (self.count is None or matched.sum() == self.count)
            and matched[self.must].all()
            and (self.load(column) >= self.lower).all()
        )

    def bound(self, row_price: Longs, column_price: Longs) -> int:
        """Compute what no assignment that keeps its promises can exceed."""
        seats = np.where(column_price > 0, self.upper, self.lower)
        due, others = row_price[self.must], row_price[~self.must]
        if self.count is None:
            others = np.maximum(others, 0)
        else:
            others = np.sort(others)[::-1][: self.count - len(due)]
        return int((seats * column_price).sum()) + int(due.sum()) + int(others.sum())

    def is_covered_by(self, row_price: Longs, column_price: Longs) -> bool:
        """Say whether prices reach the score of every pair, and none is too low to be paid."""
        if (row_price[~self.must] < 0).any() or (column_price[self.lower == 0] < 0).any():
            return False
        return not any(
            (
                ((tile := self.scores[some]) > row_price[some, None] + column_price) & (tile >= 0)
            ).any()
            for some in tiles(len(self.scores))
        )


def tiles(rows: int, size: int = 64) -> list[slice]:
    """Cut rows into portions that stay in the processor's cache."""
    return [slice(first, min(first + size, rows)) for first in range(0, rows, size)]
