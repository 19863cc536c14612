import json

import pytest

from innesto.rounds.letters.proposal import Proposal
from innesto.rounds.terminal.commands import check_partners, plan_partners
from tests.rounds.programmes import LIBRARY
from tests.rounds.small import BLUEPRINT

LIST = """name,country,roles,lat,lon
Bari,IT,keeper,41.12,16.87
Matera,IT,learner,40.67,16.6
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "orchards.yaml").write_text(BLUEPRINT, "utf-8")
    (tmp_path / "partners.csv").write_text(LIST, "utf-8")
    return str(tmp_path / "orchards.yaml"), str(tmp_path / "partners.csv")


def test_check_is_content_with_a_list_that_breaks_nothing(files):
    lines = []

    assert check_partners(*files, say=lines.append) == 0
    assert lines[0] == "Frutteti – 2 partner"
    assert "Nessuna regola è violata." in lines


def test_check_of_a_shipped_programme_fits_eighty_columns():
    lines = []
    code = check_partners(
        "connection", str(LIBRARY / "connection.partners.csv"), say=lines.append, language="en"
    )

    assert code == 1
    assert "Rules that are broken" in "\n".join(lines)
    assert max(len(part) for line in lines for part in line.splitlines()) <= 80


def test_check_prints_json_for_programs():
    lines = []
    check_partners(
        "connection", str(LIBRARY / "connection.partners.csv"), say=lines.append, as_json=True
    )
    [first, *_] = json.loads(lines[0])

    assert {"key", "kind", "strength", "words"} <= set(first)


@pytest.mark.parametrize(
    ("blueprint", "partners"),
    [("nowhere.yaml", "nowhere.csv"), ("multiply", "nowhere.csv")],
)
def test_missing_files_end_with_code_two(blueprint, partners):
    lines = []

    assert check_partners(blueprint, partners, say=lines.append) == 2
    assert plan_partners(blueprint, partners, say=lines.append) == 2
    assert all("il file non c’è" in line for line in lines)


def test_a_broken_blueprint_is_told_by_line(files, tmp_path):
    (tmp_path / "orchards.yaml").write_text("key: orchards\n", "utf-8")
    lines = []

    assert plan_partners(*files, say=lines.append) == 2
    assert any("blueprint" in line or "identity" in line for line in lines)


def test_plan_prints_a_table_and_writes_the_same_bytes_every_time(files, tmp_path):
    lines, written = [], []
    for name in ("one.json", "two.json"):
        path = tmp_path / name
        code = plan_partners(*files, say=lines.append, seconds=3.0, as_json=str(path))
        written.append(path.read_bytes())
        assert code == 0

    assert written[0] == written[1]
    assert Proposal.from_json(written[0].decode()).status == "optimal"
    assert any(line.startswith("Dimostrato: nessun piano è migliore.") for line in lines)
    assert max(len(part) for line in lines for part in line.splitlines()) <= 80


def test_plan_of_what_cannot_be_ends_with_code_four(files, tmp_path):
    (tmp_path / "partners.csv").write_text(LIST.replace("keeper", "learner"), "utf-8")
    lines = []

    assert plan_partners(*files, say=lines.append) == 4
    assert any("Basta contare" in line for line in lines)
