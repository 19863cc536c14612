"""Turns text into the terms by which it is found: the same ones for both databases.

No room fits: it is pure text, used when a document is written, when a question is read and when
hits are marked. A word becomes its stem in the language of the text, without accents and in
Latin letters. A long word also becomes its *root*, its first letters as cognates share them:
«biblioteca», «bibliothèque», «Bibliothek» and «βιβλιοθήκη» have one. Roots stand in for a stemmer
where a language has none, and bridge languages that no encoder knows.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import Stemmer

from innesto.toolkit.letters import IN_LATIN

LONGEST_WORD = 40
ROOT_LENGTH = 5
SHORTEST_WITH_ROOT = 5
ROOT_MARK = "="
"""In front of a root, so that it is never taken for a word."""

DATA = Path(__file__).parent / "data"
_STOPWORDS: dict[str, str] = json.loads((DATA / "stopwords.json").read_text("utf-8"))
"""Words that say nothing of what a text is about, in the languages people ask in most."""

LANGUAGES_WITH_STOPWORDS = tuple(_STOPWORDS)

# Serbian in Latin letters is near enough to Croatian and Bosnian; Czech is not to Slovak.
STEMMERS = {
    "bs": "serbian",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hr": "serbian",
    "hu": "hungarian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "tr": "turkish",
}

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_COGNATE = [
    (re.compile(r"ph"), "f"),
    (re.compile(r"th"), "t"),
    (re.compile(r"[ckq]h?"), "k"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"[yj]"), "i"),
    (re.compile(r"w"), "v"),
    (re.compile(r"h"), ""),
    (re.compile(r"ae|oe"), "e"),
    (re.compile(r"(.)\1+"), r"\1"),
]


class Term(NamedTuple):
    """What one word becomes; ``root`` is empty for short words and for numbers."""

    word: str
    stem: str
    root: str


def words_of(text: str) -> Iterator[re.Match[str]]:
    """Yield each word where it stands; a word joins letters and digits, as Unicode has them."""
    return _WORD.finditer(text)


def composed(text: str) -> str:
    """Return the text with letters and their marks in one, as stemmers want them."""
    return unicodedata.normalize("NFC", text)


def plain(word: str) -> str:
    """Return the word in small Latin letters without accents."""
    small = word.casefold()
    if small.isascii():
        return small
    taken_apart = unicodedata.normalize("NFKD", small)
    return _MARKS.sub("", taken_apart).translate(IN_LATIN)


def root_of(plain_word: str) -> str:
    """Return the first letters as cognates share them, marked; empty for short words."""
    if len(plain_word) < SHORTEST_WITH_ROOT or not plain_word.isalpha():
        return ""
    for pattern, letters in _COGNATE:
        plain_word = pattern.sub(letters, plain_word)
    return ROOT_MARK + plain_word[:ROOT_LENGTH]


@cache
def stopwords(language: str) -> frozenset[str]:
    """Return the words of a language that say nothing of what a text is about."""
    return frozenset(plain(word) for word in _STOPWORDS.get(language, "").split())


@cache
def _stemmer(language: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(STEMMERS[language], 0) if language in STEMMERS else None


@lru_cache(maxsize=60_000)
def term_of(word: str, language: str) -> Term | None:
    """Return what a word becomes in a language; None for words that say nothing."""
    bare = plain(word)[:LONGEST_WORD]
    if not bare or bare in stopwords(language):
        return None
    stemmer = _stemmer(language)
    stem = bare if stemmer is None else plain(stemmer.stemWord(word.casefold()))[:LONGEST_WORD]
    return Term(word.casefold()[:LONGEST_WORD], stem or bare, root_of(bare))


def base_language(language: str) -> str:
    """Return «pt» for «pt-BR»."""
    return language.partition("-")[0].casefold()


def terms_of(text: str, language: str) -> list[Term]:
    """Return the terms of a text in their order, without words that say nothing."""
    code = base_language(language)
    found = (term_of(match[0], code) for match in words_of(composed(text)))
    return [term for term in found if term is not None]


def stems_and_roots(terms: Iterable[Term]) -> list[str]:
    """Return stems, and roots behind their stems, as they are written into the index."""
    return [token for term in terms for token in (term.stem, term.root) if token]
