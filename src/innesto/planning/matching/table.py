"""Whole tables of pair scores: exact integers, computed in small blocks that stay in the cache.

The figures are those of ``planning.scores``, for millions of pairs at once. Points of themes come
from a product of matrices: a need is written as the points that a level of offer earns, so that
rounding down is all that is left to do. Kilometres come from half the squared chord between two
points of the unit sphere. A table takes two bytes for each pair as long as the weights allow it.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import DTypeLike, NDArray

from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.scores import EARTH_RADIUS_KM

type Scores = NDArray[np.signedinteger]
"""Whole numbers of two, four or eight bytes."""
type Places = NDArray[np.intp]
"""Positions of cities in the problem."""
type Reals = NDArray[np.floating]

NONE = -1
"""Score of a pair that may not be together."""
BAND = 1024
"""Rows that share what depends on country, languages, group and role alone."""
BOTH = 2
"""Ways in which pairs learn; mentees learn in one."""
ROWS, COLUMNS = 128, 1024
"""Size of a block."""
ONE_THREAD = 2**18
"""Multiplications up to which OpenBLAS starts no threads: in blocks they only get in the way."""


class ScoreTable:
    """Scores of any learners with any hosts; ``NONE`` where the two may not be together."""

    def __init__(self, problem: PairsProblem | MentorProblem) -> None:
        cities, weights = problem.cities, problem.weights
        self.problem = problem
        self.ways = BOTH if isinstance(problem, PairsProblem) else 1
        self.most = 1000 * (weights.theme + weights.size + weights.lang + weights.dist)
        self.most *= self.ways
        self.dtype = _smallest(self.most + 1)
        need = _levels([city.need for city in cities])
        offer = _levels([city.offer for city in cities])
        needed = np.maximum(3 * need.sum(axis=1), 1)
        self.margin, exact = _rounding(needed, offer)
        self.need = (1000 * need / needed[:, None]).astype(exact)
        self.offer = offer.astype(exact)
        self.starts, self.ends = _half_chords(
            np.radians([city.lat for city in cities]), np.radians([city.lon for city in cities])
        )
        self.size = np.array([city.size_m for city in cities], np.int64)
        self.size = self.size.astype(_smallest(2 * int(np.abs(self.size).max(initial=0))))
        self.langs = np.array([city.langs for city in cities], np.int64)
        self.country = _codes(city.country for city in cities)
        self.group = _codes(city.group for city in cities)
        self.role = _codes(city.roles[:1] for city in cities)
        self.kind = _codes(
            (city.country, city.langs, city.group, city.roles[:1]) for city in cities
        )

    def scores(self, rows: Places, columns: Places) -> Scores:
        """Score of each mentee (row) with each mentor (column), or of each pair of cities.

        Each city is named once among the rows, and once among the columns.
        """
        table = np.empty((len(rows), len(columns)), self.dtype)
        for top in range(0, len(rows), BAND):
            band = rows[top : top + BAND]
            _, one_of, kind = np.unique(self.kind[band], return_index=True, return_inverse=True)
            for left in range(0, len(columns), COLUMNS):
                others = columns[left : left + COLUMNS]
                by_kind = self._by_kind(band[one_of], others)
                for low in range(0, len(band), ROWS):
                    some = slice(low, low + ROWS)
                    block = table[top : top + BAND, left : left + COLUMNS][some]
                    np.take(by_kind, kind[some], axis=0, out=block)
                    self._fill(block, band[some], others)
        self._strike(table, rows, columns)
        return table

    def all_pairs(self) -> Scores:
        """Weight of every pair of all cities; each is computed once and written twice."""
        everyone = np.arange(len(self.problem.cities), dtype=np.intp)
        table = np.empty((len(everyone), len(everyone)), self.dtype)
        for first in range(0, len(everyone), BAND):
            band = self.scores(everyone[first : first + BAND], everyone[first:])
            table[first : first + BAND, first:] = band
            table[first:, first : first + BAND] = band.T
        return table

    def kilometres(self, rows: Places, columns: Places) -> Reals:
        """Kilometres between cities, rounded half to even."""
        chord = _product(self.starts[rows], self.ends[columns].T)
        np.maximum(chord, 0, out=chord)
        np.sqrt(chord, out=chord)
        np.arcsin(chord, out=chord)
        chord *= 2 * EARTH_RADIUS_KM
        return np.rint(chord, out=chord)

    def _by_kind(self, rows: Places, columns: Places) -> Scores:
        """Compute points of languages, and those of two alike in size and in the same place.

        Where two may not meet it is so little that the rest cannot lift it to nothing.
        """
        problem, weights = self.problem, self.problem.weights
        common = self.langs[rows][:, None] & self.langs[columns] != 0
        alike = 1000 * (weights.size + weights.dist) * self.ways
        points = 1000 * weights.lang * self.ways * common + alike
        barred = np.zeros(points.shape, np.bool_)
        if problem.forbid_same_country:
            barred |= self.country[rows][:, None] == self.country[columns]
        if isinstance(problem, PairsProblem) and problem.same_group:
            barred |= self.group[rows][:, None] != self.group[columns]
        if isinstance(problem, PairsProblem) and problem.opposite_role:
            barred |= self.role[rows][:, None] == self.role[columns]
        points[barred] = NONE - self.most + alike
        found: Scores = points.astype(self.dtype)
        return found

    def _fill(self, block: Scores, rows: Places, columns: Places) -> None:
        """Add to a block what depends on the two cities themselves."""
        problem, weights = self.problem, self.problem.weights
        learned = self._themes(_product(self.need[rows], self.offer[columns].T))
        barred = learned < 1
        block += np.multiply(learned, weights.theme, out=learned)
        if self.ways == BOTH:
            taught = self._themes(_product(self.offer[rows], self.need[columns].T))
            barred |= taught < 1
            block += np.multiply(taught, weights.theme, out=taught)
        if weights.size:
            apart = self.size[rows][:, None] - self.size[columns]
            np.abs(apart, out=apart)
            np.minimum(apart, 1000, out=apart)
            apart = apart.astype(block.dtype)
            block -= np.multiply(apart, weights.size * self.ways, out=apart)
        if weights.dist or problem.max_km is not None:
            km = self.kilometres(rows, columns)
            if problem.max_km is not None:
                barred |= km > problem.max_km
            km *= 1000 / problem.dist_cap_km
            km += 0.5 / problem.dist_cap_km  # rounds down as whole numbers would
            np.minimum(km, 1000, out=km)
            far = km.astype(block.dtype)
            block -= np.multiply(far, weights.dist * self.ways, out=far)
        # A bit pattern of ones is -1, whatever was there before.
        block |= np.negative(barred.view(np.int8), dtype=block.dtype)
        np.maximum(block, NONE, out=block)

    def _themes(self, points: Reals) -> Scores:
        points += self.margin
        found: Scores = points.astype(self.dtype)  # rounds down
        return found

    def _strike(self, table: Scores, rows: Places, columns: Places) -> None:
        """Strike out everyone's pair with themselves, and the forbidden pairs."""
        forbidden = np.array(self.problem.forbidden, np.intp).reshape(-1, 2)
        if self.ways == BOTH:
            forbidden = np.concatenate([forbidden, forbidden[:, ::-1]])
        column, row = np.concatenate([np.stack([rows, rows], axis=1), forbidden]).T
        at_row, at_column = self._positions(rows)[row], self._positions(columns)[column]
        known = (at_row >= 0) & (at_column >= 0)
        table[at_row[known], at_column[known]] = NONE

    def _positions(self, places: Places) -> Places:
        """Find where each city stands in a list, or -1."""
        found = np.full(len(self.problem.cities), -1)
        found[places] = np.arange(len(places))
        return found


def _levels(levels: Sequence[tuple[int, ...]]) -> NDArray[np.int64]:
    """Stack levels of themes; what is not said is 0."""
    table = np.zeros((len(levels), max(map(len, levels), default=0)), np.int64)
    for at, some in enumerate(levels):
        table[at, : len(some)] = some
    return table


def _rounding(needed: NDArray[np.int64], offer: NDArray[np.int64]) -> tuple[float, DTypeLike]:
    """Choose numbers so exact that adding a margin and cutting off decimals rounds down.

    True points are multiples of ``1 / needed``. Half that distance must exceed what the sums of
    inexact products can be wrong by.
    """
    margin = 0.5 / int(needed.max(initial=1))
    largest = 1000 * int(offer.max(initial=0)) / 3
    wrong = (offer.shape[1] + 2) * largest * float(np.finfo(np.float32).eps) / 2
    return margin, np.float32 if wrong < margin else np.float64


def _half_chords(lat: Reals, lon: Reals) -> tuple[Reals, Reals]:
    """Split half of one less the cosine of the angle between two points into two factors."""
    at = np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    half = np.full((len(lat), 1), 0.5)
    return np.hstack([-at / 2, half]), np.hstack([at, 2 * half])


def _product(a: Reals, b: Reals) -> Reals:
    """Return the product of matrices, in portions too small for OpenBLAS to start threads."""
    rows = max(1, ONE_THREAD // max(1, b.size))
    rows = 2 ** (rows.bit_length() - 1)
    even = len(a) - len(a) % rows
    found: Reals = np.empty((len(a), b.shape[1]), a.dtype)
    np.matmul(
        a[:even].reshape(-1, rows, a.shape[1]), b, out=found[:even].reshape(-1, rows, b.shape[1])
    )
    np.matmul(a[even:], b, out=found[even:])
    return found


def _smallest(most: int) -> type[np.signedinteger]:
    """Choose the smallest whole numbers that reach so far on both sides of nothing."""
    return next((it for it in (np.int16, np.int32) if most <= np.iinfo(it).max), np.int64)


def _codes(values: Iterable[object]) -> NDArray[np.int64]:
    """Number equal values equally."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int64)
