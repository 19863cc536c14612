"""What is counted, in columns for numpy: kind, country, theme, rights, lengths of all documents.

No room fits: it is a copy of the tables in the memory of a process, brought up to date by asking
for what is newer than the last revision seen. 100,000 documents take some 4 MB. The copy says what
is found and counted; what is shown is asked of the database again (``queries.py``).
"""

from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Self
from uuid import UUID

import numpy as np

from innesto.search.meaning import Numbers
from innesto.search.models import Document, Index
from innesto.search.queries import FILTERS

type Rows = np.ndarray[Any, np.dtype[np.intp]]

ONE_VALUE = ("kind", "country", "size", "language", "year")
COLUMNS = ("pk", "readership", *ONE_VALUE, "since", "title_terms", "body_terms", "themes")

NOWHERE = -1


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


class Columns:
    """Columns of all documents in the order of their numbers."""

    def __init__(self) -> None:
        self.epoch: UUID | None = None
        self.revision = -1
        self.removal = -1
        self.ids = np.empty(0, np.int64)
        self.row_at = np.array([NOWHERE], np.int32)
        self.readership = np.empty(0, np.int32)
        self.since = np.empty(0, np.int64)
        self.title_terms = np.empty(0, np.int32)
        self.body_terms = np.empty(0, np.int32)
        self.length: Numbers = np.empty(0, np.float32)
        self.columns = {name: np.empty(0, np.int32) for name in ONE_VALUE}
        self.codes = {name: Codes() for name in FILTERS}
        self.theme_ids = np.empty(0, np.int64)
        self.theme_codes = np.empty(0, np.int32)
        self.theme_rows: Rows = np.empty(0, np.intp)
        self.theme_labels: dict[str, Mapping[str, str]] = {}

    def __len__(self) -> int:
        return len(self.ids)

    def refreshed(self, index: Index) -> Self:
        """Return columns with what is newer; searches under way keep the one they have."""
        if index.epoch != self.epoch:
            fresh = type(self)()
            fresh.epoch = index.epoch
        else:
            fresh = copy(self)
        if index.removal > fresh.removal:
            staying = np.array(sorted(Document.objects.values_list("pk", flat=True)), np.int64)
            fresh.keep(np.isin(fresh.ids, staying))
        newer = Document.objects.filter(revision__gt=fresh.revision)
        if rows := list(newer.order_by("revision", "pk").values_list(*COLUMNS)):
            fresh.take(rows)
        fresh.revision, fresh.removal = index.revision, index.removal
        usual = float(fresh.body_terms.mean()) if len(fresh) else 1.0
        fresh.length = (fresh.body_terms / max(usual, 1.0)).astype(np.float32)
        return fresh

    def keep(self, kept: Any) -> None:
        """Drop all other rows."""
        self.ids, self.readership = self.ids[kept], self.readership[kept]
        self.since = self.since[kept]
        self.title_terms, self.body_terms = self.title_terms[kept], self.body_terms[kept]
        self.columns = {name: column[kept] for name, column in self.columns.items()}
        self._lay_rows()
        self._lay_themes(self.theme_ids, self.theme_codes)

    def take(self, rows: Sequence[tuple[Any, ...]]) -> None:
        """Add rows, or put them in the place of older ones."""
        fresh = np.array([row[0] for row in rows], np.int64)
        self.keep(~np.isin(self.ids, fresh))
        ids = np.concatenate([self.ids, fresh])
        order = np.argsort(ids, kind="stable")
        self.ids = ids[order]
        self._lay_rows()
        readerships = np.array([row[1] for row in rows], np.int32)
        self.readership = np.concatenate([self.readership, readerships])[order]
        since = np.array([row[-4] for row in rows], np.int64)
        self.since = np.concatenate([self.since, since])[order]
        title_terms = np.array([row[-3] for row in rows], np.int32)
        self.title_terms = np.concatenate([self.title_terms, title_terms])[order]
        body_terms = np.array([row[-2] for row in rows], np.int32)
        self.body_terms = np.concatenate([self.body_terms, body_terms])[order]
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

    def _lay_rows(self) -> None:
        """Keep in which row each number stands; the last place is for all greater numbers."""
        self.row_at = np.full(int(self.ids.max(initial=0)) + 2, NOWHERE, np.int32)
        self.row_at[self.ids] = np.arange(len(self.ids))

    def _lay_themes(self, ids: Any, codes: Any) -> None:
        """Keep the pairs of document and theme whose document is here."""
        here = np.isin(ids, self.ids)
        self.theme_ids, self.theme_codes = ids[here], codes[here]
        self.theme_rows, _known = self.rows_of(self.theme_ids)

    def rows_of(self, ids: Any) -> tuple[Rows, Any]:
        """Return the rows of documents, and which of them are here; None where all are."""
        rows = self.row_at.take(ids, mode="clip").astype(np.intp)
        known = rows != NOWHERE
        if known.all():
            return rows, None
        return rows[known], known

    def allowed(self, readerships: Collection[int]) -> Any:
        """Return for each row whether these readers may find it."""
        theirs = np.zeros(max([*readerships, int(self.readership.max(initial=0))]) + 1, bool)
        theirs[[*readerships]] = True
        return theirs[self.readership]

    def fitting(self, narrowed: Mapping[str, Sequence[str]]) -> Any:
        """Return for each row whether it has one of the values asked for, facet by facet."""
        fits = np.ones(len(self), bool)
        for name, values in narrowed.items():
            known = self.codes[name].numbers
            numbers = [known[value] for value in values if value in known]
            if name == "theme":
                has = np.zeros(len(self), bool)
                has[self.theme_rows[np.isin(self.theme_codes, numbers)]] = True
                fits &= has
            else:
                fits &= np.isin(self.columns[name], numbers)
        return fits

    def counts(self, name: str, rows: Rows) -> dict[str, int]:
        """Return how many of some rows have each value of a facet."""
        codes = self.codes[name]
        if name == "theme":
            among = np.zeros(len(self), bool)
            among[rows] = True
            numbers = self.theme_codes[among[self.theme_rows]]
        else:
            numbers = self.columns[name][rows]
        found = np.bincount(numbers, minlength=len(codes.texts)).tolist()
        return {text: n for text, n in zip(codes.texts, found, strict=True) if n and text}
