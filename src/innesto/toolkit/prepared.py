"""Questions that are asked again and again: their SQL is built once, and not for each page.

To build the SQL of a small question takes Django ten times as long as the database takes to answer.
No room fits: queries of several domains use it.
"""

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from inspect import signature
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Expression, QuerySet
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler

type Value = int | str | date

MARKS: dict[type, Sequence[Value]] = {
    int: (-909_090_901, -909_090_902, -909_090_903),
    str: ("≪mark 1≫", "≪mark 2≫"),
    date: (date(1909, 9, 9), date(1909, 9, 10)),
}
"""What stands for the values while the SQL is built, by the type the question says it takes."""


class _AnsweredQuery(Query):
    """A query whose rows are there already: what it was built into only reads them."""

    built: SQLCompiler
    converters: dict[int, tuple[list[Callable[..., Any]], Expression]]
    found: list[tuple[Any, ...]]

    def get_compiler(self, *_args: Any, **_options: Any) -> SQLCompiler:
        """Return what reads the rows, on the connection of this thread."""
        compiler = copy(self.built)
        compiler.connection = connections[compiler.using or DEFAULT_DB_ALIAS]
        compiler.execute_sql = lambda *_args, **_options: [self.found]  # type: ignore[assignment,method-assign]
        compiler.get_converters = lambda expressions: self.converters  # type: ignore[method-assign]
        return compiler


@dataclass(frozen=True, slots=True)
class _Built:
    """A question, its SQL, and which of its parameters stand for which value."""

    rows: QuerySet[Any, Any]
    sql: str
    params: Sequence[Any]
    places: Sequence[tuple[int, int]]

    def answer(self, values: Sequence[Value]) -> list[Any]:
        """Ask for these values; Django reads the rows, if there are any."""
        params = list(self.params)
        for place, number in self.places:
            params[place] = _stored(values[number], self.rows.db)
        with connections[self.rows.db].cursor() as cursor:
            cursor.execute(self.sql, params)
            found = cursor.fetchall()
        if not found:
            return []
        answered = self.rows.all()
        query: Any = answered.query
        if query.built.has_extra_select:  # columns that are there to order by
            found = [row[: query.built.col_count] for row in found]
        query.found = found
        return list(answered)


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
        query: Any = rows.query
        query.__class__ = _AnsweredQuery  # as Query.chain does
        query.built = compiler
        columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
        query.converters = compiler.get_converters(columns)
        stored = [_stored(mark, rows.db) for mark in marks]
        places = [(at, stored.index(one)) for at, one in enumerate(params) if one in stored]
        return _Built(rows, sql, params, places)
