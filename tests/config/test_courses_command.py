import json

import pytest

from innesto.config.cli import main
from tests.courseware.packages import scorm, zipped

GOOD = {"imsmanifest.xml": scorm(), "a.html": "<p>Uno</p>"}


def test_a_package_without_a_problem_ends_with_0(tmp_path, capsys):
    ending = main(["courses", "import", str(zipped(tmp_path, GOOD)), "--check", "--language", "it"])

    assert (ending, capsys.readouterr().out.splitlines()) == (
        0,
        [
            "SCORM 1.2: Corso",
            "2 files, 0.0 MB",
            "Unità che comunicano i risultati: 1",
            "  Uno (sco, a.html)",
            "Nothing is wrong with it.",
        ],
    )


def test_a_package_with_a_problem_ends_with_1_and_says_where(tmp_path, capsys):
    path = zipped(tmp_path, {"imsmanifest.xml": scorm()})

    ending = main(["courses", "import", str(path), "--check", "--language", "it"])

    out = capsys.readouterr().out
    assert ending == 1
    assert "! imsmanifest.xml, riga 9: Manca il file «a.html»." in out


def test_what_is_no_package_ends_with_2(tmp_path, capsys):
    path = zipped(tmp_path, {"a.crs": "", "a.au": ""})

    ending = main(["courses", "import", str(path), "--check", "--language", "en"])

    told = (
        "a.crs: This is an AICC package. AICC: not supported. Export the course as SCORM or cmi5.\n"
    )
    assert (ending, capsys.readouterr().err) == (2, told)


@pytest.mark.parametrize(
    ("files", "ending", "codes"),
    [(GOOD, 0, []), ({"imsmanifest.xml": scorm()}, 1, ["missing_file", "nothing_to_launch"]),
     ({"x": ""}, 2, ["no_manifest"])],
)  # fmt: skip
def test_programs_read_the_same_as_json(tmp_path, capsys, files, ending, codes):
    assert main(["courses", "import", str(zipped(tmp_path, files)), "--check", "--json"]) == ending

    answer = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in answer["problems"]] == codes
