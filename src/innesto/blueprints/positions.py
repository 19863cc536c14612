"""Plain values out of YAML text, each with the line and column it was written at.

Only plain scalars, lists and mappings are read: no tags, no anchors, no aliases. So no text
can make the reader build objects or grow without end.
"""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import AliasEvent
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from innesto.blueprints.speech import gettext_noop

MAX_CHARACTERS = 500_000
MAX_DEPTH = 40

type Step = str | int
type Path = tuple[Step, ...]


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
TAG = "tag:yaml.org,2002:"


def read(text: str) -> Read:
    """Read YAML into plain values with positions. Never raises."""
    if len(text) > MAX_CHARACTERS:
        found = f"{len(text)}"
        return Read(
            None,
            {},
            (Oddity(START, (), gettext_noop("a text of at most 500000 characters"), found),),
        )
    try:
        alias = next(_aliases(text), None)
        if alias is not None:
            return Read(None, {}, (alias,))
        node = _yaml().compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        where = Position(mark.line + 1, mark.column + 1) if mark else START
        problem = str(error.problem or error.context or "").strip()
        return Read(None, {}, (Oddity(where, (), gettext_noop("well-formed YAML"), problem),))
    except (YAMLError, ValueError, RecursionError, AssertionError, IndexError, TypeError) as error:
        return Read(
            None, {}, (Oddity(START, (), gettext_noop("well-formed YAML"), type(error).__name__),)
        )
    reader = _Reader()
    value = reader.value(node, ()) if node is not None else None
    return Read(value, reader.positions, tuple(reader.oddities))


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _aliases(text: str) -> Iterator[Oddity]:
    for depth_and_event in _events(text):
        if isinstance(depth_and_event, Oddity):
            yield depth_and_event


def _events(text: str) -> Iterator[Oddity | None]:
    depth = 0
    for event in _yaml().parse(text):
        mark = event.start_mark
        where = Position(mark.line + 1, mark.column + 1)
        name = type(event).__name__
        if name in {"MappingStartEvent", "SequenceStartEvent"}:
            depth += 1
        elif name in {"MappingEndEvent", "SequenceEndEvent"}:
            depth -= 1
        if depth > MAX_DEPTH:
            yield Oddity(where, (), gettext_noop("at most 40 levels"), "")
            return
        if isinstance(event, AliasEvent):
            yield Oddity(
                where, (), gettext_noop("the thing itself, written out"), f"*{event.anchor}"
            )
            return
        yield None


class _Reader:
    def __init__(self) -> None:
        self.positions: dict[Path, Position] = {}
        self.oddities: list[Oddity] = []

    def value(self, node: Node, path: Path) -> Any:
        """Return the node as a plain value and remember where it stands."""
        self.positions.setdefault(path, self._position(node))
        if isinstance(node, MappingNode):
            return self._mapping(node, path)
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, at)) for at, item in enumerate(node.value)]
        return self._scalar(node, path)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._odd(key_node, path, gettext_noop("the name of a field"), "…")
                continue
            key = str(key_node.value)
            if key in found:
                self._odd(key_node, (*path, key), gettext_noop("each field once"), key)
                continue
            self.positions[(*path, key)] = self._position(key_node)
            found[key] = self.value(value_node, (*path, key))
        return found

    def _scalar(self, node: Node, path: Path) -> Any:
        text = str(node.value)
        try:
            match str(node.tag).removeprefix(TAG):
                case "str" | "timestamp":
                    return text
                case "null":
                    return None
                case "bool":
                    return text.lower() in {"true", "yes", "on"}
                case "int":
                    return int(text, 0) if text.startswith(("0x", "0o")) else int(text)
                case "float":
                    return Decimal(text)
        except (ValueError, InvalidOperation):
            pass
        self._odd(node, path, gettext_noop("plain words or a number"), text)
        return None

    def _odd(self, node: Node, path: Path, expected: str, found: str) -> None:
        self.oddities.append(Oddity(self._position(node), path, expected, found[:80]))

    @staticmethod
    def _position(node: Node) -> Position:
        return Position(node.start_mark.line + 1, node.start_mark.column + 1)
