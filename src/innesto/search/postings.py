"""Which documents have a term, how often, and whether in the title or a name: packed in blocks.

No room fits: it is the format of the inverted index, the same in both databases. One posting is
four bytes: where in its block the document stands, and what the term is to it. Without numpy, for
pages that search nothing load this module too; ``ranking.py`` unpacks it.
"""

import struct
from collections.abc import Collection, Iterable, Mapping
from itertools import batched

from django.db import connection

from innesto.search.models import Postings, Term

BLOCK = 2048
"""Documents to a block: a row of postings takes 8 kB at most, and seldom more than some hundred."""

MOST_OFTEN = 255
MOST_IN_TITLE = 15
IN_TITLE = 8
"""Bits below: how often in the text; above, how often in the title."""
IN_NAMES = 12
PLACE = 16

AT_ONCE = 500
"""Terms to a statement."""

type Standing = int
"""What a term is to a document: how often it stands where, without the place in the block."""

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


def write_postings(changes: Changes) -> None:
    """Enter, change and take out postings; their terms must be there. Call it as the one writer."""
    numbers = _numbers({token for some in changes.values() for token in some})
    blocks: dict[int, dict[int, list[tuple[int, Standing | None]]]] = {}
    for pk, some in sorted(changes.items()):
        block, place = divmod(pk, BLOCK)
        rows = blocks.setdefault(block, {})
        for token, standing in some.items():
            rows.setdefault(numbers[token], []).append((place, standing))
    for block, rows in sorted(blocks.items()):
        for terms in batched(sorted(rows), AT_ONCE, strict=False):
            _write_block(block, {term: rows[term] for term in terms})


def _numbers(tokens: Collection[str]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for some in batched(sorted(tokens), AT_ONCE, strict=False):
        numbers |= dict(Term.objects.filter(token__in=some).values_list("token", "pk"))
    return numbers


def _write_block(block: int, rows: Mapping[int, list[tuple[int, Standing | None]]]) -> None:
    old = {term: bytes(data) for term, data in _read_block(block, rows)}
    packed = {term: _merged(old.get(term, b""), changes) for term, changes in rows.items()}
    gone = [term for term, data in packed.items() if not data and term in old]
    if gone:
        Postings.objects.filter(block=block, term__in=gone).delete()
    _upsert([(term, block, data) for term, data in packed.items() if data])


def _read_block(block: int, terms: Collection[int]) -> list[tuple[int, bytes | memoryview]]:
    """Read rows by hand, for the same reason for which they are written by hand."""
    table = connection.ops.quote_name(Postings._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT term_id, data FROM {table}"  # noqa: S608
            f" WHERE block = %s AND term_id IN ({', '.join(['%s'] * len(terms))})",
            [block, *terms],
        )
        found: list[tuple[int, bytes | memoryview]] = cursor.fetchall()
    return found


def _upsert(rows: list[tuple[int, int, bytes]]) -> None:
    """Write rows by hand: ``bulk_create`` takes five times as long, and this is done most."""
    if not rows:
        return
    table = connection.ops.quote_name(Postings._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} (term_id, block, data)"  # noqa: S608
            f" VALUES {', '.join(['(%s, %s, %s)'] * len(rows))}"
            " ON CONFLICT (term_id, block) DO UPDATE SET data = EXCLUDED.data",
            [value for row in rows for value in row],
        )


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


def read_postings(terms: Collection[int]) -> dict[int, list[tuple[int, bytes | memoryview]]]:
    """Return the blocks of some terms, in their order: one query."""
    found: dict[int, list[tuple[int, bytes | memoryview]]] = {}
    rows = Postings.objects.filter(term__in=terms).order_by("term", "block")
    for term, block, data in rows.values_list("term_id", "block", "data"):
        found.setdefault(term, []).append((block, data))
    return found
