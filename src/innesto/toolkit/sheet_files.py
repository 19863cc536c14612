"""Write a small table as a file that spreadsheets open: CSV, XLSX or ODS.

Every cell is a text: what comes back in is what went out, and nothing is taken for a formula.
Tables with figures and dates for reading are exported by ``toolkit.tables``.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

ODS = "application/vnd.oasis.opendocument.spreadsheet"
KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": ODS,
}
FORMULAS = ("=", "+", "-", "@")

type Rows = Iterable[Sequence[str]]


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


def _xlsx(title: str, rows: Rows) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_sheet_name(title))
    for row in rows:
        cells = [WriteOnlyCell(sheet, value=_legal(cell)) for cell in row]
        for cell in cells:
            cell.data_type = "s"
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _ods(title: str, rows: Rows) -> bytes:
    """Write the least that is an OpenDocument spreadsheet: what it is, what it holds, its parts."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(_legal(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    names = "urn:oasis:names:tc:opendocument:xmlns"
    name = escape(_sheet_name(title), {'"': "&quot;"})
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


def _legal(cell: str) -> str:
    return ILLEGAL_CHARACTERS_RE.sub("", cell)


def _sheet_name(title: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", " ", title)[:31]
