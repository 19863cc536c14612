"""Whole tables of pair scores, exact, in tiles of rows so that memory stays small."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from innesto.planning.problem import MentorProblem, PairsProblem
from innesto.planning.scores import EARTH_RADIUS_KM

Ints = NDArray[np.int32]


class ScoreTable:
    """Score of every learner with every host, computed a tile at a time.

    A score of 0 means that the pair is not eligible; eligible scores are at least 1, unless the
    weights make an eligible pair worth nothing, and then it is never worth choosing.
    """

    def __init__(self, problem: PairsProblem | MentorProblem) -> None:
        cities = problem.cities
        self.problem = problem
        themes = max((len(city.need) for city in cities), default=0)
        self.need = np.zeros((len(cities), themes), np.float32)
        self.offer = np.zeros((len(cities), themes), np.float32)
        for at, city in enumerate(cities):
            self.need[at, : len(city.need)] = city.need
            self.offer[at, : len(city.offer)] = city.offer
        self.needed = self.need.sum(axis=1).astype(np.int32)
        lat = np.array([math.radians(city.lat) for city in cities])
        lon = np.array([math.radians(city.lon) for city in cities])
        self.at = np.column_stack(
            [np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)]
        )
        self.size = np.array([city.size_m for city in cities], np.int32)
        self.langs = np.array([city.langs for city in cities], np.int64)
        self.country = _codes([city.country for city in cities])
        self.group = _codes([city.group for city in cities])
        self.role = _codes([city.roles[:1] for city in cities])
        self.forbidden = _partners(problem.forbidden, both=isinstance(problem, PairsProblem))
        self.forced = _partners(problem.forced, both=isinstance(problem, PairsProblem))

    def learning(self, learners: NDArray[np.intp], hosts: NDArray[np.intp]) -> Ints:
        """Score of each learner (row) learning from each host (column)."""
        weights = self.problem.weights
        met = (self.need[learners] @ self.offer[hosts].T).astype(np.int32)
        theme = 1000 * met // np.maximum(3 * self.needed[learners], 1)[:, None]
        km = self.distance(learners, hosts)
        scores: Ints = weights.theme * theme
        if weights.size:
            size = np.abs(self.size[learners][:, None] - self.size[hosts][None, :])
            scores += weights.size * np.maximum(0, 1000 - size)
        if weights.lang:
            common = self.langs[learners][:, None] & self.langs[hosts][None, :]
            scores += weights.lang * 1000 * (common != 0)
        if weights.dist:
            scores += weights.dist * np.maximum(0, 1000 - 1000 * km // self.problem.dist_cap_km)
        scores[~self.meets(learners, hosts, km) | (theme <= 0)] = 0
        return scores

    def distance(self, learners: NDArray[np.intp], hosts: NDArray[np.intp]) -> Ints:
        """Kilometres between each learner and each host, rounded half to even."""
        chord = np.sqrt(np.maximum(0.0, 2.0 - 2.0 * (self.at[learners] @ self.at[hosts].T)))
        angle = 2.0 * np.arcsin(np.minimum(1.0, chord / 2.0))
        km: Ints = np.rint(EARTH_RADIUS_KM * angle).astype(np.int32)
        return km

    def meets(
        self, learners: NDArray[np.intp], hosts: NDArray[np.intp], km: Ints
    ) -> NDArray[np.bool_]:
        """Apply the filters that do not depend on themes."""
        problem = self.problem
        allowed: NDArray[np.bool_] = learners[:, None] != hosts[None, :]
        if problem.forbid_same_country:
            allowed &= self.country[learners][:, None] != self.country[hosts][None, :]
        if problem.max_km is not None:
            allowed &= km <= problem.max_km
        if isinstance(problem, PairsProblem):
            if problem.same_group:
                allowed &= self.group[learners][:, None] == self.group[hosts][None, :]
            if problem.opposite_role:
                allowed &= self.role[learners][:, None] != self.role[hosts][None, :]
        return allowed

    def accompanying(self, mentors: NDArray[np.intp], mentees: NDArray[np.intp]) -> Ints:
        """Score of each mentee (row) with each mentor (column), what is forbidden struck out."""
        return self._strike(self.learning(mentees, mentors), mentees, mentors)

    def _strike(self, scores: Ints, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Ints:
        """Strike out forbidden pairs, and for those who are bound every pair but their own."""
        if not self.forbidden and not self.forced:
            return scores
        bound = np.isin(columns, [c for c in self.forced if self._binds(c)])
        for at, row in enumerate(rows.tolist()):
            partners = self.forced.get(row, [])
            scores[at, bound & ~np.isin(columns, partners)] = 0
            scores[at, np.isin(columns, self.forbidden.get(row, []))] = 0
            if partners:
                scores[at, ~np.isin(columns, partners)] = 0
        return scores

    def _binds(self, city: int) -> bool:
        """Say whether a forced pair uses a city up: both sides do, but not a mentor."""
        return isinstance(self.problem, PairsProblem) and city in self.forced

    def exchanging(self, rows: NDArray[np.intp], columns: NDArray[np.intp]) -> Ints:
        """Weight of each pair that learns from each other; 0 where one side learns nothing."""
        there, back = self.learning(rows, columns), self.learning(columns, rows).T
        weight: Ints = np.where((there > 0) & (back > 0), there + back, 0)
        return self._strike(weight, rows, columns)


def _codes(values: Sequence[object]) -> Ints:
    """Number equal values equally."""
    numbers: dict[object, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int32)


def _partners(pairs: Sequence[tuple[int, int]], *, both: bool) -> dict[int, list[int]]:
    """Index pairs by their second member (the mentee), or by both."""
    found: dict[int, list[int]] = {}
    for a, b in pairs:
        found.setdefault(b, []).append(a)
        if both:
            found.setdefault(a, []).append(b)
    return found
