import pytest
from openpyxl import Workbook

from innesto.blueprints.facts import Days, Facts
from innesto.rounds.terminal.partners import NotAList, read_partners
from tests.rounds.programmes import LIBRARY

LINES = """name,country,roles,needs,population,lat,project,lead_of,closed
Forlì,it,host|guest,energy:3|waste,117000,"44,2",Orti,Orti,2024-08-01/2024-08-31
Cesena,IT,guest,,,,Orti,,
"""


def test_list_becomes_facts(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(LINES, "utf-8")
    facts = read_partners(path)
    forli, cesena = facts.organisations

    assert (forli.key, forli.country, forli.roles) == ("forlì", "IT", {"host", "guest"})
    assert (forli.needs, forli.population, forli.lat) == ({"energy": 3, "waste": 1}, 117000, 44.2)
    assert [isinstance(span, Days) for span in forli.closed] == [True]
    assert (cesena.population, cesena.lat, cesena.needs) == (None, None, {})
    [project] = facts.projects
    assert (project.lead, project.partners) == ("forlì", {"forlì", "cesena"})


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_encoding_and_delimiter_are_found_out(tmp_path, encoding):
    path = tmp_path / "partners.csv"
    path.write_text("name;country\nForlì;IT\nCittà di Castello;IT\nSan Donà;IT\n", encoding)

    names = [one.name for one in read_partners(path).organisations]
    assert names == ["Forlì", "Città di Castello", "San Donà"]


def test_a_spreadsheet_is_read_like_text(tmp_path):
    book = Workbook()
    book.active.append(["name", "country", "population"])
    book.active.append(["Forlì", "IT", 117000])
    book.save(tmp_path / "partners.xlsx")

    [forli] = read_partners(tmp_path / "partners.xlsx").organisations
    assert (forli.name, forli.population) == ("Forlì", 117000)


def test_every_problem_is_told_with_its_row(tmp_path):
    path = tmp_path / "partners.csv"
    path.write_text(
        "name,population,closed,needs\nBari,many,,\nBari,,2024-02-30,energy:9\n,,,\n", "utf-8"
    )
    with pytest.raises(NotAList) as caught:
        read_partners(path)

    assert [(it.row, it.words["it"]) for it in caught.value.problems] == [
        (2, "population: «many» non è un numero."),
        (3, "needs: «energy:9» non è un livello da 0 a 3."),
        (3, "closed: «2024-02-30» non è una data che esiste."),
        (3, "«bari» c’è due volte."),
    ]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [(b"", "Il file è vuoto."), (b"citta,stato\nBari,IT\n", "Manca la colonna «name».")],
)
def test_a_file_that_is_no_list_is_refused(tmp_path, content, complaint):
    path = tmp_path / "partners.csv"
    path.write_bytes(content)
    with pytest.raises(NotAList) as caught:
        read_partners(path)

    assert complaint in caught.value.problems[0].words["it"]


def test_a_broken_spreadsheet_is_refused(tmp_path):
    path = tmp_path / "partners.xlsx"
    path.write_bytes(b"no spreadsheet")
    with pytest.raises(NotAList):
        read_partners(path)


@pytest.mark.parametrize("path", sorted(LIBRARY.glob("*.partners.csv")), ids=lambda path: path.name)
def test_every_shipped_list_is_read(path):
    facts = read_partners(path)

    assert isinstance(facts, Facts)
    assert len(facts.organisations) > 10
