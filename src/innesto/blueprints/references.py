"""Do the parts of a blueprint name each other rightly? Every key once, every reference known."""

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel, ValidationError

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.schema.countable import Refers
from innesto.blueprints.schema.dates import Moment
from innesto.blueprints.schema.logic import LogicNode
from innesto.blueprints.schema.text import Part

type Path = tuple[str | int, ...]


class Unknown(NamedTuple):
    """A name that points nowhere, or a key that was given twice."""

    path: Path
    kind: str
    name: str
    near: str


def declared(blueprint: Blueprint) -> Mapping[str, tuple[str, ...]]:
    """Return the keys that other parts may refer to, by kind."""
    formats = blueprint.formats
    return {
        "roles": _keys(blueprint.roles),
        "organisation_roles": _keys(r for r in blueprint.roles if r.holder == "organisation"),
        "person_roles": _keys(r for r in blueprint.roles if r.holder == "person"),
        "strands": _keys(blueprint.strands.items if blueprint.strands else ()),
        "phases": _keys(blueprint.phases),
        "themes": _keys(blueprint.themes),
        "audiences": _keys(blueprint.audiences),
        "formats": _keys(formats),
        "legs": _keys(leg for item in formats for leg in item.legs),
        "templates": _keys(blueprint.templates),
        "figures": _keys(blueprint.figures),
        "sources": _keys(blueprint.sources),
        "indicators": _keys(blueprint.indicators),
        "levels": _keys(blueprint.logic.levels if blueprint.logic else ()),
        "rules": _keys(blueprint.rules),
        "pairings": _keys(blueprint.pairings),
        "selections": _keys(blueprint.selections),
        "grants": _keys(blueprint.grants),
        "logic": _keys(_nodes(blueprint.logic.tree)) if blueprint.logic else (),
    }


def repeated(blueprint: Blueprint) -> Iterator[Unknown]:
    """Yield each key that is given to two things of one kind."""
    for kind, keys in declared(blueprint).items():
        if kind in {"organisation_roles", "person_roles"}:
            continue
        for key, times in Counter(keys).items():
            if times > 1:
                yield Unknown((kind,), kind, key, "")


def unknown(blueprint: Blueprint) -> Iterator[Unknown]:
    """Yield each reference that points nowhere, with the nearest name there is."""
    keys = declared(blueprint)
    happenings = (*keys["formats"], *keys["legs"], *keys["templates"])
    for path, kind, name in _references(blueprint, ()):
        known = happenings if kind == "happenings" else keys[kind]
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.6)
            yield Unknown(path, kind, name, near[0] if near else "")


def unknown_in(value: Mapping[str, Any]) -> Iterator[Unknown]:
    """Yield wrong references of a text that is not yet a blueprint.

    Only parts that are right in themselves are looked at; a key counts as declared wherever
    it is written.
    """
    written = set(_written_keys(value))
    sections: dict[str, Any] = {"key": "draft", "identity": {"name": "-", "summary": "-"}}
    origins: dict[str, list[int]] = {}
    for name, section in value.items():
        if name not in Blueprint.model_fields or not isinstance(section, list):
            continue
        right = [at for at, part in enumerate(section) if _is_right(name, part)]
        sections[name] = [section[at] for at in right]
        origins[name] = right
    for found in unknown(Blueprint.model_validate(sections)):
        section, at, *rest = found.path
        if found.name not in written:
            yield found._replace(path=(section, origins[str(section)][int(at)], *rest))


def field_names() -> tuple[str, ...]:
    """Return all names that fields have anywhere in a blueprint."""
    return tuple(sorted(_names_of(Blueprint)))


def _is_right(section: str, part: Any) -> bool:
    try:
        Blueprint.model_validate(
            {"key": "draft", "identity": {"name": "-", "summary": "-"}, section: [part]}
        )
    except ValidationError:
        return False
    return True


def _written_keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("key"), str):
            yield value["key"]
        for inner in value.values():
            yield from _written_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _written_keys(inner)


@cache
def _names_of(part: type[BaseModel]) -> frozenset[str]:
    schema = part.model_json_schema(by_alias=True)
    kinds = (schema, *schema.get("$defs", {}).values())
    return frozenset(name for kind in kinds for name in kind.get("properties", {}))


def _keys(parts: Iterable[Any]) -> tuple[str, ...]:
    return tuple(part.key for part in parts)


def _nodes(tree: Iterable[LogicNode]) -> Iterator[LogicNode]:
    for node in tree:
        yield node
        yield from _nodes(node.parts)


def _references(value: Any, path: Path, kind: str = "") -> Iterator[tuple[Path, str, str]]:
    """Walk everything that is written and yield path, kind and name of each reference."""
    if isinstance(value, Part):
        for name, (alias, refers) in _fields(type(value)).items():
            yield from _references(getattr(value, name), (*path, alias), refers)
    elif isinstance(value, Moment):
        if value.what == "phase":
            yield path, "phases", value.anchor
        elif value.happening:
            yield path, "happenings", value.happening
    elif isinstance(value, tuple):
        for at, item in enumerate(value):
            yield from _references(item, (*path, at), kind)
    elif kind and isinstance(value, str) and value not in {"any", "none", "everyone"}:
        yield path, kind, value


@cache
def _fields(part: type[BaseModel]) -> Mapping[str, tuple[str, str]]:
    """Return each field with the name it is written by and what it refers to."""
    return {
        name: (
            info.alias or name,
            next((m.kind for m in (*info.metadata, *_metadata(info.annotation)) if _marks(m)), ""),
        )
        for name, info in part.model_fields.items()
    }


def _marks(metadata: object) -> bool:
    return isinstance(metadata, Refers)


def _metadata(annotation: Any) -> Iterator[Any]:
    origin = get_origin(annotation)
    if hasattr(origin, "__value__"):  # a generic alias such as OneOrMore[RoleKey]
        yield from _metadata(annotation.__origin__.__value__)
    if origin is Annotated:
        yield from annotation.__metadata__
    for argument in get_args(annotation):
        if not (isinstance(argument, type) and issubclass(argument, BaseModel)):
            yield from _metadata(argument)
