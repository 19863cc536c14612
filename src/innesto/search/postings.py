"""Which documents have a term: the one question that each database answers in its own way.

No room fits: it is the port for words, with two twins. SQLite keeps the postings in an FTS5 table
without content, PostgreSQL in a ``tsvector`` under a GIN index. Both hold the same tokens, so both
find the same. Ranking is ours and the same for both (``ranking.py``).

A token is a stem, a root, a stem in the title (marked), or a readership (marked): who may read
is part of the same condition. No word of a text can become a marked token: the marks are no
letters.
"""

import sys
from array import array
from collections.abc import Collection, Iterable, Sequence
from functools import cache
from typing import Any, Protocol

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TITLE_MARK = "^"
READERS_MARK = "!"

type Ids = array[int]
"""Numbers of documents. Not numpy's, for pages that search nothing load this module too."""


def written(token: str) -> str:
    """Return the token in ASCII, so that both databases take it whole."""
    return token if token.isascii() else "~" + token.encode().hex()


def readers(readership_id: int) -> str:
    """Return the token of a readership."""
    return f"{READERS_MARK}{readership_id}"


def in_title(token: str) -> str:
    """Return the token of a stem that stands in the title."""
    return TITLE_MARK + token


class Postings(Protocol):
    """What a database must be able to do."""

    def make(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Make the table."""

    def add(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Enter documents with their tokens."""

    def remove(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Take out documents; their tokens must be those they were entered with."""

    def having(self, tokens: Iterable[str], readerships: Iterable[int]) -> Ids:
        """Return, in ascending order, the documents that have any token, for these readers."""


class SqlitePostings:
    """FTS5, without content and without positions: nothing but who has what."""

    def make(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Make the table."""
        schema_editor.execute(
            "CREATE VIRTUAL TABLE search_postings USING fts5(terms, content='', detail=none,"
            " columnsize=0, tokenize=\"ascii tokenchars '=^!~'\")"
        )

    def add(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Enter documents with their tokens."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_postings(rowid, terms) VALUES (%s, %s)",
                [(pk, _line(tokens)) for pk, tokens in documents],
            )

    def remove(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Take out documents; FTS5 without content must be told what they had."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_postings(search_postings, rowid, terms)"
                " VALUES ('delete', %s, %s)",
                [(pk, _line(tokens)) for pk, tokens in documents],
            )

    def having(self, tokens: Iterable[str], readerships: Iterable[int]) -> Ids:
        """Return the documents that have any token, for these readers."""
        any_token = " OR ".join(f'"{written(token)}"' for token in tokens)
        any_reader = " OR ".join(f'"{readers(pk)}"' for pk in readerships)
        if not any_token or not any_reader:
            return array("q")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT group_concat(rowid) FROM search_postings WHERE search_postings MATCH %s",
                [f"({any_token}) AND ({any_reader})"],
            )
            packed = cursor.fetchone()[0]
        return array("q", sorted(map(int, packed.split(",")))) if packed else array("q")


class PostgresPostings:
    """A ``tsvector`` without positions, kept beside its row so that counting reads little."""

    def make(self, schema_editor: BaseDatabaseSchemaEditor) -> None:
        """Make the table and its index."""
        schema_editor.execute(
            "CREATE TABLE search_postings (document_id bigint PRIMARY KEY,"
            " terms tsvector NOT NULL) WITH (toast_tuple_target = 128)"
        )
        schema_editor.execute("ALTER TABLE search_postings ALTER COLUMN terms SET STORAGE EXTERNAL")
        schema_editor.execute(
            "CREATE INDEX search_postings_terms ON search_postings USING gin (terms)"
        )

    def add(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Enter documents with their tokens."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO search_postings VALUES (%s, array_to_tsvector(%s::text[]))",
                [(pk, [written(token) for token in tokens]) for pk, tokens in documents],
            )

    def remove(self, documents: Sequence[tuple[int, Collection[str]]]) -> None:
        """Take out documents."""
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM search_postings WHERE document_id = ANY(%s)",
                [[pk for pk, _tokens in documents]],
            )

    def having(self, tokens: Iterable[str], readerships: Iterable[int]) -> Ids:
        """Return the documents that have any token, for these readers."""
        any_token = " | ".join(f"'{written(token)}'" for token in tokens)
        any_reader = " | ".join(f"'{readers(pk)}'" for pk in readerships)
        if not any_token or not any_reader:
            return array("q")
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(int8send(document_id), ''::bytea) FROM search_postings"
                " WHERE terms @@ %s::tsquery",
                [f"({any_token}) & ({any_reader})"],
            )
            packed = cursor.fetchone()[0]
        found = array("q", packed or b"")
        if sys.byteorder == "little":
            found.byteswap()
        return array("q", sorted(found))


def _line(tokens: Collection[str]) -> str:
    return " ".join(written(token) for token in tokens)


TWINS: dict[str, type[Postings]] = {"sqlite": SqlitePostings, "postgresql": PostgresPostings}


@cache
def postings() -> Postings:
    """Return the twin for the database in use."""
    return TWINS[connection.vendor]()


def make_postings(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the table, for the migration."""
    TWINS[schema_editor.connection.vendor]().make(schema_editor)


def drop_postings(_apps: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Drop the table, for the migration."""
    schema_editor.execute("DROP TABLE search_postings")
