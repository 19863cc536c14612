"""Plain values out of YAML text, each with the line and column it was written at.

Read from the parser's events, so that only plain scalars, lists and mappings come out: no
tags, no anchors, no aliases. No text can make the reader build objects or grow without end.
Words are words: «NO» is Norway and «on» is a field, as in YAML 1.2.
"""

import re
from decimal import Decimal
from typing import Any, NamedTuple

import yaml
from yaml import events

from innesto.blueprints.speech.catalogue import gettext_noop

MAX_CHARACTERS = 500_000
MAX_DEPTH = 40
MAX_FOUND = 80

type Path = tuple[str | int, ...]

PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C where there is libyaml
WHOLE = re.compile(r"[-+]?\d{1,18}")
FRACTION = re.compile(r"[-+]?\d{1,18}\.\d{1,9}")
TRUTH = {"true": True, "True": True, "false": False, "False": False}
NOTHING = {"", "~", "null", "Null", "NULL"}


class Position(NamedTuple):
    """Where something stands in the text, counted from one."""

    line: int
    column: int


class Oddity(NamedTuple):
    """Something in the text that is no plain value."""

    position: Position
    path: Path
    expected: str
    found: str


class Read(NamedTuple):
    """What the text says, where it says it, and what could not be read."""

    value: Any
    positions: dict[Path, Position]
    oddities: tuple[Oddity, ...]


START = Position(1, 1)


def read(text: str) -> Read:
    """Read YAML into plain values with positions. Never raises."""
    if len(text) > MAX_CHARACTERS:
        expected = gettext_noop("a text of at most 500000 characters")
        return Read(None, {}, (Oddity(START, (), expected, str(len(text))),))
    reader = _Reader()
    try:
        for event in yaml.parse(text, Loader=PARSER):
            reader.take(event)
    except _TooOdd as odd:
        return Read(None, {}, (odd.oddity,))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Position(mark.line + 1, mark.column + 1) if mark else START
        problem = str(getattr(error, "problem", None) or type(error).__name__)
        return Read(None, {}, (Oddity(where, (), gettext_noop("well-formed YAML"), problem),))
    return Read(reader.value, reader.positions, tuple(reader.oddities))


class _TooOdd(Exception):
    """Reading cannot go on after this."""

    def __init__(self, oddity: Oddity) -> None:
        super().__init__(oddity.expected)
        self.oddity = oddity


class _Open(NamedTuple):
    """A list or mapping that is being read, and where it stands."""

    value: list[Any] | dict[str, Any]
    path: Path


class _Reader:
    """Builds values from events, with a stack of its own: depth costs no recursion."""

    def __init__(self) -> None:
        self.value: Any = None
        self.positions: dict[Path, Position] = {}
        self.oddities: list[Oddity] = []
        self._open: list[_Open] = []
        self._key: list[str | None] = []  # the key that waits for its value, per mapping
        self._documents = 0

    def take(self, event: events.Event) -> None:
        """Take the next event."""
        mark = event.start_mark
        where = Position(mark.line + 1, mark.column + 1) if mark else START
        match event:
            case events.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    self._stop(where, gettext_noop("one document"), "---")
            case events.AliasEvent():
                expected = gettext_noop("the thing itself, written out")
                self._stop(where, expected, f"*{event.anchor}")
            case events.ScalarEvent():
                self._scalar(event, where)
            case events.SequenceStartEvent():
                self._begin([], event, where)
            case events.MappingStartEvent():
                self._begin({}, event, where)
            case events.SequenceEndEvent() | events.MappingEndEvent():
                self._open.pop()
                self._key.pop()

    def _scalar(self, event: events.ScalarEvent, where: Position) -> None:
        if self._awaits_key():
            self._name(event.value, where)
            return
        path = self._path()
        if event.tag is not None:
            self._odd(where, path, gettext_noop("plain words or a number"), event.tag)
            self._put(None, path, where)
            return
        plain = event.style is None or event.style == ""
        self._put(_plain(event.value) if plain else event.value, path, where)

    def _begin(
        self,
        value: list[Any] | dict[str, Any],
        event: events.CollectionStartEvent,
        where: Position,
    ) -> None:
        if self._awaits_key():
            self._stop(where, gettext_noop("the name of a field"), "…")
        if len(self._open) >= MAX_DEPTH:
            self._stop(where, gettext_noop("at most 40 levels"), "")
        path = self._path()
        if event.tag is not None:
            self._odd(where, path, gettext_noop("plain words or a number"), event.tag)
        self._put(value, path, where)
        self._open.append(_Open(value, path))
        self._key.append(None)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._key[-1] is None

    def _name(self, key: str, where: Position) -> None:
        inside = self._open[-1]
        path = (*inside.path, key)
        if key in inside.value:
            self._odd(where, path, gettext_noop("each field once"), key)
        self.positions.setdefault(path, where)
        self._key[-1] = key

    def _path(self) -> Path:
        if not self._open:
            return ()
        inside = self._open[-1]
        step = self._key[-1] if isinstance(inside.value, dict) else len(inside.value)
        return (*inside.path, "" if step is None else step)

    def _put(self, value: Any, path: Path, where: Position) -> None:
        self.positions.setdefault(path, where)
        if not self._open:
            self.value = value
            return
        inside = self._open[-1].value
        if isinstance(inside, dict):
            inside.setdefault(self._key[-1] or "", value)
            self._key[-1] = None
        else:
            inside.append(value)

    def _odd(self, where: Position, path: Path, expected: str, found: str) -> None:
        self.oddities.append(Oddity(where, path, expected, found[:MAX_FOUND]))

    def _stop(self, where: Position, expected: str, found: str) -> None:
        raise _TooOdd(Oddity(where, (), expected, found[:MAX_FOUND]))


def _plain(text: str) -> Any:
    """Return what an unquoted word stands for; a day stays a word until somebody reads it."""
    if text in NOTHING:
        return None
    if text in TRUTH:
        return TRUTH[text]
    if WHOLE.fullmatch(text):
        return int(text)
    if FRACTION.fullmatch(text):
        return Decimal(text)
    return text
