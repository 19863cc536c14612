"""Which documents have a term, how often, and whether in the title or a name: packed in blocks.

No room fits: it is the format of the inverted index, the same in both databases. One posting is
four bytes: where in its block the document stands, and what the term is to it. Without numpy, for
pages that search nothing load this module too; ``ranking.py`` unpacks it.
"""

import struct
from collections.abc import Collection, Iterable, Mapping

from innesto.search.models import Postings, Term
from innesto.search.tables import ask_among, table_of, write_rows

BLOCK = 8192
"""Documents to a block: their postings of a term take 32 kB at most, and mostly a hundred bytes."""

MOST_OFTEN = 255
MOST_IN_TITLE = 15
IN_TITLE = 8
"""Bits below: how often in the text; above, how often in the title."""
IN_NAMES = 12
PLACE = 16

SIZE = 4
"""Bytes of a posting."""

type Standing = int
"""What a term is to a document: how often it stands where, without the place in the block."""

type Posted = tuple[int, int, bytes | memoryview]
"""A term, a block, and the postings of its documents."""

type Changes = Mapping[int, Mapping[str, Standing | None]]
"""Document → token → what it is to it now; None if it is not there any more."""


def standings(
    title: Iterable[str], names: Iterable[str], body: Iterable[str]
) -> dict[str, Standing]:
    """Return what each term is to a document whose terms stand there."""
    found: dict[str, Standing] = {}
    for token in body:
        standing = found.get(token, 0)
        found[token] = standing + (standing < MOST_OFTEN)
    for token in title:
        standing = found.get(token, 0)
        found[token] = standing + ((standing >> IN_TITLE < MOST_IN_TITLE) << IN_TITLE)
    for token in names:
        found[token] = found.get(token, 0) | 1 << IN_NAMES
    return found


def differences(
    old: Mapping[str, Standing], new: Mapping[str, Standing]
) -> dict[str, Standing | None]:
    """Return what is to be written so that the old becomes the new."""
    changed: dict[str, Standing | None] = {
        token: standing for token, standing in new.items() if old.get(token) != standing
    }
    return changed | dict.fromkeys(old.keys() - new.keys())


def write_postings(changes: Changes, numbers: Mapping[str, int]) -> None:
    """Enter, change and take out postings, of terms by their numbers. Call it as the one writer."""
    blocks: dict[int, dict[int, list[tuple[int, Standing | None]]]] = {}
    for pk, some in sorted(changes.items()):
        block, place = divmod(pk, BLOCK)
        rows = blocks.setdefault(block, {})
        for token, standing in some.items():
            rows.setdefault(numbers[token], []).append((place, standing))
    gone = {term for block, rows in sorted(blocks.items()) for term in _write_block(block, rows)}
    if gone:
        terms = table_of(Term)
        ask_among(
            f"DELETE FROM {terms} WHERE id AMONG AND NOT EXISTS"  # noqa: S608
            f" (SELECT 1 FROM {table_of(Postings)} WHERE term_id = {terms}.id)",
            gone,
        )


def _write_block(
    block: int, rows: Mapping[int, list[tuple[int, Standing | None]]]
) -> Collection[int]:
    """Write the postings of one block, and return the terms that are not in it any more."""
    table = table_of(Postings)
    old = dict(
        ask_among(
            f"SELECT term_id, data FROM {table} WHERE block = {block} AND term_id AMONG",  # noqa: S608
            rows,
        )
    )
    packed = {term: _merged(bytes(old.get(term, b"")), rows[term]) for term in sorted(rows)}
    gone = [term for term, data in packed.items() if not data and term in old]
    if gone:
        ask_among(f"DELETE FROM {table} WHERE block = {block} AND term_id AMONG", gone)  # noqa: S608
    write_rows(
        f"INSERT INTO {table} (term_id, block, data)",
        ("bigint", "integer", "bytea"),
        ((term, block, data) for term, data in packed.items() if data),
        "ON CONFLICT (term_id, block) DO UPDATE SET data = EXCLUDED.data",
    )
    return gone


def _merged(old: bytes, changes: Iterable[tuple[int, Standing | None]]) -> bytes:
    """Return the postings of a block with the changes, which come in the order of their places."""
    new = list(changes)
    last = int.from_bytes(old[-2:], "little") if old else -1
    if new[0][0] > last:  # as new documents do
        packed = [place << PLACE | standing for place, standing in new if standing is not None]
        return old + struct.pack(f"<{len(packed)}I", *packed)
    postings = {one >> PLACE: one for one in struct.unpack(f"<{len(old) // 4}I", old)}
    for place, standing in new:
        postings.pop(place, None)
        if standing is not None:
            postings[place] = place << PLACE | standing
    return struct.pack(f"<{len(postings)}I", *(postings[place] for place in sorted(postings)))


def read_postings(terms: Collection[int]) -> list[Posted]:
    """Return the postings of some terms, ordered by term and block: one query.

    By hand: a question reads a thousand rows, and to make objects of them takes longer than to
    find them.
    """
    table = table_of(Postings)
    return ask_among(
        f"SELECT term_id, block, data FROM {table} WHERE term_id AMONG ORDER BY term_id, block",  # noqa: S608
        terms,
    )


def count_documents(terms: Collection[int]) -> dict[int, int]:
    """Return how many documents have each of some terms, without reading their postings."""
    table = table_of(Postings)
    return dict(
        ask_among(
            f"SELECT term_id, SUM(LENGTH(data)) / {SIZE} FROM {table}"  # noqa: S608
            " WHERE term_id AMONG GROUP BY term_id",
            terms,
        )
    )
