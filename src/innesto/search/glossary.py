"""Words of municipal life in fifteen languages, written by us.

No room fits: it is data, read once. It lets words alone find a case in another language, also where
no encoder is installed or knows the language. A line of ``data/glossary.tsv`` is one idea.
"""

import csv
from collections.abc import Mapping
from functools import cache

from innesto.search.analyzer import DATA, term_of


@cache
def ideas() -> Mapping[str, tuple[frozenset[str], ...]]:
    """Return for each language and stem («it:scuol») the stems of the same idea elsewhere."""
    found: dict[str, list[frozenset[str]]] = {}
    with (DATA / "glossary.tsv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            stems = {
                language: {
                    term.stem for word in words.split(",") if (term := term_of(word, language))
                }
                for language, words in row.items()
            }
            idea = frozenset(stem for some in stems.values() for stem in some)
            for language, some in stems.items():
                for stem in some:
                    found.setdefault(f"{language}:{stem}", []).append(idea)
    return {key: tuple(some) for key, some in found.items()}


def translated(stem: str, language: str) -> frozenset[str]:
    """Return the stems by which other languages say what a stem says in one."""
    return frozenset(
        other for idea in ideas().get(f"{language}:{stem}", ()) for other in idea if other != stem
    )
