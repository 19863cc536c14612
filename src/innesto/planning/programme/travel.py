"""How far everyone travels to each possible host, and what is learned there, as small tables.

The figures are those of ``scores``, to the kilometre: where a rounded figure could be another one,
it is computed there.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from innesto.planning.problem import ProgrammeProblem
from innesto.planning.scores import EARTH_RADIUS_KM, travelled_km

Table = NDArray[np.int64]
DOUBTFUL = 1e-6
"""Distance from the middle between two kilometres below which rounding is left to ``scores``."""


class Travel:
    """Tables with a row for each of some organisations and a column for each of some hosts."""

    def __init__(self, problem: ProgrammeProblem) -> None:
        self.problem = problem
        self.orgs = problem.orgs
        self.at = {org.id: at for at, org in enumerate(self.orgs)}
        self.lat = np.radians([org.lat for org in self.orgs])
        self.lon = np.array([org.lon for org in self.orgs])
        self.cos = np.cos(self.lat)
        self.travels = np.array([not org.represented for org in self.orgs], np.int64)

    def kilometres(self, orgs: Sequence[int], hosts: Sequence[int]) -> Table:
        """Kilometres there and back."""
        a, b = [self.at[org] for org in orgs], [self.at[host] for host in hosts]
        north = np.sin((self.lat[b] - self.lat[a, None]) / 2) ** 2
        east = np.sin(np.radians(self.lon[b] - self.lon[a, None]) / 2) ** 2
        chord = np.sqrt(north + self.cos[a, None] * self.cos[b] * east)
        exact = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chord))
        found: Table = 2 * np.rint(exact).astype(np.int64) * self.travels[a, None]
        doubtful = np.abs(exact - np.floor(exact) - 0.5) < DOUBTFUL
        for row, column in np.argwhere(doubtful).tolist():
            found[row, column] = travelled_km(self.orgs[a[row]], self.orgs[b[column]])
        return found

    def learned(self, orgs: Sequence[int], hosts: Sequence[int], theme: int | None) -> Table:
        """Need times offer in a theme; nobody learns from itself."""
        some, others = ([self.orgs[self.at[it]] for it in each] for each in (orgs, hosts))
        need = [0 if it.represented else _level(it.need, theme) for it in some]
        offer = [_level(it.offer, theme) for it in others]
        found: Table = np.outer(need, offer).astype(np.int64)
        found[np.equal.outer(orgs, hosts)] = 0
        return found


def _level(levels: Sequence[int], theme: int | None) -> int:
    return 0 if theme is None or theme >= len(levels) else levels[theme]
