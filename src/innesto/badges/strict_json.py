"""JSON from strangers: bounded, without names given twice, without numbers that are none.

A name that stands twice is read differently by different programs: one would verify what another
does not show.
"""

import json
from typing import Any

DEEPEST = 60
"""So many objects and lists within each other."""


class NotJson(Exception):
    """The text is no JSON that everybody reads alike; ``detail`` is for people who know JSON."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


def read_json(text: str | bytes) -> Any:
    """Return what a text holds. Raises ``NotJson``."""
    try:
        found = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()  # lone halves of letters fail here
    except RecursionError as error:
        raise NotJson("too deep") from error
    except ValueError as error:
        raise NotJson(str(error)) from error
    if _depth(found) > DEEPEST:
        raise NotJson("too deep")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice in one object")
    return found


def _no_number(constant: str) -> float:
    raise ValueError(f"{constant} is no number")


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0


def listed(value: Any) -> list[Any]:
    """Return a value that may stand alone or in a list, as a list; nothing is an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def words_in(value: Any) -> str:
    """Return a text, or the first of a value that carries its languages; else nothing."""
    if isinstance(value, dict):
        value = value.get("@value") or next(iter(value.values()), "")
    if isinstance(value, list):
        return words_in(value[0]) if value else ""
    return value if isinstance(value, str) else ""


def id_of(value: Any) -> str:
    """Return the address of a thing that is given whole or by its address alone."""
    if isinstance(value, dict):
        value = value.get("id") or value.get("@id")
    return value if isinstance(value, str) else ""
