"""How names of places are written, and when two spellings mean the same.

No room fits: the loader, the queries and the script that makes the data files all need it, and
it touches neither the database nor the web. Pure functions on text.
"""

import re
from itertools import product

from innesto.toolkit.letters import plain_letters

# Letters that Unicode does not take apart into a letter and a mark.
_SIGNS = re.compile(r"[\W_]+")
_TITLES = re.compile(
    r"^(?:comune|citta|citta metropolitana|municipio|municipality|city|town|stadt|gemeinde|ville"
    r"|commune|ayuntamiento|municipio|concelho|gmina|miasto|gemeente|obec|mesto|grad|opcina)"
    r" (?:di|de|d|da|of|von|van|do|della|dell|del) (?=\w)"
)
# How «S.» and «SS.» may be meant.
_UMLAUT = re.compile(r"([aou])e")
_ABBREVIATED = {"s": ("san", "santa", "sant", "santo"), "ss": ("santi", "santissima")}


def search_key(text: str) -> str:
    """Return the text in small plain letters: «Forlì», «Forli'» and «FORLI» become «forli»."""
    return _SIGNS.sub(" ", plain_letters(text)).strip()


def without_title(key: str) -> str:
    """Return the key without «comune di», «città di», «stadt», … in front."""
    return _TITLES.sub("", key)


def readings_of(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the keys a text may mean, in steps from the likely to the far-fetched.

    As written; without its title; with «S.» spelled out, or «ae», «oe», «ue» read as umlauts.
    Keys of one step are equally likely.
    """
    key = search_key(text)
    bare = without_title(key)
    words = bare.split()
    spelled = {_UMLAUT.sub(r"\1", bare)}
    if 0 < sum(word in _ABBREVIATED for word in words) < 3:
        ways = product(*(_ABBREVIATED.get(word, (word,)) for word in words))
        spelled |= {" ".join(way) for way in ways}
    steps = ((key,), (bare,) if bare != key else (), tuple(sorted(spelled - {key, bare})))
    return tuple(step for step in steps if any(step))


def parts_of(text: str) -> tuple[str, ...]:
    """Return the names in «München/Monaco di Baviera» or «Bolzano - Bozen»; else nothing."""
    parts = tuple(part.strip() for part in re.split(r"/| [-–—] ", text) if part.strip())
    return parts if len(parts) > 1 else ()


_QUALIFIED = re.compile(
    r"^(?P<name>.+?)[\s,]*(?:\(\s*(?P<a>[A-Za-z]{2})\s*\)|[,–—-]\s*(?P<b>[A-Z]{2}))\s*$"
)


def split_qualifier(text: str) -> tuple[str, str]:
    """Return the name and the two letters behind it: «Torino (TO)» → «Torino», «TO».

    The letters are a province or a country: who looks the name up finds out which.
    """
    found = _QUALIFIED.match(text.strip())
    if found is None:
        return text.strip(), ""
    return found["name"].strip(), (found["a"] or found["b"]).upper()


def as_official_code(text: str) -> str:
    """Return an ISTAT code with its six digits, from 1272, «001272» or «1272.0»; else nothing."""
    digits = text.strip().removesuffix(".0")
    return digits.zfill(6) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else ""


def as_cadastral_code(text: str) -> str:
    """Return a cadastral code like «L219»; else nothing."""
    code = text.strip().upper()
    return code if re.fullmatch(r"[A-Z]\d{3}", code) else ""
