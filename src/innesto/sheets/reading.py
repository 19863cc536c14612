"""Read a table that somebody made: CSV in any encoding and delimiter, XLS, XLSX or ODS.

Nothing is guessed in silence where it matters: what is found (encoding, delimiter, the row of the
headers) is told, and whoever uploads the file confirms it.
"""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time

import charset_normalizer
from python_calamine import CalamineError, CalamineWorkbook

LARGEST_FILE = 10_000_000  # bytes
MOST_ROWS = 20_000
MOST_COLUMNS = 200
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
LOOK_FOR_HEADERS = 15  # rows from the top; many tables begin with a title or an empty line
DELIMITERS = ";,\t|"
STEADY = 0.6  # share of lines that must agree on the number of cells
WORKBOOKS = {
    b"PK\x03\x04": "xlsx",  # also ODS: both are zip archives, the library tells them apart
    b"\xd0\xcf\x11\xe0": "xls",
}


class NotASheet(Exception):
    """The file holds no table that can be read; ``reason`` is a key of the caller's words.

    Reasons: ``empty``, ``too_large``, ``unreadable``, ``too_many_rows``, ``no_table``.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Line:
    """A row below the headers, with its number in the file as people count it: from 1."""

    number: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its headers, its rows, and how it was read."""

    headers: Sequence[str]
    lines: Sequence[Line]
    encoding: str = ""
    delimiter: str = ""
    skipped: int = 0
    """Rows above the headers that were left out."""


def read_sheet(content: bytes, *, known: Collection[str] = (), encoding: str = "") -> Sheet:
    """Return the table in a file. ``known`` are words that headers may be, in small letters.

    ``encoding`` is for whoever sees that the letters are wrong. Raises ``NotASheet``.
    """
    if not content.strip():
        raise NotASheet("empty")
    if len(content) > LARGEST_FILE:
        raise NotASheet("too_large")
    if content[:4] in WORKBOOKS:
        return _sheet(_workbook_rows(content), known)
    if encoding:
        text = content.decode(encoding, errors="replace")
    else:
        text, encoding = _decoded(content)
    delimiter = _delimiter(text)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise NotASheet("unreadable") from error
    return _sheet(rows, known, encoding=encoding, delimiter=delimiter)


def tidy(cell: object) -> str:
    """Return a cell as text: one line, single spaces, «12» for 12.0, «2027-08-01» for a day."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return " ".join(str(cell).split()) if cell is not None else ""


def _workbook_rows(content: bytes) -> list[list[str]]:
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheets = [workbook.get_sheet_by_name(name).to_python() for name in workbook.sheet_names]
    except (CalamineError, OSError, ValueError) as error:
        raise NotASheet("unreadable") from error
    filled = [rows for rows in sheets if any(any(tidy(cell) for cell in row) for row in rows)]
    if not filled:
        raise NotASheet("empty")
    return [[tidy(cell) for cell in row] for row in filled[0]]


def _decoded(content: bytes) -> tuple[str, str]:
    """Return the text and its encoding: what the mark says, UTF-8, Windows-1252, the likeliest.

    Of the old ones Windows-1252 comes first: what Italian offices save is nearly always that,
    and statistics take the official list of municipalities for a Macintosh file.
    """
    for mark, encoding in MARKS.items():
        if content.startswith(mark):
            return content.decode(encoding, errors="replace"), encoding
    if b"\x00" in content:
        raise NotASheet("unreadable")
    for encoding in ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding), encoding
    likeliest = charset_normalizer.from_bytes(content).best()
    encoding = likeliest.encoding if likeliest else "latin-1"
    return content.decode(encoding, errors="replace"), encoding


def _delimiter(text: str) -> str:
    """Return the delimiter that gives most of the first lines the same number of cells.

    Of several that do, the one with most cells: commas between, «it|en» inside a cell.
    """
    lines = [line for line in text.splitlines()[: 2 * LOOK_FOR_HEADERS] if line.strip()]

    def steadiness(delimiter: str) -> tuple[bool, int]:
        with suppress(csv.Error):
            widths = [len(row) for row in csv.reader(lines, delimiter=delimiter)]
            common = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
            return widths.count(common) >= STEADY * len(widths), common
        return False, 0

    return max(DELIMITERS, key=steadiness)


def _sheet(
    rows: Sequence[Sequence[str]],
    known: Collection[str],
    *,
    encoding: str = "",
    delimiter: str = "",
) -> Sheet:
    if len(rows) > MOST_ROWS:
        raise NotASheet("too_many_rows")
    tidied = [[tidy(cell) for cell in row[:MOST_COLUMNS]] for row in rows]
    top = _header_row(tidied, known)
    if top is None:
        raise NotASheet("no_table")
    width = max((len(row) for row in tidied[top:] if any(row)), default=0)
    headers = _unique([*tidied[top], *[""] * (width - len(tidied[top]))])
    lines = [
        Line(number, [*row, *[""] * (width - len(row))])
        for number, row in enumerate(tidied[top + 1 :], start=top + 2)
        if any(row)
    ]
    return Sheet(headers, lines, encoding, delimiter, skipped=top)


def _header_row(rows: Sequence[Sequence[str]], known: Collection[str]) -> int | None:
    """Return which row holds the headers: the one with most known words.

    Without any known word it is the first that is at least half as full as the fullest.
    """
    top = rows[:LOOK_FOR_HEADERS]
    hits = [sum(bare(cell) in known for cell in row if cell) for row in top]
    if any(hits):
        return hits.index(max(hits))
    filled = [sum(bool(cell) for cell in row) for row in top]
    fullest = max(filled, default=0)
    return next((n for n, count in enumerate(filled) if count and 2 * count >= fullest), None)


def _unique(headers: Sequence[str]) -> list[str]:
    """Return headers that can be told apart: «Nome», «Nome (2)»; an empty one is numbered."""
    return list(_told_apart(headers))


def _told_apart(headers: Sequence[str]) -> Iterator[str]:
    seen: dict[str, int] = {}
    for number, header in enumerate(headers, start=1):
        name = header or f"({number})"
        seen[name] = seen.get(name, 0) + 1
        yield name if seen[name] == 1 else f"{name} ({seen[name]})"


def bare(text: str) -> str:
    """Return a header in small letters without signs, for comparison."""
    return " ".join(re.sub(r"[^\w]+", " ", text.casefold()).split())
