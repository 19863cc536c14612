"""Questions that every page asks: their SQL is built once, and not for each page.

To build the SQL of a small question takes Django ten times as long as the database takes to answer.
No room fits: queries of several domains use it.
"""

from collections.abc import Callable
from functools import cached_property
from inspect import signature
from typing import Any

from django.db import connections
from django.db.models import QuerySet

MARKS = (-909_090_901, -909_090_902, -909_090_903)


class Prepared:
    """A question about some numbers, asked again and again: ``unread = Prepared(unread_rows)``.

    ``ask`` returns the queryset for the numbers, with ``values_list``; it is called once in a
    process, with marks that stand for the numbers, so it must not look at them. Rows come as the
    database gives them: texts and whole numbers, and truth as something true.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]]) -> None:
        self._ask = ask

    @cached_property
    def _built(self) -> tuple[str, str, tuple[Any, ...]]:
        """The database, the SQL and what goes into it."""
        rows = self._ask(*MARKS[: len(signature(self._ask).parameters)])
        return (rows.db, *rows.query.sql_with_params())

    def __call__(self, *numbers: int) -> list[tuple[Any, ...]]:
        """Return the rows for these numbers."""
        alias, sql, params = self._built
        meant = dict(zip(MARKS, numbers, strict=False))
        with connections[alias].cursor() as cursor:
            cursor.execute(sql, [meant.get(param, param) for param in params])
            rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
