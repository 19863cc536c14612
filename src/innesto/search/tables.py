"""Many rows in one statement, as each database takes them quickest: twins that do the same.

No room fits: the ORM and drivers spend more on thousands of placeholders than the databases on the
rows. PostgreSQL takes a column as one array, SQLite short lists of rows, or a list as JSON.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from itertools import batched
from typing import Any

from django.db import connection, models

ROWS_TO_A_STATEMENT = 300
"""Of SQLite: more do not make it quicker."""


def table_of(model: type[models.Model]) -> str:
    """Return the name of a table as a statement says it."""
    return connection.ops.quote_name(model._meta.db_table)


def write_rows(
    start: str, types: Sequence[str], rows: Iterable[tuple[Any, ...]], end: str
) -> list[tuple[Any, ...]]:
    """Insert rows and return what the statement returns; ``types`` are those of the columns.

    ``start`` is all before the values, ``end`` all behind them, beginning with ON CONFLICT.
    """
    returned: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = [_array(column) for column in zip(*rows, strict=True)]
            if columns:
                arrays = ", ".join(f"%s::{name}[]" for name in types)
                cursor.execute(f"{start} SELECT * FROM unnest({arrays}) {end}", columns)  # noqa: S608
                returned = cursor.fetchall() if cursor.description else []
            return returned
        marks = f"({', '.join(['%s'] * len(types))})"
        for some in batched(rows, ROWS_TO_A_STATEMENT, strict=False):
            values = [value for row in some for value in row]
            cursor.execute(f"{start} VALUES {', '.join([marks] * len(some))} {end}", values)
            returned += cursor.fetchall() if cursor.description else []
    return returned


def ask_among(statement: str, values: Collection[int] | Collection[str]) -> list[tuple[Any, ...]]:
    """Return rows, if there are any; in the statement «AMONG» says: is one of these values."""
    is_array = connection.vendor == "postgresql"
    among = "= ANY(%s)" if is_array else "IN (SELECT value FROM json_each(%s))"
    given = _array(values) if is_array else json.dumps(list(values))
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("AMONG", among), [given])
        return cursor.fetchall() if cursor.description else []


def _array(values: Iterable[Any]) -> str:
    """Return an array as PostgreSQL reads it; the driver takes five times as long to say it."""
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: int | str | bytes) -> str:
    if isinstance(value, int):
        return str(value)
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
