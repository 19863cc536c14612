"""Two files in, sentences out, without a database and without Django."""

import json
import subprocess
import sys

import pytest

from tests.config.installations import ROOT, environment, innesto
from tests.programmes.factories import LIVELY

PARTNERS = "name;country;roles\nOsimo;IT;host_city\nTampere;FI;guest_city\n"


@pytest.fixture
def files(tmp_path):
    (tmp_path / "blueprint.yaml").write_text(LIVELY)
    (tmp_path / "partners.csv").write_text(PARTNERS)
    return tmp_path / "blueprint.yaml", tmp_path / "partners.csv"


def test_check_prints_findings_for_programs(files, tmp_path):
    checked = innesto("check", *files, "--json", "--language", "en", data=tmp_path / "none")

    assert checked.returncode in {0, 1}
    assert isinstance(json.loads(checked.stdout), list)
    assert not (tmp_path / "none").exists()


def test_plan_writes_the_same_bytes_for_the_same_seed(files, tmp_path):
    written = []
    for number in range(2):
        out = tmp_path / f"plan-{number}.json"
        planned = innesto("plan", *files, "--seed", 7, "--json", out, data=tmp_path / "none")
        assert planned.returncode in {0, 4}, planned.stderr
        written.append(out.read_bytes())

    assert written[0] == written[1]


@pytest.mark.parametrize("command", ["check", "plan"])
def test_a_missing_file_is_wrong_input(command, files, tmp_path):
    ended = innesto(command, files[0], tmp_path / "lost.csv", "--language", "it", data=tmp_path)

    assert ended.returncode == 2
    assert "lost.csv" in ended.stdout


def test_a_broken_blueprint_is_told_with_line_and_field(files, tmp_path):
    files[0].write_text(LIVELY.replace("starts_on: 2018-12-01", "starts_on: 2018-02-30"))

    ended = innesto("check", *files, "--language", "en", data=tmp_path)

    assert ended.returncode == 2
    assert ended.stdout.startswith("Line 7, identity › starts_on: expected a date")


def test_check_never_loads_django(files, tmp_path):
    script = (
        "import sys; from innesto.config.cli import main;"
        f"main(['check', {str(files[0])!r}, {str(files[1])!r}]); "
        "sys.exit('django' in sys.modules)"
    )

    ended = subprocess.run(
        [sys.executable, "-c", script],
        env=environment(tmp_path),
        cwd=ROOT,
        capture_output=True,
        check=False,
    )

    assert ended.returncode == 0
