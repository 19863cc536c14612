"""Frozen dataclasses as plain JSON data and back.

Only the standard library is imported: the web process may use this module.
"""

import dataclasses
import datetime
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Self, TypeAliasType


class NotThisShape(ValueError):
    """The data do not have the shape that was expected; the message says where."""


class Plain:
    """A dataclass that goes through JSON and back."""

    __slots__ = ()

    def to_data(self) -> dict[str, Any]:
        """Return what JSON can say; fields with their default are left out."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Any) -> Self:
        """Read what ``to_data`` gave. Raises ``NotThisShape`` with the place."""
        return from_plain(cls, data)


def to_plain(thing: Any) -> Any:
    """Turn dataclasses, tuples, sets, mappings and dates into what JSON can say.

    Fields that have their default value are left out, so that a file says only what is special.
    """
    match thing:
        case datetime.date():
            return thing.isoformat()
        case Decimal():
            return str(thing)
        case Mapping():
            return {key: to_plain(value) for key, value in thing.items()}
        case frozenset() | set():
            return sorted(to_plain(item) for item in thing)
        case tuple() | list():
            return [to_plain(item) for item in thing]
        case _ if dataclasses.is_dataclass(thing):
            return {
                field.name: to_plain(value)
                for field in dataclasses.fields(thing)
                if (value := getattr(thing, field.name)) != _default(field)
            }
        case _:
            return thing


def from_plain[T](kind: type[T], data: Any) -> T:
    """Build a dataclass from plain data. Raises ``NotThisShape`` with the place."""
    built: T = _read(kind, data, kind.__name__)
    return built


def _default(field: dataclasses.Field[Any]) -> Any:
    if field.default_factory is not dataclasses.MISSING:
        return field.default_factory()
    return field.default


def _read(kind: Any, data: Any, where: str) -> Any:
    if isinstance(kind, TypeAliasType):
        return _read(kind.__value__, data, where)
    if isinstance(kind, type) and hasattr(kind, "_fields"):
        kinds = tuple(typing.get_type_hints(kind).values())
        return kind(*_read_many(tuple, kinds, data, where))
    if dataclasses.is_dataclass(kind):
        return _read_record(typing.cast("type[Any]", kind), data, where)
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        return _read_one_of(inner, data, where)
    if origin is typing.Literal:
        return _expect(data, data in inner, where, "one of " + ", ".join(map(str, inner)))
    if origin in (tuple, frozenset):
        return _read_many(origin, inner, data, where)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        _expect(data, isinstance(data, Mapping), where, "an object")
        return {key: _read(inner[1], value, f"{where}.{key}") for key, value in data.items()}
    return _read_value(kind, data, where)


def _read_record(kind: type[Any], data: Any, where: str) -> Any:
    _expect(data, isinstance(data, Mapping), where, "an object")
    hints = typing.get_type_hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    if unknown := sorted(set(data) - set(fields)):
        raise NotThisShape(f"{where}: nobody knows {', '.join(unknown)}")
    needed = {
        name
        for name, field in fields.items()
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    if missing := sorted(needed - set(data)):
        raise NotThisShape(f"{where}: {', '.join(missing)} missing")
    return kind(**{key: _read(hints[key], data[key], f"{where}.{key}") for key in data})


def _read_many(origin: type[Any], inner: tuple[Any, ...], data: Any, where: str) -> Any:
    _expect(data, isinstance(data, list | tuple), where, "a list")
    if origin is tuple and (len(inner) != 2 or inner[1] is not Ellipsis):
        _expect(data, len(data) == len(inner), where, f"{len(inner)} values")
        kinds = inner
    else:
        kinds = (inner[0],) * len(data)
    return origin(
        _read(kind, item, f"{where}.{index}")
        for index, (kind, item) in enumerate(zip(kinds, data, strict=True))
    )


def _read_one_of(kinds: tuple[Any, ...], data: Any, where: str) -> Any:
    if data is None and types.NoneType in kinds:
        return None
    problem: NotThisShape | None = None
    for kind in kinds:
        if kind is not types.NoneType:
            try:
                return _read(kind, data, where)
            except NotThisShape as error:
                problem = error
    raise problem or NotThisShape(f"{where}: nothing expected")


def _read_value(kind: Any, data: Any, where: str) -> Any:
    if kind is Any:
        return data
    if kind is datetime.date:
        try:
            return datetime.date.fromisoformat(data)
        except (TypeError, ValueError):
            raise NotThisShape(f"{where}: a date such as 2020-11-26") from None
    if kind is Decimal:
        try:
            return Decimal(data)
        except (TypeError, ValueError, InvalidOperation):
            raise NotThisShape(f'{where}: a number written as text, such as "12.50"') from None
    if kind is float and isinstance(data, int) and not isinstance(data, bool):
        return float(data)
    fits = isinstance(data, kind) and (kind is bool or not isinstance(data, bool))
    return _expect(data, fits, where, kind.__name__)


def _expect(data: Any, fits: bool, where: str, what: str) -> Any:
    if not fits:
        raise NotThisShape(f"{where}: expected {what}")
    return data
