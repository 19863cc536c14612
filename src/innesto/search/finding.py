"""Finds: words, meaning and names each rank on their own, and the ranks are fused.

No room fits: it is the heart of the search and asks the database only through its neighbours.
Loaded by the first search (``queries.find_documents``), because numpy costs memory that pages
without a search need not pay.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from innesto.search.asking import Asked, read_question
from innesto.search.meaning import Numbers, embedder, question_vector
from innesto.search.models import Term, Words
from innesto.search.postings import in_title, postings
from innesto.search.queries import FILTERS
from innesto.search.shelf import Rows, Shelf, shelf

type Narrowed = Mapping[str, Sequence[str]]
"""Filters: facet → the values that are wanted, any of them."""

type Meant = dict[str, list[tuple[int, float]]]
"""Terms of a question: which of its words each could be, and how much that says."""

type Ranking = Sequence[int]
"""Rows, best first."""

CANDIDATES = 400
"""Documents whose words are counted; the best of those that could be."""

NEAREST = 100
"""Documents that are found by their meaning alone."""

NEAR_ENOUGH = 0.15
"""Nearness below which nothing is found by its meaning alone."""

TOO_COMMON = 0.12
"""Part of all documents above which a word only counts, and does not choose, if others can."""

NEVER_COMMON = 500
"""Documents that a word may always choose from."""

MOST_CHOOSING = 8
"""Words of a question that choose: the rarest. The others only count."""

MOST_SAYING = 12
"""Words of a document, the rarest, by which others like it are found without an encoder."""

# BM25F: how soon repetition stops to count, how much length, and where a word stands.
SATURATION = 1.2
LENGTH = 0.8
TITLE, NAMES = 2.5, 1.2
WORDS = ("title", "names", "body")

# Fusion by rank. Proven by the relevance bench: docs/build/search.md.
FLATNESS = 5
WEIGHTS = {"words": 1.0, "meaning": 1.5, "names": 0.3}
ALL_BUT = 0.6
"""Part of a question that title and names must hold to be found by name."""


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

    ``labels`` say what themes are called, by language.
    """

    ids: Any
    facets: Mapping[str, Mapping[str, int]]
    labels: Mapping[str, Mapping[str, str]]
    asked: Sequence[Asked] = ()
    scores: Mapping[int, float] = field(default_factory=dict)
    found_by: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    alike: Collection[int] = frozenset()

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, stop: int) -> list[Ranked]:
        """Return a page of it."""
        return [
            Ranked(pk, self.scores.get(pk, 0.0), self.found_by.get(pk, ()), pk in self.alike)
            for pk in self.ids[start:stop].tolist()
        ]


@dataclass(slots=True)
class _Search:
    """One search on its way."""

    kept: Shelf
    asked: Sequence[Asked]
    readerships: Collection[int]
    fits: Any

    def weight(self, term: str, word: Asked) -> float:
        """Return how much a term says: the rarer, the more."""
        documents = word.documents[term]
        rarity = math.log(1 + (len(self.kept) - documents + 0.5) / (documents + 0.5))
        return word.terms[term] * max(rarity, 0.01)


def find(
    text: str,
    *,
    language: str,
    readerships: Collection[int],
    narrowed: Narrowed | None = None,
    like: str = "",
    is_unfinished: bool = False,
    weights: Mapping[str, float] = WEIGHTS,
) -> Finding:
    """Return what these readers may find; an empty question finds all, newest first.

    ``narrowed`` are filters, facet → values; ``like`` is a size class whose cities come first.
    """
    encoder = embedder() if weights.get("meaning") else None
    kept = shelf(meanings_of=encoder.name if encoder and text else "")
    asked = read_question(text, language, is_unfinished=is_unfinished) if text else []
    allowed = np.isin(kept.readership, list(readerships))
    search = _Search(kept, asked, readerships, allowed & kept.fitting(narrowed or {}))
    if not text:
        return _everything(search, allowed, like, narrowed or {})
    all_of_them, by_words, by_names = _by_words(search)
    ranks = {"words": by_words, "names": by_names}
    if encoder:
        ranks["meaning"] = _by_meaning(search, text)
    best, scores, sources = _fused(ranks, weights)
    found = np.zeros(len(kept), bool)
    found[best] = True
    found[all_of_them] = True
    rest = found & search.fits
    rest[best] = False
    order = np.concatenate([np.array(best, np.intp), np.flatnonzero(rest)[::-1]])
    order, alike = _alike_first(kept, order, like)
    return Finding(
        kept.ids[order],
        _facets(kept, found & allowed, narrowed or {}),
        kept.theme_labels,
        asked,
        {int(kept.ids[row]): score for row, score in scores.items()},
        {int(kept.ids[row]): names for row, names in sources.items()},
        alike,
    )


def _everything(search: _Search, allowed: Any, like: str, narrowed: Narrowed) -> Finding:
    kept = search.kept
    order, alike = _alike_first(kept, np.flatnonzero(search.fits)[::-1], like)
    facets = _facets(kept, allowed, narrowed)
    return Finding(kept.ids[order], facets, kept.theme_labels, alike=alike)


def _alike_first(kept: Shelf, order: Rows, like: str) -> tuple[Rows, set[int]]:
    """Put those of a size class first, both parts in their order."""
    if not like or like not in kept.codes["size"].numbers:
        return order, set()
    alike = kept.columns["size"][order] == kept.codes["size"].numbers[like]
    return np.concatenate([order[alike], order[~alike]]), set(kept.ids[order[alike]].tolist())


def _facets(kept: Shelf, found: Any, narrowed: Narrowed) -> dict[str, Mapping[str, int]]:
    """Count the values of each facet, as the other filters leave them."""
    counted: dict[str, Mapping[str, int]] = {}
    for name in FILTERS:
        others = {key: values for key, values in narrowed.items() if key != name}
        counted[name] = kept.counts(name, found & kept.fitting(others))
    return counted


def _by_words(search: _Search) -> tuple[Rows, Ranking, Ranking]:
    """Return the rows with all the words that choose, and rows by words and by names."""
    known = [word for word in search.asked if word.known]
    if not known:
        return np.empty(0, np.intp), [], []
    kept = search.kept
    rarest = sorted(known, key=lambda word: word.spread)
    common = max(TOO_COMMON * len(kept), NEVER_COMMON)
    choosing = [word for word in rarest if word.spread <= common][:MOST_CHOOSING] or rarest[:2]
    promise = np.zeros(len(kept), np.float32)
    having = np.zeros(len(kept), np.int8)
    for word in choosing:
        exact = [term for term in word.known if not term.startswith("=")]
        rows = kept.rows_of(postings().having(exact, search.readerships))
        having[rows] += 1
        strength = max((search.weight(term, word) for term in exact), default=0.0)
        promise[rows] += strength
        roots = [term for term in word.known if term.startswith("=")]
        if roots and len(rows) < CANDIDATES:
            more = kept.rows_of(postings().having(roots, search.readerships))
            weak = search.weight(roots[0], word)
            lacking = np.setdiff1d(more, rows, assume_unique=True)
            promise[lacking] += weak
    all_of_them = np.flatnonzero(having == len(choosing))
    promise[~search.fits] = 0
    if len(all_of_them) > CANDIDATES:
        _promise_titles(search, choosing, promise)
    candidates = _top(promise, CANDIDATES)
    by_words, by_names = _counted(search, known, candidates)
    return all_of_them, by_words, by_names


def _promise_titles(search: _Search, choosing: Sequence[Asked], promise: Any) -> None:
    """Prefer, among many that have all the words, those that have them in the title."""
    for word in choosing:
        exact = [in_title(term) for term in word.known if not term.startswith("=")]
        rows = search.kept.rows_of(postings().having(exact, search.readerships))
        promise[rows] *= 1.5


def _top(values: Any, most: int) -> Rows:
    """Return the rows of the greatest values above zero; of equals the newest."""
    rows = np.flatnonzero(values > 0)
    if len(rows) > most:
        lowest = np.partition(values[rows], len(rows) - most)[len(rows) - most]
        above = rows[values[rows] > lowest]
        equal = rows[values[rows] == lowest]
        rows = np.concatenate([above, equal[::-1][: most - len(above)]])
    return rows


def _counted(search: _Search, known: Sequence[Asked], candidates: Rows) -> tuple[Ranking, Ranking]:
    """Rank candidates by the words they have (BM25F), and by how well title and names fit."""
    kept = search.kept
    row_of = {int(kept.ids[row]): int(row) for row in candidates}
    meant: Meant = {}
    for at, word in enumerate(known):
        for term in word.known:
            meant.setdefault(term, []).append((at, search.weight(term, word)))
    whole = _all_that_is_asked(search, known)
    texts = list(Words.objects.filter(pk__in=list(row_of)).values_list("pk", *WORDS))
    usual = sum(len(body) for _, _, _, body in texts) / max(len(texts), 1) or 1
    by_words: dict[int, float] = {}
    by_names: dict[int, float] = {}
    for pk, title, names, body in texts:
        heading = [token for token in title.split() if token in meant]
        named = {*heading, *(token for token in names.split() if token in meant)}
        times = defaultdict[str, float](float)
        for token in body.split():
            if token in meant:
                times[token] += 1
        for token in heading:
            times[token] += TITLE
        for token in named:
            times[token] += NAMES
        long = SATURATION * (1 - LENGTH + LENGTH * len(body) / usual)
        by_words[row_of[pk]] = _best_of_each(times, meant, long)
        in_names = _best_of_each(dict.fromkeys(named, math.inf), meant, 0.0)
        if in_names >= ALL_BUT * whole:
            by_names[row_of[pk]] = in_names / whole + len(heading) / len(title.split() or [""])
    return _in_order(by_words), _in_order(by_names)


def _best_of_each(times: Mapping[str, float], meant: Meant, long: float) -> float:
    """Add up, for each word of the question, the term of it that says most here."""
    best: dict[int, float] = {}
    for token, often in times.items():
        share = 1.0 if often == math.inf else often * (SATURATION + 1) / (often + long)
        for at, weight in meant[token]:
            best[at] = max(best.get(at, 0.0), weight * share)
    return sum(best.values())


def _all_that_is_asked(search: _Search, known: Sequence[Asked]) -> float:
    """Return how much all words of the question say; those that nobody wrote say most."""
    said = sum(max(search.weight(term, word) for term in word.known) for word in known)
    unknown = len(search.asked) - len(known)
    return said + unknown * math.log(1 + 2 * len(search.kept))


def _in_order(scores: Mapping[int, float]) -> list[int]:
    """Return rows, the best first; of equals the one that came first."""
    return sorted((row for row in scores if scores[row] > 0), key=lambda row: (-scores[row], row))


def _by_meaning(search: _Search, text: str) -> Ranking:
    """Return the rows nearest in meaning."""
    vector = question_vector(text)
    meanings = search.kept.meanings
    if vector is None or not len(meanings.ids):
        return []
    near = meanings.nearness(vector)
    near[~search.fits[meanings.rows]] = -1
    return [int(meanings.rows[at]) for at in _nearest(near, NEAREST)]


def _nearest(near: Numbers, most: int) -> list[int]:
    """Return where the greatest values stand that are near enough, the nearest first."""
    few = np.argpartition(-near, most)[:most] if len(near) > most else np.arange(len(near))
    ordered = few[np.lexsort((few, -near[few]))]
    return [int(at) for at in ordered if near[at] >= NEAR_ENOUGH]


def _fused(
    ranks: Mapping[str, Ranking], weights: Mapping[str, float]
) -> tuple[list[int], dict[int, float], dict[int, tuple[str, ...]]]:
    """Fuse rankings by rank: what two find is better than what one finds well."""
    scores: dict[int, float] = {}
    sources: dict[int, tuple[str, ...]] = {}
    for name, rows in ranks.items():
        if not weights.get(name):
            continue
        for rank, row in enumerate(rows):
            scores[row] = scores.get(row, 0.0) + weights[name] / (FLATNESS + rank)
            sources[row] = (*sources.get(row, ()), name)
    return _in_order(scores), scores, sources


def find_like(pk: int, *, readerships: Collection[int], most: int) -> list[int]:
    """Return the documents most like one: by meaning, else by the words that say most."""
    encoder = embedder()
    kept = shelf(meanings_of=encoder.name if encoder else "")
    near = kept.meanings.nearness_to(pk) if encoder else np.empty(0, np.float32)
    if not len(near):
        return _with_its_words(kept, pk, readerships, most)
    near[~np.isin(kept.readership[kept.meanings.rows], list(readerships))] = -1
    near[kept.meanings.ids == pk] = -1
    return [int(kept.meanings.ids[at]) for at in _nearest(near, most)]


def _with_its_words(kept: Shelf, pk: int, readerships: Collection[int], most: int) -> list[int]:
    own = Words.objects.filter(pk=pk).values_list("title", "names", "body").first()
    tokens = {token for part in own or () for token in part.split()}
    usual = Term.objects.filter(token__in=tokens, documents__gt=1).order_by("documents", "token")
    common = max(TOO_COMMON * len(kept), NEVER_COMMON)
    promise = np.zeros(len(kept), np.float32)
    for token, documents in usual.values_list("token", "documents")[:MOST_SAYING]:
        if documents <= common:
            rows = kept.rows_of(postings().having([token], readerships))
            promise[rows] += math.log(1 + len(kept) / documents)
    promise[kept.ids == pk] = 0
    rows = _top(promise, most)
    best: list[int] = kept.ids[rows[np.argsort(-promise[rows], kind="stable")]].tolist()
    return best
