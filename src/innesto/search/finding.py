"""Finds: words, meaning and names each rank on their own, and the ranks are fused.

No room fits: it is the heart of the search and asks the database only through its neighbours.
Loaded by the first search (``queries.find_documents``), because numpy costs memory that pages
without a search need not pay.
"""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import numpy as np

from innesto.search.asking import Asked, Question, read_question
from innesto.search.columns import Rows
from innesto.search.meaning import Numbers, embedder, question_vector
from innesto.search.models import Term, Words
from innesto.search.postings import count_documents, read_postings
from innesto.search.queries import FILTERS
from innesto.search.ranking import (
    NEVER_COMMON,
    TOO_COMMON,
    ByWords,
    best_of,
    rank_words,
    standings_of,
)
from innesto.search.shelf import Shelf, shelf
from innesto.search.vectors import of_length_one

type Narrowed = Mapping[str, Sequence[str]]
"""Filters: facet → the values that are wanted, any of them."""

MOST_RANKED = 400
"""Documents that words rank; the others that have all words follow, the newest first."""

NEAREST = 100
"""Documents that are found by their meaning alone."""

NEAR_ENOUGH = 0.15
"""Nearness below which nothing is found by its meaning alone."""

MOST_SAYING = 12
"""Words of a document, the rarest, by which others like it are found without an encoder."""

# Proven by the relevance bench, question by question left out: docs/build/search.md.
WEIGHTS = {"meaning": 1.0, "words": 0.2, "names": 0.05}
"""How much counts: nearness (-1 to 1), the share of the question that is there, title and names."""

FIRST_FOUND, THEIR_WEIGHT = 5, 0.8
"""Documents found first that say what is meant in their own words, and how much they add to it."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One document in the order of finding: what found it, and how well."""

    pk: int
    score: float
    found_by: tuple[str, ...]
    """Of «words», «meaning», «names»; empty for what merely has all the words."""
    is_like: bool = False
    """Of a city like the one that was to come first."""


@dataclass(frozen=True, slots=True)
class Finding:
    """All that was found, best first, with counts for the filters and how the words were read.

    ``labels`` say what themes are called, by language. ``has_all`` marks those that have all
    words, ``since`` says since which revision each is there, ``revision`` and ``epoch`` are those
    of the index that was asked.
    """

    ids: Any
    facets: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, str]]
    asked: Sequence[Asked] = ()
    scores: Mapping[int, float] = field(default_factory=dict)
    found_by: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    alike: Collection[int] = frozenset()
    has_all: Any = ()
    since: Any = ()
    revision: int = -1
    epoch: UUID | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, stop: int) -> list[Ranked]:
        """Return a page of it."""
        return [
            Ranked(pk, self.scores.get(pk, 0.0), self.found_by.get(pk, ()), pk in self.alike)
            for pk in self.ids[start:stop].tolist()
        ]

    def newer(self, revision: int, *, best: int) -> list[int]:
        """Return what came in later and has all words, or is among the best so many."""
        is_good = self.has_all | (np.arange(len(self.ids)) < best)
        newer: list[int] = self.ids[is_good & (self.since > revision)].tolist()
        return newer


def find(
    text: str,
    *,
    language: str,
    readerships: Collection[int],
    narrowed: Narrowed | None = None,
    like: str = "",
    weights: Mapping[str, float] = WEIGHTS,
) -> Finding:
    """Return what these readers may find; an empty question finds all, newest first.

    ``narrowed`` are filters, facet → values; ``like`` is a size class whose cities come first.
    """
    encoder = embedder() if weights.get("meaning") else None
    kept = shelf(meanings_of=encoder.name if encoder and text else "")
    question = read_question(text, language) if text else Question()
    allowed = kept.allowed(readerships)
    fits = allowed & kept.fitting(narrowed) if narrowed else allowed
    if not text:
        order, alike = _alike_first(kept, np.flatnonzero(fits)[::-1], like)
        facets = _facets(kept, allowed, narrowed or {})
        return Finding(
            kept.ids[order],
            facets,
            kept.theme_labels,
            alike=alike,
            has_all=np.ones(len(order), bool),
            since=kept.since[order],
            revision=kept.revision,
            epoch=kept.epoch,
        )
    by_words = rank_words(kept, question)
    means_something = encoder is not None and any(map(str.isalnum, text))
    best, scores, sources = _fused(kept, by_words, fits, text if means_something else "", weights)
    found = by_words.all_of_them.copy()
    found[best] = True
    rest = found & fits
    rest[best] = False
    order = np.concatenate([np.array(best, np.intp), np.flatnonzero(rest)[::-1]])
    order, alike = _alike_first(kept, order, like)
    return Finding(
        kept.ids[order],
        _facets(kept, found & allowed, narrowed or {}),
        kept.theme_labels,
        question.words,
        dict(zip(kept.ids[[*scores]].tolist(), scores.values(), strict=True)),
        dict(zip(kept.ids[[*sources]].tolist(), sources.values(), strict=True)),
        alike,
        by_words.all_of_them[order],
        kept.since[order],
        kept.revision,
        kept.epoch,
    )


def _alike_first(kept: Shelf, order: Rows, like: str) -> tuple[Rows, set[int]]:
    """Put those of a size class first, both parts in their order."""
    if not like or like not in kept.codes["size"].numbers:
        return order, set()
    alike = kept.columns["size"][order] == kept.codes["size"].numbers[like]
    return np.concatenate([order[alike], order[~alike]]), set(kept.ids[order[alike]].tolist())


def _facets(kept: Shelf, found: Any, narrowed: Narrowed) -> dict[str, Mapping[str, int]]:
    """Count the values of each facet, as the other filters leave them."""
    fits = found & kept.fitting(narrowed) if narrowed else found
    rows = np.flatnonzero(fits)
    counted: dict[str, Mapping[str, int]] = {name: kept.counts(name, rows) for name in FILTERS}
    for name in narrowed:
        others = {key: values for key, values in narrowed.items() if key != name}
        rows = np.flatnonzero(found & kept.fitting(others))
        counted[name] = kept.counts(name, rows)
    return counted


def _fused(
    kept: Shelf, by_words: ByWords, fits: Any, text: str, weights: Mapping[str, float]
) -> tuple[list[int], dict[int, float], dict[int, tuple[str, ...]]]:
    """Return the rows found, best first, what each is worth, and what found it.

    Without ``text`` meaning is left out. With it the question is asked twice: the documents found
    first say what is meant better than a few words do, in other languages too.
    """
    ranked = {
        "words": best_of(by_words.worth * fits, MOST_RANKED if weights.get("words") else 0),
        "names": best_of(by_words.names * fits, MOST_RANKED if weights.get("names") else 0),
    }
    said = weights.get("words", 0) * by_words.worth + weights.get("names", 0) * by_words.names
    rows = np.union1d(ranked["words"], ranked["names"])
    near = np.zeros(len(rows), np.float32)
    vector = question_vector(text) if text else None
    if vector is not None and len(kept.meanings.ids):
        wanted = kept.meanings.meant(vector)
        rows, near, nearest = _by_meaning(kept, wanted, rows, fits)
        first = rows[best_of(weights["meaning"] * near + said[rows], FIRST_FOUND)]
        told = kept.meanings.meaning_of(first)
        if told is not None:
            wanted = of_length_one(wanted + THEIR_WEIGHT * told)
            rows, near, nearest = _by_meaning(kept, wanted, rows, fits)
        ranked["meaning"] = nearest
    worth = weights.get("meaning", 0) * near + said[rows]
    sources: dict[int, tuple[str, ...]] = {}
    for name, found in ranked.items():
        for row in found.tolist():
            sources[row] = (*sources.get(row, ()), name)
    order = np.lexsort((rows, -worth))
    scores = {
        row: score
        for row, score in zip(rows[order].tolist(), worth[order].tolist(), strict=True)
        if row in sources
    }
    return list(scores), scores, sources


def _by_meaning(kept: Shelf, wanted: Numbers, rows: Rows, fits: Any) -> tuple[Rows, Numbers, Rows]:
    """Return the rows and the nearest ones, how near each is, and the ones that are near enough."""
    nearest = kept.meanings.nearest(wanted, fits, NEAREST)
    rows = np.union1d(rows, nearest)
    near = kept.meanings.nearness(wanted, rows)
    return rows, near, nearest[near[np.searchsorted(rows, nearest)] >= NEAR_ENOUGH]


def theme_labels() -> Mapping[str, Mapping[str, str]]:
    """Return what themes of documents are called, by language."""
    return shelf().theme_labels


def find_like(pk: int, *, readerships: Collection[int], most: int) -> list[int]:
    """Return the documents most like one: by meaning, else by the words that say most."""
    encoder = embedder()
    kept = shelf(meanings_of=encoder.name if encoder else "")
    allowed = kept.allowed(readerships) & (kept.ids != pk)
    own = kept.meanings.meaning_of(np.flatnonzero(kept.ids == pk)) if encoder else None
    if own is not None:
        rows = kept.meanings.nearest(own, allowed, most)
        near = kept.meanings.nearness(own, rows)
        best: list[int] = kept.ids[rows[near >= NEAR_ENOUGH]].tolist()
        return best
    return _with_its_words(kept, pk, allowed, most)


def _with_its_words(kept: Shelf, pk: int, allowed: Any, most: int) -> list[int]:
    own = Words.objects.filter(pk=pk).values_list("title", "names", "body").first()
    tokens = {token for part in own or () for token in part.split()}
    terms = dict(Term.objects.filter(token__in=tokens).values_list("pk", "token"))
    shared = {number: n for number, n in count_documents(terms).items() if n > 1}
    rarest = sorted(shared, key=lambda number: (shared[number], terms[number]))[:MOST_SAYING]
    common = max(TOO_COMMON * len(kept), NEVER_COMMON)
    saying = {
        number: math.log(1 + len(kept) / shared[number])
        for number in rarest
        if shared[number] <= common
    }
    promise = np.zeros(len(kept), np.float32)
    for number, standings in standings_of(kept, read_postings(saying)).items():
        promise[standings.rows] += saying[number]
    best: list[int] = kept.ids[best_of(promise * allowed, most)].tolist()
    return best
