"""Ranks all documents by the words of a question, at once: BM25F over columns of numbers.

No room fits: it is arithmetic over postings and the shelf. Every document that has a word is
counted, none is read; so rare words need no help to choose, and both databases rank alike.
"""

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from innesto.search.analyzer import ROOT_MARK
from innesto.search.asking import Asked
from innesto.search.columns import Columns, Rows
from innesto.search.meaning import Numbers
from innesto.search.postings import BLOCK, IN_NAMES, IN_TITLE, MOST_OFTEN, PLACE, read_postings

TOO_COMMON = 0.12
"""Part of all documents above which a word only counts, and does not choose, if others can."""

NEVER_COMMON = 500
"""Documents that a word may always choose from."""

MOST_CHOOSING = 8
"""Words of a question that choose: the rarest. The others only count."""

# BM25F: how soon repetition stops to count, how much length, and where a word stands.
SATURATION = 1.2
LENGTH = 0.8
TITLE, NAMES = 2.5, 1.2
ALL_BUT = 0.6
"""Part of a question that title and names must hold to be found by name."""


@dataclass(frozen=True, slots=True)
class Standings:
    """The documents that have a term, by their rows, and how often it stands where."""

    rows: Rows
    in_body: Any
    in_title: Any
    in_names: Any


@dataclass(frozen=True, slots=True)
class ByWords:
    """What words find: the rows that have all of those that choose, and what each is worth.

    ``worth`` is the share of the question that a document has; repetition lifts it above one.
    """

    all_of_them: Any
    worth: Numbers
    names: Numbers


def standings_of(kept: Columns, terms: Collection[int]) -> dict[int, Standings]:
    """Return where some terms stand; documents that the shelf does not know are left out."""
    found = {}
    for term, blocks in read_postings(terms).items():
        sizes = [len(data) // 4 for _block, data in blocks]
        packed = np.frombuffer(b"".join(data for _block, data in blocks), "<u4")
        starts = np.repeat([block * BLOCK for block, _data in blocks], sizes)
        rows, known = kept.rows_of(starts + (packed >> PLACE))
        standing = packed if known is None else packed[known]
        found[term] = Standings(
            rows,
            (standing & MOST_OFTEN).astype(np.float32),
            ((standing >> IN_TITLE) & 15).astype(np.float32),
            (standing >> IN_NAMES) & 1,
        )
    return found


def weight_of(term: str, word: Asked, among: int) -> float:
    """Return how much a term says: the rarer, the more."""
    documents = word.documents[term]
    rarity = math.log(1 + (max(among - documents, 0) + 0.5) / (documents + 0.5))
    return word.terms[term] * max(rarity, 0.01)


def rank_words(kept: Columns, asked: Sequence[Asked]) -> ByWords:
    """Return what the words of a question are worth in each document."""
    known = [word for word in asked if word.known]
    numbers = {word.numbers[term] for word in known for term in word.known}
    standings = standings_of(kept, numbers) if known else {}
    choosing = _choosing(known, len(kept))
    has_all = np.full(len(kept), bool(choosing))
    may_be = np.zeros(len(kept), bool)
    worth, named = np.zeros(len(kept), np.float32), np.zeros(len(kept), np.float32)
    heading = np.zeros(len(kept), np.float32)
    seen: set[int] = set()
    for word in known:
        best = np.zeros(len(kept), np.float32)
        best_named = np.zeros(len(kept), np.float32)
        has = np.zeros(len(kept), bool)
        for term in word.known:
            weight = weight_of(term, word, len(kept))
            found = standings.get(word.numbers[term])
            if found is None:
                continue
            rows = found.rows
            _raise(best, rows, weight * _share(kept, found))
            is_named = (found.in_title > 0) | (found.in_names > 0)
            _raise(best_named, rows[is_named], weight)
            if word.numbers[term] not in seen:
                seen.add(word.numbers[term])
                heading[rows] += found.in_title
            if word in choosing:
                may_be[rows] = True
                has[rows] |= not term.startswith(ROOT_MARK)
        worth += best
        named += best_named
        if word in choosing:
            has_all &= has
    worth[~may_be] = 0
    whole = _all_that_is_asked(asked, known, len(kept))
    names = np.where(
        named >= ALL_BUT * whole, named / whole + heading / np.maximum(kept.title_terms, 1), 0
    )
    return ByWords(has_all, worth / np.float32(whole), names.astype(np.float32))


def _choosing(known: Sequence[Asked], among: int) -> list[Asked]:
    rarest = sorted(known, key=lambda word: word.spread)
    common = max(TOO_COMMON * among, NEVER_COMMON)
    return [word for word in rarest if word.spread <= common][:MOST_CHOOSING] or rarest[:2]


def _share(kept: Columns, found: Standings) -> Numbers:
    """Return how much of its weight a term has in each document: more often, shorter, on top."""
    often = found.in_body + TITLE * found.in_title
    often += NAMES * ((found.in_title > 0) | (found.in_names > 0))
    long = SATURATION * (1 - LENGTH + LENGTH * kept.length[found.rows])
    share: Numbers = often * np.float32(SATURATION + 1) / (often + long)
    return share


def _raise(best: Numbers, rows: Rows, values: Any) -> None:
    best[rows] = np.maximum(best[rows], values)


def _all_that_is_asked(asked: Sequence[Asked], known: Sequence[Asked], among: int) -> float:
    """Return how much all words of the question say; those that nobody wrote say most."""
    said = sum(max(weight_of(term, word, among) for term in word.known) for word in known)
    return max(said + (len(asked) - len(known)) * math.log(1 + 2 * among), 1e-9)


def best_of(values: Numbers, most: int) -> Rows:
    """Return the rows of the greatest values above zero, best first; of equals the first."""
    rows = np.flatnonzero(values > 0) if most else np.empty(0, np.intp)
    if len(rows) > most:
        lowest = np.partition(values[rows], len(rows) - most)[len(rows) - most]
        rows = rows[values[rows] >= lowest]
    ordered: Rows = rows[np.argsort(-values[rows], kind="stable")][:most]
    return ordered
