import contextlib
import gzip
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from innesto.sheets.reading import NotASheet, read_sheet

ISTAT = Path("../shared/data/municipalities/istat_comuni_original_cp1252.csv.gz")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_read_sheet_reads_any_encoding_and_delimiter(encoding, delimiter):
    rows = [["Nome", "Città", "Perché"], ["Forlì", "Cefalù", "è così"], ["Göteborg", "Ålesund", ""]]
    content = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)

    sheet = read_sheet(content)

    assert sheet.headers == ["Nome", "Città", "Perché"]
    assert [line.cells for line in sheet.lines] == rows[1:]
    assert [line.number for line in sheet.lines] == [2, 3]
    assert sheet.delimiter == delimiter


def test_read_sheet_finds_a_header_that_was_shifted_down():
    content = b"Elenco dei partner;;\n;;\nnome;paese;ruolo\nAsti;IT;mentor\n"

    sheet = read_sheet(content, known={"nome", "paese", "ruolo"})

    assert (sheet.headers, sheet.skipped) == (["nome", "paese", "ruolo"], 2)
    assert [line.number for line in sheet.lines] == [4]


def test_read_sheet_keeps_delimiters_and_line_breaks_inside_quotes():
    content = b'nome;"Codice\nISTAT"\n"Asti; capoluogo";005005\n'

    sheet = read_sheet(content)

    assert sheet.headers == ["nome", "Codice ISTAT"]
    assert sheet.lines[0].cells == ["Asti; capoluogo", "005005"]


def test_read_sheet_reads_a_workbook_and_writes_whole_numbers_plainly():
    book = openpyxl.Workbook()
    book.active.append(["name", "code"])
    book.active.append(["Asti", 5005.0])
    file = io.BytesIO()
    book.save(file)

    assert read_sheet(file.getvalue()).lines[0].cells == ["Asti", "5005"]


def test_read_sheet_is_not_misled_by_values_with_other_delimiters():
    content = b'name,languages,note\nAsti,it|en,"a, b"\nTorino,it|en,c\nCuneo,it|fr,"d, e, f"\n'

    assert read_sheet(content).headers == ["name", "languages", "note"]


def test_read_sheet_tells_equal_headers_apart():
    assert read_sheet(b"nome;nome;\nAsti;Cuneo;x\n").headers == ["nome", "nome (2)", "(3)"]


def test_read_sheet_leaves_out_empty_rows_but_counts_them():
    assert [line.number for line in read_sheet(b"nome;paese\n\nAsti;IT\n;\nCuneo;IT").lines] == [
        3,
        5,
    ]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n ", "empty"),
        (b"a;b\n" * 20_001, "too_many_rows"),
        (b"PK\x03\x04 this is no archive", "unreadable"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\xff\xfe", "unreadable"),
        (b"x" * 10_000_001, "too_large"),
    ],
)
def test_read_sheet_says_why_it_cannot(content, reason):
    with pytest.raises(NotASheet) as refused:
        read_sheet(content)

    assert refused.value.reason == reason


def test_read_sheet_takes_the_word_of_who_sees_that_the_letters_are_wrong():
    content = "nome;luogo\nForlì;Cefalù\n".encode("cp850")

    assert read_sheet(content, encoding="cp850").lines[0].cells == ["Forlì", "Cefalù"]


@settings(deadline=None)  # never a timed test
@given(st.binary(max_size=400))
def test_read_sheet_never_breaks_on_any_bytes(content):
    with contextlib.suppress(NotASheet):
        read_sheet(content)


@pytest.mark.skipif(not ISTAT.exists(), reason="the open data are not beside the project")
def test_read_sheet_reads_the_official_file_of_istat():
    sheet = read_sheet(gzip.decompress(ISTAT.read_bytes()))

    assert len(sheet.lines) > 7_890
    assert (sheet.encoding, sheet.delimiter) == ("cp1252", ";")
    assert any("Forlì" in line.cells for line in sheet.lines)
