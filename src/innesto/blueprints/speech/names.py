"""When do two names of bodies look like one? Only a hint: a person decides."""

import re
import unicodedata

from rapidfuzz import fuzz

SIMILAR = 92  # of 100: «Settimo Torinese» and «Settimo Torinesse»
CONNECTIVES = frozenset(
    """
    and e et y i und u och ja of de del dei degli delle di da do du des der dem zum zur für för
    for per pour para van von
    """.split()  # noqa: SIM905 – a list that a person can read
)
KINDS_OF_BODIES = frozenset(
    """
    city town municipality comune citta stadt gemeinde ville mairie ayuntamiento stad kommun
    gmina miasto grad obcina srl spa gmbh mbh ab sa ltd ev of di de del della the la il
    """.split()  # noqa: SIM905 – a list that a person can read
)


def essence(name: str) -> str:
    """Return a name without accents, case, word order and words for kinds of bodies."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    words = re.findall(r"[^\W_]+", bare)
    return " ".join(sorted(w for w in words if w not in KINDS_OF_BODIES)) or " ".join(words)


def same_essence(one: str, other: str) -> bool:
    """Say whether two essences differ by no more than a slip; numbers must be equal."""
    return bool(one) and _numbers(one) == _numbers(other) and fuzz.ratio(one, other) >= SIMILAR


def continues(name: str, following: str) -> bool:
    """Say whether two names in a row read like one that was cut in two.

    A name seldom begins or ends with «of the» or «der»; a part of one often does.
    """
    words, rest = name.casefold().split(), following.casefold().split()
    begins = len(rest) > 1 and rest[0] in CONNECTIVES
    return begins or (len(words) > 1 and words[-1] in CONNECTIVES)


def _numbers(text: str) -> list[str]:
    return re.findall(r"\d+", text)
