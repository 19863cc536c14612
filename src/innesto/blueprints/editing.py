"""Single numbers in the text of a blueprint: where they stand, and the text with others in them.

A number is named by where it stands: the key of a rule for the number that the rule asks for,
or a path such as ``calendar/free_days``. All else of the text stays as it was written.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from innesto.blueprints.positions import Path, Read, read

COMPARED = ("is", "at_least", "at_most")
LOOSE = ("free_days", "at_once")
"""Numbers of the calendar that a programme may change."""

type Span = tuple[int, int]


class NoSuchNumber(Exception):
    """The text has no plain number of this name."""


def numbers_in(text: str) -> Mapping[str, int]:
    """Return the plain numbers that may be changed, by name, in written order."""
    return {name: int(text[begin:end]) for name, (begin, end) in _places(text)}


def with_numbers(text: str, numbers: Mapping[str, int]) -> str:
    """Return the text with other numbers in it. Raises ``NoSuchNumber``."""
    places = dict(_places(text)) if numbers else {}
    missing = numbers.keys() - places.keys()
    if missing:
        raise NoSuchNumber(*sorted(missing))
    for name in sorted(numbers, key=lambda name: places[name], reverse=True):
        begin, end = places[name]
        text = f"{text[:begin]}{numbers[name]}{text[end:]}"
    return text


def _places(text: str) -> Iterator[tuple[str, Span]]:
    found = read(text)
    if not isinstance(found.value, dict):
        return
    lines = [0, *(place.end() for place in re.finditer(r"\n", text))]
    for number, rule in enumerate(_list(found.value.get("rules"))):
        key = rule.get("key") if isinstance(rule, dict) else None
        for name in COMPARED:
            span = _span(text, lines, found, ("rules", number, name))
            if isinstance(key, str) and span:
                yield key, span
                break
    for name in LOOSE:
        if span := _span(text, lines, found, ("calendar", name)):
            yield f"calendar/{name}", span


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _span(text: str, lines: list[int], found: Read, path: Path) -> Span | None:
    """Find the digits after the name of a field."""
    where = found.positions.get(path)
    if where is None:
        return None
    start = lines[where.line - 1] + where.column - 1
    number = re.compile(r"[\w\"']+:[ ]+(\d+)(?=[ \t]*(?:[,}#\n]|$))").match(text, start)
    return number.span(1) if number else None
