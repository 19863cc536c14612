"""The same bytes for the same statements: what a Data Integrity proof signs.

The vocabularies («contexts») are shipped with us, so that nobody can change what a credential
means by changing what an address answers. One that we do not ship is refused: what a term means
is part of what was signed.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyld

from innesto.badges.checks import Failing
from innesto.badges.strict_json import listed

CONTEXTS = Path(__file__).parent / "contexts"
SHIPPED = {
    "https://www.w3.org/2018/credentials/v1": "credentials-v1",
    "https://www.w3.org/ns/credentials/v2": "credentials-v2",
    "https://w3id.org/security/data-integrity/v1": "data-integrity-v1",
    "https://w3id.org/security/data-integrity/v2": "data-integrity-v2",
    "https://w3id.org/security/suites/ed25519-2020/v1": "ed25519-2020",
    "https://w3id.org/vc/status-list/2021/v1": "status-list-2021",
    "https://www.w3.org/ns/credentials/status/v1": "bitstring-status-list",
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json": "open-badges-3.0",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json": "open-badges-3.0.1",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json": "open-badges-3.0.2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json": "open-badges-3.0.3",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json": "open-badges-extensions",
}
PLAIN = {"@context", "@value", "@language", "@direction"}
WHOLE = re.compile(r"(?!_)[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
MOST_STATEMENTS = 5_000
MOST_ALIKE = 7
"""So many things without a name may look alike: to order more takes the time of their factorial."""


def canonical_statements(document: Mapping[str, Any]) -> bytes:
    """Return the statements of a JSON-LD document in their one order (RDFC-1.0).

    Raises ``Failing`` where something would not be signed, where a vocabulary is unknown, where
    the same statement is spelled in a way that readers of plain JSON overlook, and where ordering
    would take too long.
    """
    _spelled_plainly(document)
    left_out: list[str] = []
    reader = pyld.jsonld.JsonLdProcessor(
        on_property_dropped=lambda name: left_out.append(str(name))
    )
    options = {"documentLoader": _shipped, "base": ""}
    try:
        expanded = reader.expand(dict(document), dict(options))
        if left_out:
            raise Failing("unsigned_words", words=", ".join(left_out[:5]))
        _named_wholly(expanded)
        statements = pyld.jsonld.to_rdf(expanded, dict(options))
        _bounded(statements)
        canonical: str = pyld.jsonld.normalize(
            expanded,
            {**options, "algorithm": "URDNA2015", "format": "application/n-quads"},
        )
    except pyld.jsonld.JsonLdError as error:
        raise _trouble(error) from error
    except (RecursionError, TypeError, ValueError, AttributeError) as error:
        raise Failing("malformed", detail="JSON-LD") from error
    return canonical.encode()


def canonical_json(value: Any) -> bytes:
    """Return JSON in its one spelling (RFC 8785), as pyld's companion writes it."""
    return pyld.jsonld.canonicalize(value)  # type: ignore[no-any-return]


def _trouble(error: "pyld.jsonld.JsonLdError") -> Failing:
    cause: BaseException | None = error
    while cause:
        if isinstance(cause, Failing):
            return cause
        cause = getattr(cause, "cause", None) or cause.__cause__
    return Failing("malformed", detail=f"JSON-LD: {error.code or error}")


def _shipped(address: str, _options: object) -> dict[str, Any]:
    name = SHIPPED.get(address)
    if name is None:
        raise Failing("unknown_context", address=address)
    return {"contextUrl": None, "documentUrl": address, "document": _context(name)}


@cache
def _context(name: str) -> Any:
    return json.loads((CONTEXTS / f"{name}.json").read_text("utf-8"))


def _spelled_plainly(value: Any) -> None:
    """Refuse other spellings of a term: who hides an end under one keeps the signature.

    Raises ``Failing``.
    """
    if isinstance(value, list):
        for one in value:
            _spelled_plainly(one)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if ":" in name or (name.startswith("@") and name not in PLAIN):
                raise Failing("odd_spelling", words=name)
            if name != "@context":
                _spelled_plainly(inner)
            elif any(not isinstance(one, str) for one in listed(inner)):
                raise Failing("odd_spelling", words=name)


def _named_wholly(value: Any) -> None:
    """Refuse names that are no whole address: what is said of them is not signed."""
    if isinstance(value, list):
        for one in value:
            _named_wholly(one)
    elif isinstance(value, dict):
        for name in (*listed(value.get("@id")), *listed(value.get("@type"))):
            if not WHOLE.fullmatch(str(name)):
                raise Failing("unsigned_words", words=name)
        if not LANGUAGE.fullmatch(value.get("@language", "it")):
            raise Failing("unsigned_words", words=value["@language"])
        for inner in value.values():
            _named_wholly(inner)


def _bounded(dataset: Mapping[str, list[Any]]) -> None:
    """Refuse what would take too long to order. Raises ``Failing``."""
    said: dict[str, list[str]] = {}
    statements = [one for graph in dataset.values() for one in graph]
    if len(statements) > MOST_STATEMENTS:
        raise Failing("too_tangled")
    for one in statements:
        ends = [one["subject"], one["object"]]
        names = [end["value"] if end["type"] != "blank node" else "_" for end in ends]
        for place, end in enumerate(ends):
            if end["type"] == "blank node":
                words = f"{place} {names[0]} {one['predicate']['value']} {names[1]}"
                said.setdefault(end["value"], []).append(words)
    alike = Counter("\n".join(sorted(words)) for words in said.values())
    if max(alike.values(), default=0) > MOST_ALIKE:
        raise Failing("too_tangled")
