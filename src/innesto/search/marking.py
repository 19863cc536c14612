"""Marks in a text what was found in it, and cuts out the part that shows most of it.

No room fits: it works on the original text for the few hits of a page, not on the index.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from innesto.search.analyzer import base_language, composed, term_of, words_of

SHOWN = 260
"""Letters of an excerpt."""

BEFORE = 60
"""Letters in front of the first mark."""


class Piece(NamedTuple):
    """A stretch of text, marked or not."""

    text: str
    is_mark: bool


def _marks(text: str, language: str, tokens: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where words stand that became one of the tokens, and which one."""
    code = base_language(language)
    for match in words_of(text):
        term = term_of(match[0], code)
        if term and (term.stem in tokens or term.root in tokens):
            yield match.start(), match.end(), term.stem


def marked(text: str, language: str, tokens: Collection[str]) -> list[Piece]:
    """Return the whole text in pieces."""
    text = composed(text)
    spots = [(start, end) for start, end, _ in _marks(text, language, tokens)]
    return list(_pieces(text, spots, 0, len(text)))


def excerpt(text: str, language: str, tokens: Collection[str]) -> list[Piece]:
    """Return the part of a text with the most different marks, at the borders of words."""
    text = " ".join(composed(text).split())
    spots = list(_marks(text, language, tokens))
    start = _best_start(spots)
    end = min(start + SHOWN, len(text))
    if start:
        start = text.find(" ", start) + 1
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + 1)
    inside = [(one, other) for one, other, _ in spots if start <= one and other <= end]
    pieces = list(_pieces(text, inside, start, end))
    before = [Piece("… ", False)] if start else []
    after = [Piece(" …", False)] if end < len(text) else []
    return [*before, *pieces, *after]


def _best_start(spots: Sequence[tuple[int, int, str]]) -> int:
    best, start = 0, 0
    for at, (first, _end, _term) in enumerate(spots):
        seen = {term for begin, _, term in spots[at:] if begin < first + SHOWN - BEFORE}
        if len(seen) > best:
            best, start = len(seen), first
    return max(start - BEFORE, 0) if start + BEFORE > SHOWN else 0


def _pieces(text: str, spots: Sequence[tuple[int, int]], start: int, end: int) -> Iterator[Piece]:
    at = start
    for first, last in spots:
        if first > at:
            yield Piece(text[at:first], False)
        yield Piece(text[first:last], True)
        at = last
    if at < end:
        yield Piece(text[at:end], False)
