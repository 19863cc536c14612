"""Write a small table as a file that spreadsheets open: CSV, XLSX or ODS.

Every cell is a text: what comes back in is what went out, and nothing is taken for a formula.
Tables with figures and dates for reading are exported by ``toolkit.tables``.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import IO
from xml.sax.saxutils import escape

import xlsxwriter

ODS = "application/vnd.oasis.opendocument.spreadsheet"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": ODS,
}
FORMULAS = ("=", "+", "-", "@")

type Rows = Iterable[Sequence[str]]
type Workbook = xlsxwriter.Workbook
type Worksheet = xlsxwriter.worksheet.Worksheet
type Format = xlsxwriter.format.Format


def write_sheet(kind: str, title: str, rows: Rows) -> bytes:
    """Return the rows as a file of one of ``KINDS``. Raises ``KeyError`` for another kind."""
    writers = {"csv": _csv, "xlsx": _xlsx, "ods": _ods}
    return writers[kind](title, rows)


def _csv(_title: str, rows: Rows) -> bytes:
    """Write as Italian offices open it: UTF-8 with its mark, semicolons, formulas disarmed."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULAS) else cell for cell in row])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def new_book(file: IO[bytes]) -> Workbook:
    """Begin an XLSX that is written row by row; only here is its writer loaded, when asked for."""
    return xlsxwriter.Workbook(file, {"constant_memory": True})


def _xlsx(title: str, rows: Rows) -> bytes:
    buffer = io.BytesIO()
    book = new_book(buffer)
    sheet = book.add_worksheet(sheet_name(title))
    for line, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write_string(line, column, legal(cell))
    book.close()
    return buffer.getvalue()


def _ods(title: str, rows: Rows) -> bytes:
    """Write the least that is an OpenDocument spreadsheet: what it is, what it holds, its parts."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(legal(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    name = escape(sheet_name(title), {'"': "&quot;"})
    content = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<office:document-content xmlns:office="{names}:office:1.0"'
        f' xmlns:table="{names}:table:1.0" xmlns:text="{names}:text:1.0" office:version="1.3">'
        f'<office:body><office:spreadsheet><table:table table:name="{name}">{lines}'
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", ODS, zipfile.ZIP_STORED)  # first and bare, says the format
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def legal(cell: str) -> str:
    """Return a text without the characters that no XML may hold."""
    return ILLEGAL.sub("", cell)


def sheet_name(title: str) -> str:
    """Return a title as spreadsheets allow it for a sheet."""
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31].strip("' ") or "1"
