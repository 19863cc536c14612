"""Questions that are asked again and again: their SQL is built once, and not for each page.

To build the SQL of a small question takes Django ten times as long as the database takes to answer.
No room fits: queries of several domains use it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from inspect import signature
from typing import Any

from django.db import connections
from django.db.models import QuerySet, prefetch_related_objects
from django.db.models.query import ModelIterable, ValuesListIterable, get_related_populators
from django.db.models.sql.compiler import SQLCompiler

type Value = int | str | date

MARKS: dict[type, Sequence[Value]] = {
    int: (-909_090_901, -909_090_902, -909_090_903),
    str: ("≪mark 1≫", "≪mark 2≫"),
    date: (date(1909, 9, 9), date(1909, 9, 10)),
}
"""What stands for the values while the SQL is built, by the type the question says it takes."""


@dataclass(frozen=True, slots=True)
class _Built:
    """A question with all that Django works out anew each time: its SQL, and how rows are read.

    ``places`` say which parameters stand for which value.
    """

    alias: str
    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, int]]
    read: Callable[[Sequence[Sequence[Any]]], list[Any]]

    def answer(self, values: Sequence[Value]) -> list[Any]:
        """Ask for these values."""
        params = list(self.params)
        for place, number in self.places:
            params[place] = _stored(values[number], self.alias)
        with connections[self.alias].cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        return self.read(found) if found else []


def _reader(asked: Any, compiler: SQLCompiler) -> Callable[..., list[Any]]:
    """Return what makes things of rows as Django does, but looked up once how.

    Raises ``TypeError`` for dictionaries, and for things that know what was found with them.
    """
    kind, mode, ahead = asked._iterable_class, asked._fetch_mode, asked._prefetch_related_lookups  # noqa: SLF001
    columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    converters = compiler.get_converters(columns)
    if kind is ValuesListIterable:  # behind the columns are those only to order by
        rows = partial(compiler.apply_converters, converters=converters)
        return lambda found: [tuple(row[: len(columns)]) for row in rows(found)]
    if kind is not ModelIterable or mode.track_peers:
        raise TypeError("A prepared question gives tuples, or things that stand for themselves.")
    known: Any = compiler.klass_info
    first, last = known["select_fields"][0], known["select_fields"][-1] + 1
    names = [column.target.attname for column in columns[first:last]]
    made = partial(known["model"].from_db, asked.db, names, fetch_mode=mode)
    joined = get_related_populators(known, compiler.select, asked.db, mode)

    def read(found: Sequence[Sequence[Any]]) -> list[Any]:
        things = []
        for row in compiler.apply_converters(found, converters):
            thing = made(row[first:last])
            for each in joined:
                each.populate(row, thing)
            for name, place in compiler.annotation_col_map.items():
                setattr(thing, name, row[place])
            things.append(thing)
        prefetch_related_objects(things, *ahead)
        return things

    return read


def _stored(value: Value, alias: str) -> Any:
    """Return a value as it stands among the parameters of a database."""
    return connections[alias].ops.adapt_datefield_value(value) if isinstance(value, date) else value


class Prepared[T]:
    """A question about some values, asked again and again: ``unread = Prepared(unread_rows)``.

    ``ask`` returns the queryset for the values, which are numbers, words or days as annotated. It
    is called once in a process, with marks that stand for the values, so it must not look at them.
    What decides how the SQL looks is given by name: ``ask(person: int, *, mine: bool)`` is
    built once for each ``mine``.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, T]]) -> None:
        self._ask = ask
        self._built: dict[tuple[Any, ...], _Built] = {}

    def __call__(self, *values: Value, **shape: bool) -> list[T]:
        """Return the answer for these values."""
        key = tuple(shape.items())
        built = self._built.get(key)
        if built is None:
            built = self._built[key] = self._build(shape)
        return built.answer(values)

    def _build(self, shape: dict[str, bool]) -> _Built:
        left = {kind: iter(marks) for kind, marks in MARKS.items()}
        asked = signature(self._ask).parameters.values()
        marks = [next(left[one.annotation]) for one in asked if one.name not in shape]
        rows = self._ask(*marks, **shape)
        compiler = rows.query.get_compiler(rows.db)
        sql, params = compiler.as_sql()
        stored = [_stored(mark, rows.db) for mark in marks]
        places = [(at, stored.index(one)) for at, one in enumerate(params) if one in stored]
        return _Built(rows.db, sql, params, places, _reader(rows, compiler))
