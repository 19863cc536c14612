"""The part of the index that a process keeps in memory: what filters count, and what things mean.

No room fits: it is a copy of columns for numpy, brought up to date before each search by asking
the database for what is newer than the last revision seen. At 100,000 documents the columns take
some 3 MB and the vectors 77 MB, the latter only where somebody searches by meaning. The copy never
decides who may read: the database does.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from innesto.search.meaning import Numbers
from innesto.search.models import Document, Index, Neutral, Vector
from innesto.search.queries import FILTERS

type Rows = np.ndarray[Any, np.dtype[np.intp]]

ONE_VALUE = ("kind", "country", "size", "language", "year")
COLUMNS = ("pk", "readership", *ONE_VALUE, "themes")
BLOCK = 8192
"""Vectors that are made exact at once: 12 MB."""


@dataclass
class Codes:
    """Numbers for texts that recur."""

    numbers: dict[str, int] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)

    def of(self, text: str) -> int:
        """Return the number of a text."""
        if text not in self.numbers:
            self.numbers[text] = len(self.texts)
            self.texts.append(text)
        return self.numbers[text]


class Shelf:
    """Columns of all documents in the order of their numbers."""

    def __init__(self) -> None:
        self.epoch: UUID | None = None
        self.revision = -1
        self.removal = -1
        self.ids = np.empty(0, np.int64)
        self.readership = np.empty(0, np.int32)
        self.columns = {name: np.empty(0, np.int32) for name in ONE_VALUE}
        self.codes = {name: Codes() for name in FILTERS}
        self.theme_ids = np.empty(0, np.int64)
        self.theme_codes = np.empty(0, np.int32)
        self.theme_rows: Rows = np.empty(0, np.intp)
        self.theme_labels: dict[str, Mapping[str, str]] = {}
        self.meanings = Meanings()

    def __len__(self) -> int:
        return len(self.ids)

    def refreshed(self, index: Index) -> "Shelf":
        """Return a shelf with what is newer; searches under way keep the one they have."""
        if index.epoch != self.epoch:
            fresh = Shelf()
            fresh.epoch = index.epoch
        else:
            fresh = copy(self)
        if index.removal > fresh.removal:
            staying = np.array(sorted(Document.objects.values_list("pk", flat=True)), np.int64)
            fresh.keep(np.isin(fresh.ids, staying))
        newer = Document.objects.filter(revision__gt=fresh.revision).order_by("pk")
        if rows := list(newer.values_list(*COLUMNS)):
            fresh.take(rows)
        fresh.revision, fresh.removal = index.revision, index.removal
        return fresh

    def keep(self, kept: Any) -> None:
        """Drop all other rows."""
        self.ids, self.readership = self.ids[kept], self.readership[kept]
        self.columns = {name: column[kept] for name, column in self.columns.items()}
        self._lay_themes(self.theme_ids, self.theme_codes)

    def take(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows, or put them in the place of older ones."""
        fresh = np.array([row[0] for row in rows], np.int64)
        self.keep(~np.isin(self.ids, fresh))
        ids = np.concatenate([self.ids, fresh])
        order = np.argsort(ids, kind="stable")
        self.ids = ids[order]
        readerships = np.array([row[1] for row in rows], np.int32)
        self.readership = np.concatenate([self.readership, readerships])[order]
        for at, name in enumerate(ONE_VALUE, start=2):
            codes = self.codes[name]
            texts = ["" if row[at] is None else str(row[at]) for row in rows]
            numbers = np.array([codes.of(text) for text in texts], np.int32)
            self.columns[name] = np.concatenate([self.columns[name], numbers])[order]
        pairs = [(row[0], key) for row in rows for key in row[-1]]
        for row in rows:
            self.theme_labels.update(row[-1])
        codes = self.codes["theme"]
        self._lay_themes(
            np.concatenate([self.theme_ids, np.array([pk for pk, _ in pairs], np.int64)]),
            np.concatenate(
                [self.theme_codes, np.array([codes.of(key) for _, key in pairs], np.int32)]
            ),
        )

    def _lay_themes(self, ids: Any, codes: Any) -> None:
        """Keep the pairs of document and theme whose document is here."""
        here = np.isin(ids, self.ids)
        self.theme_ids, self.theme_codes = ids[here], codes[here]
        self.theme_rows = self.rows_of(self.theme_ids)

    def rows_of(self, ids: Any) -> Rows:
        """Return the rows of documents; numbers it does not know are left out."""
        wanted = np.asarray(ids, np.int64)
        if not len(self.ids):
            return np.empty(0, np.intp)
        at = np.minimum(np.searchsorted(self.ids, wanted), len(self.ids) - 1)
        rows: Rows = at[self.ids[at] == wanted]
        return rows

    def fitting(self, narrowed: Mapping[str, Sequence[str]]) -> Any:
        """Return for each row whether it has one of the values asked for, facet by facet."""
        fits = np.ones(len(self), bool)
        for name, values in narrowed.items():
            known = self.codes[name].numbers
            numbers = [known[value] for value in values if value in known]
            if name == "theme":
                rows = self.theme_rows[np.isin(self.theme_codes, numbers)]
                has = np.zeros(len(self), bool)
                has[rows] = True
                fits &= has
            else:
                fits &= np.isin(self.columns[name], numbers)
        return fits

    def counts(self, name: str, among: Any) -> dict[str, int]:
        """Return how many of the rows have each value of a facet; ``among`` marks the rows."""
        codes = self.codes[name]
        if name == "theme":
            numbers = self.theme_codes[among[self.theme_rows]]
        else:
            numbers = self.columns[name][among]
        found = np.bincount(numbers, minlength=len(codes.texts))
        return {text: int(n) for text, n in zip(codes.texts, found, strict=True) if n and text}


class Meanings:
    """The vectors of all documents in half precision, and what is taken off them.

    Texts of one language lie together, whatever they say. Without the mean of its language a
    vector says what is particular to its text, so that languages can be compared.
    """

    def __init__(self) -> None:
        self.epoch: UUID | None = None
        self.embedder = ""
        self.revision = -1
        self.shelf_revision = -1
        self.ids = np.empty(0, np.int64)
        self.vectors = np.empty((0, 0), np.float16)
        self.rows: Rows = np.empty(0, np.intp)
        self.means: Numbers = np.empty((0, 0), np.float32)
        self.mean_of = np.empty(0, np.int32)
        self.neutral: Numbers = np.empty(0, np.float32)
        self.lengths: Numbers = np.empty(0, np.float32)

    def refreshed(self, shelf: Shelf, embedder: str) -> "Meanings":
        """Return vectors that are up to date, without those of documents that are gone."""
        same = (embedder, shelf.epoch) == (self.embedder, self.epoch)
        fresh = copy(self) if same else Meanings()
        fresh.embedder, fresh.epoch = embedder, shelf.epoch
        newer = Vector.objects.filter(embedder=embedder, revision__gt=fresh.revision)
        rows = list(newer.order_by("pk").values_list("pk", "revision", "data"))
        if rows:
            fresh.revision = max(row[1] for row in rows)
            fresh.take([row[0] for row in rows], [bytes(row[2]) for row in rows])
        if not len(fresh.neutral) and (kept := Neutral.objects.filter(pk=embedder).first()):
            fresh.neutral = np.frombuffer(bytes(kept.data), np.float16).astype(np.float32)
        if rows or fresh.shelf_revision != shelf.revision:
            fresh.align(shelf)
        return fresh

    def take(self, ids: Sequence[int], data: Iterable[bytes]) -> None:
        """Add vectors, or put them in the place of older ones."""
        fresh = np.frombuffer(b"".join(data), np.float16).reshape(len(ids), -1)
        kept = ~np.isin(self.ids, ids)
        old = self.vectors[kept] if len(self.ids) else fresh[:0]
        all_ids = np.concatenate([self.ids[kept], np.array(ids, np.int64)])
        order = np.argsort(all_ids, kind="stable")
        self.ids = all_ids[order]
        self.vectors = np.concatenate([old, fresh])[order]

    def align(self, shelf: Shelf) -> None:
        """Find the row of each vector, and drop those of documents that are gone."""
        known = np.isin(self.ids, shelf.ids)
        if not known.all():
            self.ids, self.vectors = self.ids[known], self.vectors[known]
        self.shelf_revision = shelf.revision
        self.rows = shelf.rows_of(self.ids)
        self.mean_of = shelf.columns["language"][self.rows]
        self._center(len(shelf.codes["language"].texts))

    def _center(self, languages: int) -> None:
        """Work out the mean of each language and how long each vector is without it."""
        dim = self.vectors.shape[1] if len(self.ids) else 0
        sums = np.zeros((languages, dim), np.float32)
        for start in range(0, len(self.ids), BLOCK):
            block = self.vectors[start : start + BLOCK].astype(np.float32)
            np.add.at(sums, self.mean_of[start : start + BLOCK], block)
        sizes = np.bincount(self.mean_of, minlength=languages).astype(np.float32)[:, None]
        overall = sums.sum(0) / max(len(self.ids), 1)
        # A language with few texts leans on the mean of all.
        self.means = ((sums + FEW * overall) / (sizes + FEW)).astype(np.float32)
        self.lengths = np.empty(len(self.ids), np.float32)
        for start in range(0, len(self.ids), BLOCK):
            block = self.vectors[start : start + BLOCK].astype(np.float32)
            block -= self.means[self.mean_of[start : start + BLOCK]]
            self.lengths[start : start + BLOCK] = np.linalg.norm(block, axis=1)

    def nearness(self, question: Numbers) -> Numbers:
        """Return how near each vector is to a question, from -1 to 1, without the means."""
        if not len(self.ids):
            return np.empty(0, np.float32)
        wanted = question - (self.neutral if len(self.neutral) else self.means.mean(0))
        return self._nearness(wanted)

    def nearness_to(self, pk: int) -> Numbers:
        """Return how near each vector is to that of a document; empty if it has none."""
        at = int(np.searchsorted(self.ids, pk)) if len(self.ids) else 0
        if at >= len(self.ids) or self.ids[at] != pk:
            return np.empty(0, np.float32)
        return self._nearness(self.vectors[at].astype(np.float32) - self.means[self.mean_of[at]])

    def _nearness(self, wanted: Numbers) -> Numbers:
        wanted = wanted / max(float(np.linalg.norm(wanted)), 1e-9)
        near = np.empty(len(self.ids), np.float32)
        for start in range(0, len(self.ids), BLOCK):
            block = self.vectors[start : start + BLOCK].astype(np.float32)
            near[start : start + BLOCK] = block @ wanted
        near -= (self.means @ wanted)[self.mean_of]
        centred: Numbers = (near / np.maximum(self.lengths, 1e-6)).astype(np.float32)
        return centred


FEW = 20
"""As many texts as the mean of all counts for in the mean of a language."""

_KEPT = [Shelf()]
_LOCK = threading.Lock()


def shelf(*, meanings_of: str = "") -> Shelf:
    """Return the shelf of this process, up to date; with vectors if an encoder is named."""
    with _LOCK:
        found = _KEPT[0]
        index = Index.objects.filter(pk=1).first()
        if index and (index.epoch, index.revision) != (found.epoch, found.revision):
            found = found.refreshed(index)
        if meanings_of:
            found.meanings = found.meanings.refreshed(found, meanings_of)
        _KEPT[0] = found
    return found
