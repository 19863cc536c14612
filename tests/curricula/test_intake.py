"""What is wrong in a file with a framework is said by line: without a database."""

import json

import pytest
from django.utils import translation

from innesto.curricula.intake import read_framework
from innesto.curricula.shipped import shipped_framework


def read(text):
    with translation.override("en"):
        return read_framework(
            text.encode(), countries={"IT", "FI"}, competences={"digcomp-2-2:2.4"}
        )


@pytest.mark.capability("D-05")
def test_a_table_says_kind_role_and_country():
    reading = read(
        "code;label_it;label_en;kind;roles;countries;aligned\n"
        "1;Decidere;Deciding;;;;\n"
        "1.1;Scegliere;Choosing;decisionale;Sindaco|Assessora;it|FI;digcomp-2-2:2.4\n"
    )
    area, row = reading.rows

    assert reading.complaints == []
    assert (area.area, row.area, row.kind) == ("", "1", "decision")
    assert (row.roles, row.countries) == (["Sindaco", "Assessora"], ["IT", "FI"])
    assert (row.names, row.aligned) == (
        {"it": "Scegliere", "en": "Choosing"},
        ["digcomp-2-2:2.4"],
    )


@pytest.mark.parametrize(
    ("rows", "line", "wrong"),
    [
        (";Senza codice", 3, "The code is missing."),
        ("1;Due volte", 3, "The code 1 stands twice."),
        ("2;", 3, "The name is missing."),
        ("9.1;Orfana", 3, "There is no area 9."),
        ("2;X;amusing", 3, "“amusing” is neither “decision” nor “operational”."),
        ("2;X;;;QQ", 3, "There is no country with the code QQ."),
        ("2;X;;;;esco:1", 3, "It corresponds to esco:1, which is not here."),
        ("1.1;A;;;;\n1.1.1;B;;;;", 4, "The area 1.1 lies in another area."),
    ],
)
def test_what_is_wrong_is_said_by_line(rows, line, wrong):
    reading = read(f"code;it;kind;roles;countries;aligned\n1;Area;;;;\n{rows}\n")

    assert (line, wrong) in reading.complaints


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("", "The file is empty."),
        ("{broken", "The file cannot be read. Save it as CSV, XLSX or JSON."),
        ('{"competences": 3}', "The file holds no table."),
        ("[" * 100_000, "The file cannot be read. Save it as CSV, XLSX or JSON."),
        ("name;level\nA;1\nB;2\n", "No column is called “code” or “codice”."),
        (json.dumps([{"code": str(n)} for n in range(501)]), "The file has too many rows."),
        (" " * 2_000_001, "The file is too large."),
    ],
)
def test_what_cannot_be_read_says_why(text, wrong):
    assert read(text).complaints == [(0, wrong)]


def test_what_ships_is_read_without_complaint():
    content, about = shipped_framework()
    reading = read_framework(content, countries=(), competences=())

    assert reading.complaints == []
    assert len([row for row in reading.rows if row.area]) == 21
    assert about["key"] == "digcomp-2-2"
