"""Which documents are near to a meaning: their vectors, as numpy compares them.

No room fits: it is a copy of the table of vectors in the memory of a process, beside the columns.
100,000 vectors take 46 MB, only where somebody searches by meaning.
"""

from collections.abc import Iterable, Sequence
from copy import copy
from itertools import batched
from typing import Any
from uuid import UUID

import numpy as np

from innesto.search.columns import Columns, Rows
from innesto.search.meaning import Numbers
from innesto.search.models import Neutral, Vector

BLOCK = 2048
"""Vectors that are made floats at once: 3 MB, which stay near the processor."""

AT_ONCE = 5_000
"""Vectors that are read at once."""

SURELY = 40
"""Vectors that are compared exactly for each that is wanted, those whose signs agree most."""

FEW_ENOUGH = 8_192
"""Vectors that are all compared exactly."""

DRIFT = 0.05
"""Part of the vectors that may come or go before the means are worked out anew."""

WITNESSES, ONE_IN, FEW_WITNESSES = 400, 4, 20
"""How many vectors say which others are near to everything: one in four, so that few of them speak
of the same thing, and no more than so many; a few say nothing.
"""

NEAREST_WITNESSES, TAKEN_OFF = 5, 0.3
"""Nearness to so many witnesses is taken off, so far, from what is nearer to them than usual."""

FEW = 20
"""As many texts as the mean of all counts for in the mean of a language."""


class Meanings:
    """The vectors of all documents, a byte a number, and what is taken off them.

    Bytes, because numpy makes floats of them twenty times as quickly as of half precision, and
    they take half the memory; what they lose is a hundredth of the distance between two texts.
    Texts of one language lie together, whatever they say. Without the mean of its language a
    vector says what is particular to its text, so that languages can be compared.
    Some texts are near to all others and would be found by every question: ``handicaps`` take off
    what a text owes to that, as a sample of the others bears witness.
    """

    def __init__(self) -> None:
        self.epoch: UUID | None = None
        self.embedder = ""
        self.revision = -1
        self.columns_revision = -1
        self.ids = np.empty(0, np.int64)
        self.vectors = np.empty((0, 0), np.int8)
        self.scales: Numbers = np.empty(0, np.float32)
        self.lengths: Numbers = np.empty(0, np.float32)
        self.handicaps: Numbers = np.empty(0, np.float32)
        self.witnesses: Numbers = np.empty((0, 0), np.float32)
        self.witness_ids = np.empty(0, np.int64)
        self.usual = 0.0
        self.signs = np.empty((0, 0), np.uint64)
        self.rows: Rows = np.empty(0, np.intp)
        self.means: Numbers = np.empty((0, 0), np.float32)
        self.mean_of = np.empty(0, np.int32)
        self.neutral: Numbers = np.empty(0, np.float32)
        self.centred = 0

    def refreshed(self, columns: Columns, embedder: str) -> "Meanings":
        """Return vectors that are up to date, without those of documents that are gone."""
        same = (embedder, columns.epoch) == (self.embedder, self.epoch)
        if same and self.columns_revision == columns.revision:
            return self  # whoever writes vectors moves the index on
        fresh = copy(self) if same else Meanings()
        fresh.embedder, fresh.epoch = embedder, columns.epoch
        newer = Vector.objects.filter(embedder=embedder, revision__gt=fresh.revision)
        rows = newer.order_by("revision", "pk").values_list("pk", "revision", "data")
        has_more = fresh.take(batched(rows.iterator(AT_ONCE), AT_ONCE, strict=False))
        if has_more and (kept := Neutral.objects.filter(pk=embedder).first()):
            fresh.neutral = np.frombuffer(bytes(kept.data), np.float16).astype(np.float32)
        if has_more or fresh.columns_revision != columns.revision:
            fresh.align(columns)
        return fresh

    def take(self, parts: Iterable[Sequence[tuple[int, int, bytes | memoryview]]]) -> bool:
        """Add vectors, or put them in the place of older ones; return whether there were any."""
        numbers: list[int] = []
        packed = []
        for part in parts:  # one at a time: as they are read they take thrice as much
            numbers += [pk for pk, _, _ in part]
            packed.append(_as_bytes([data for _, _, data in part]))
            self.revision = max(self.revision, *(revision for _, revision, _ in part))
        if not packed:
            return False
        ids = np.array(numbers, np.int64)
        kept = ~np.isin(self.ids, ids)
        old = [self.vectors[kept]] if len(self.ids) else []
        all_ids = np.concatenate([self.ids[kept], ids])
        order = np.argsort(all_ids, kind="stable")
        self.ids = all_ids[order]
        self.vectors = np.concatenate([*old, *(vectors for vectors, _ in packed)])[order]
        self.scales = np.concatenate([self.scales[kept], *(scales for _, scales in packed)])[order]
        unknown = np.full(len(ids), np.nan, np.float32)
        self.lengths = np.concatenate([self.lengths[kept], unknown])[order]
        self.handicaps = np.concatenate([self.handicaps[kept], unknown])[order]
        words = -(-self.vectors.shape[1] // 64)
        signs = [self.signs[:, kept]] if len(old) else []
        self.signs = np.concatenate([*signs, np.zeros((words, len(ids)), np.uint64)], axis=1)
        self.signs = np.ascontiguousarray(self.signs[:, order])
        return True

    def align(self, columns: Columns) -> None:
        """Find the row of each vector, and drop those of documents that are gone."""
        known = np.isin(self.ids, columns.ids)
        if not known.all():
            self.ids, self.vectors = self.ids[known], self.vectors[known]
            self.scales, self.lengths = self.scales[known], self.lengths[known]
            self.handicaps = self.handicaps[known]
            self.signs = self.signs[:, known]
        self.columns_revision = columns.revision
        self.rows, _known = columns.rows_of(self.ids)
        self.mean_of = columns.columns["language"][self.rows]
        languages = len(columns.codes["language"].texts)
        if languages > len(self.means) or abs(len(self.ids) - self.centred) > self.centred * DRIFT:
            self._center(languages)
            self._measure()
            self._call_witnesses()
        self._measure()

    def _block(self, at: Any) -> Numbers:
        """Return some vectors as floats, all but their scale."""
        block: Numbers = self.vectors[at].astype(np.float32)
        return block

    def _center(self, languages: int) -> None:
        """Work out the mean of each language anew."""
        dim = self.vectors.shape[1] if len(self.ids) else 0
        sums = np.zeros((languages, dim), np.float32)
        for language in range(languages):
            theirs = np.flatnonzero(self.mean_of == language)
            for start in range(0, len(theirs), BLOCK):
                some = theirs[start : start + BLOCK]
                sums[language] += self.scales[some] @ self._block(some)
        sizes = np.bincount(self.mean_of, minlength=languages).astype(np.float32)[:, None]
        overall = sums.sum(0) / max(len(self.ids), 1)
        # A language with few texts leans on the mean of all.
        self.means = ((sums + FEW * overall) / (sizes + FEW)).astype(np.float32)
        self.centred = len(self.ids)
        self.lengths = np.full(len(self.ids), np.nan, np.float32)
        self.witnesses, self.usual = np.empty((0, dim), np.float32), 0.0

    def _measure(self) -> None:
        """Work out how long new vectors are without the mean of their language, and their signs.

        The signs alone tell which vectors can be near: they are compared in a thousandth of the
        time, and only those that agree most are compared exactly.
        """
        fresh = np.flatnonzero(np.isnan(self.lengths))
        for start in range(0, len(fresh), BLOCK):
            some = fresh[start : start + BLOCK]
            block = self._block(some) * self.scales[some, None] - self.means[self.mean_of[some]]
            self.lengths[some] = np.linalg.norm(block, axis=1)
            self.signs[:, some] = _signs(block)
            if len(self.witnesses):
                self.handicaps[some] = TAKEN_OFF * (self._crowd(some) - self.usual)
            else:
                self.handicaps[some] = 0

    def _call_witnesses(self) -> None:
        """Choose the vectors that bear witness, evenly, and hear them about all."""
        count = min(len(self.ids) // ONE_IN, WITNESSES)
        if count < FEW_WITNESSES:
            return
        chosen = np.arange(count) * len(self.ids) // count
        self.witness_ids = self.ids[chosen]
        self.witnesses = self._centred(chosen)
        rows = np.arange(len(self.ids))
        starts = range(0, len(rows), BLOCK)
        crowd = np.concatenate([self._crowd(rows[start : start + BLOCK]) for start in starts])
        self.usual = float(crowd.mean())
        self.handicaps = (TAKEN_OFF * (crowd - self.usual)).astype(np.float32)

    def _crowd(self, some: Rows) -> Numbers:
        """Return how near some vectors are to their nearest witnesses, themselves excepted."""
        near = self._centred(some) @ self.witnesses.T
        near[self.ids[some, None] == self.witness_ids] = -1
        nearest = np.partition(near, -NEAREST_WITNESSES, axis=1)[:, -NEAREST_WITNESSES:]
        return np.asarray(nearest.mean(1), np.float32)

    def _centred(self, at: Rows) -> Numbers:
        """Return some vectors without the mean of their language, of length one."""
        own = self._block(at) * self.scales[at, None] - self.means[self.mean_of[at]]
        return np.asarray(own / np.maximum(self.lengths[at], 1e-6)[:, None], np.float32)

    def meant(self, question: Numbers) -> Numbers:
        """Return what a question means, without what all questions have in common."""
        if not len(self.ids):
            return question
        return of_length_one(question - (self.neutral if len(self.neutral) else self.means.mean(0)))

    def meaning_of(self, rows: Rows) -> Numbers | None:
        """Return what some rows mean together, each counting alike; None if none has a vector."""
        at, known = self._places(rows)
        at = at[known]
        if not len(at):
            return None
        together: Numbers = self._centred(at).mean(0)
        return together

    def nearest(self, wanted: Numbers, among: Any, most: int) -> Rows:
        """Return the rows nearest to a meaning, the nearest first; ``among`` marks which may be."""
        may_be = among[self.rows]
        if np.count_nonzero(may_be) > max(FEW_ENOUGH, SURELY * most):
            apart = self._signs_apart(wanted)
            apart[~may_be] = 64 * len(self.signs) + 1
            within = np.bincount(apart).cumsum()
            may_be = apart <= np.searchsorted(within, SURELY * most)
        some = np.flatnonzero(may_be)
        best = np.argsort(-self._near(some, wanted), kind="stable")[:most]
        return self.rows[some[best]]

    def nearness(self, wanted: Numbers, rows: Rows) -> Numbers:
        """Return how near some rows are to a meaning, from -1 to 1; 0 for those without vector."""
        near = np.zeros(len(rows), np.float32)
        at, known = self._places(rows)
        near[known] = self._near(at[known], wanted)
        return near

    def _places(self, rows: Rows) -> tuple[Rows, Any]:
        """Return where the vectors of some rows stand, and which of them have one."""
        if not len(self.rows):
            return np.zeros(len(rows), np.intp), np.zeros(len(rows), bool)
        at = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return at, self.rows[at] == rows

    def _near(self, at: Rows, wanted: Numbers) -> Numbers:
        # Not «@»: its library would take all processors for so little, and want floats.
        near: Numbers = np.einsum("ij,j->i", self.vectors[at], wanted)
        near *= self.scales[at]
        near -= (self.means @ wanted)[self.mean_of[at]]
        near /= np.maximum(self.lengths[at], 1e-6)
        near -= self.handicaps[at]
        return near

    def _signs_apart(self, wanted: Numbers) -> Any:
        """Return in how many signs each vector and the wanted one differ."""
        apart = np.zeros(len(self.ids), np.uint16)
        for signs, word in zip(self.signs, _signs(wanted[None, :]), strict=True):
            apart += np.bitwise_count(signs ^ word)
        return apart


def of_length_one(vector: Numbers) -> Numbers:
    """Return the vector without its length."""
    return vector / max(float(np.linalg.norm(vector)), 1e-9)


def _signs(vectors: Numbers) -> Any:
    """Return the signs of some vectors, 64 to a number: a column a vector."""
    bits = np.packbits(vectors > 0, axis=1)
    padding = -bits.shape[1] % 8
    return np.pad(bits, ((0, 0), (0, padding))).view(np.uint64).T


def _as_bytes(data: Sequence[bytes | memoryview]) -> tuple[Any, Numbers]:
    """Return vectors of half precision as bytes, each with the scale that undoes it."""
    exact = np.frombuffer(b"".join(data), np.float16).reshape(len(data), -1).astype(np.float32)
    scales = (np.abs(exact).max(1) / 127).astype(np.float32)
    scales[scales == 0] = 1
    return np.rint(exact / scales[:, None]).astype(np.int8), scales
