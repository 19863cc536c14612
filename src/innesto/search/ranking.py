"""Ranks all documents by the words of a question, at once: BM25F over columns of numbers.

No room fits: it is arithmetic over postings and the shelf. Every document that has a word is
counted, none is read; so rare words need no help to choose, and both databases rank alike.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from innesto.search.analyzer import ROOT_MARK
from innesto.search.asking import Asked, Question
from innesto.search.columns import Columns, Rows
from innesto.search.meaning import Numbers
from innesto.search.postings import (
    BLOCK,
    IN_NAMES,
    IN_TITLE,
    MOST_IN_TITLE,
    MOST_OFTEN,
    PLACE,
    SIZE,
    Posted,
)

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

HEAD = MOST_IN_TITLE | 1 << IN_NAMES - IN_TITLE
"""Bits that say how often a term stands in the title, and whether among the names."""


@dataclass(frozen=True, slots=True)
class Standings:
    """The documents that have a term, by their rows, and how often it stands in each.

    ``heads`` says which of them have it in the title or a name: few, so they are kept apart.
    """

    rows: Rows
    in_body: Any
    heads: Rows
    in_title: Any


@dataclass(frozen=True, slots=True)
class ByWords:
    """What words find: the rows that have all of those that choose, and what each is worth.

    ``worth`` is the share of the question that a document has; repetition lifts it above one.
    """

    all_of_them: Any
    worth: Numbers
    names: Numbers


def standings_of(kept: Columns, read: Sequence[Posted]) -> dict[int, Standings]:
    """Return where some terms stand; documents that the shelf does not know are left out."""
    if not read:
        return {}
    sizes = [len(data) // SIZE for _term, _block, data in read]
    packed = np.frombuffer(b"".join([data for _term, _block, data in read]), "<u4")
    starts = np.repeat([block * BLOCK for _term, block, _data in read], sizes)
    rows, known = kept.rows_of(starts + (packed >> PLACE))
    ends = np.cumsum([0, *sizes])
    if known is not None:
        packed, ends = packed[known], np.cumsum([0, *known])[ends]
    in_body = (packed & MOST_OFTEN).astype(np.float32)
    in_head = packed >> IN_TITLE & HEAD
    heads = np.flatnonzero(in_head)
    in_title = (in_head[heads] & MOST_IN_TITLE).astype(np.float32)
    numbers = np.array([term for term, _block, _data in read])
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    borders = pairwise(ends[[*firsts, len(read)]].tolist())
    found = {}
    for term, (start, end) in zip(numbers[firsts].tolist(), borders, strict=True):
        few = slice(*np.searchsorted(heads, [start, end]))
        found[term] = Standings(
            rows[start:end], in_body[start:end], heads[few] - start, in_title[few]
        )
    return found


def weight_of(term: str, word: Asked, among: int) -> float:
    """Return how much a term says: the rarer, the more."""
    documents = word.documents[term]
    rarity = math.log(1 + (max(among - documents, 0) + 0.5) / (documents + 0.5))
    return word.terms[term] * max(rarity, 0.01)


def rank_words(kept: Columns, question: Question) -> ByWords:
    """Return what the words of a question are worth in each document."""
    known = [word for word in question.words if word.known]
    standings = standings_of(kept, question.postings)
    choosing = _choosing(known, len(kept))
    has_all = np.full(len(kept), bool(choosing))
    may_be = np.zeros(len(kept), bool)
    worth, named = np.zeros(len(kept), np.float32), np.zeros(len(kept), np.float32)
    heading = np.zeros(len(kept), np.float32)
    long = SATURATION * (1 - LENGTH + LENGTH * kept.length)
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
            _raise(best, rows, weight * _share(found, long))
            heads = rows[found.heads]
            _raise(best_named, heads, weight)
            if word.numbers[term] not in seen:
                seen.add(word.numbers[term])
                heading[heads] += found.in_title
            if word in choosing:
                may_be[rows] = True
                has[rows] |= not term.startswith(ROOT_MARK)
        worth += best
        named += best_named
        if word in choosing:
            has_all &= has
    worth[~may_be] = 0
    whole = _all_that_is_asked(question.words, known, len(kept))
    by_name = np.flatnonzero(named >= ALL_BUT * whole)
    names = np.zeros(len(kept), np.float32)
    on_top = heading[by_name] / np.maximum(kept.title_terms[by_name], 1)
    names[by_name] = named[by_name] / whole + on_top
    return ByWords(has_all, worth / np.float32(whole), names)


def _choosing(known: Sequence[Asked], among: int) -> list[Asked]:
    rarest = sorted(known, key=lambda word: word.spread)
    common = max(TOO_COMMON * among, NEVER_COMMON)
    return [word for word in rarest if word.spread <= common][:MOST_CHOOSING] or rarest[:2]


def _share(found: Standings, long: Numbers) -> Numbers:
    """Return how much of its weight a term has in each document: more often, shorter, on top."""
    often = found.in_body.copy()
    often[found.heads] += TITLE * found.in_title + NAMES
    share: Numbers = often * np.float32(SATURATION + 1) / (often + long[found.rows])
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
