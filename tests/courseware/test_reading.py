import random
import re
from contextlib import suppress
from pathlib import Path

import pytest

from innesto.courseware import words
from innesto.courseware.package import Kind, Problem, Severity, Unreadable
from innesto.courseware.reading import opened, read
from tests.courseware.packages import codes, scorm, zipped
from tests.courseware.test_scorm import sample

CODE = Path(words.__file__).parent
SPOKEN = ("en", "it", "de", "sv", "fi")


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"a.crs": "", "a.au": "", "a.des": ""}, "aicc"),
        ({"tincan.xml": ""}, "tincan"),
        ({"h5p.json": ""}, "h5p"),
        ({"moodle_backup.xml": ""}, "moodle"),
        ({"META-INF/container.xml": ""}, "epub"),
        ({"[Content_Types].xml": ""}, "office"),
        ({"library.xml": ""}, "olx_library"),
        ({"a.html": ""}, "no_manifest"),
        ({"imsmanifest.xml": ""}, "empty"),
        ({"imsmanifest.xml": "<html/>"}, "other_root"),
    ],
)
def test_what_is_no_package_of_ours_is_refused_by_name(tmp_path, files, code):
    with pytest.raises(Unreadable) as given_up:
        read(zipped(tmp_path, files))

    assert given_up.value.problem.code == code


def test_the_public_sample_of_aicc_is_refused():
    with pytest.raises(Unreadable) as given_up:
        read(sample("aicc_small.zip"))

    assert words.describe(given_up.value.problem, "en").startswith("This is an AICC package.")


@pytest.mark.parametrize(
    ("name", "code"), [("ImsManifest.XML", "misnamed"), ("pack/imsmanifest.xml", "in_a_folder")]
)
def test_a_manifest_out_of_place_is_told_and_read(tmp_path, name, code):
    folder = name.rpartition("/")[0]
    page = f"{folder}/a.html" if folder else "a.html"

    with opened(zipped(tmp_path, {name: scorm(), page: "<p>Uno</p>"})) as (archive, package):
        content = archive.read(package.launchable[0].launch)

    assert (package.kind, codes(package), content) == (Kind.SCORM_12, [code], b"<p>Uno</p>")


def test_whatever_is_broken_is_told_and_never_breaks_us(tmp_path):
    whole = zipped(tmp_path, {"imsmanifest.xml": scorm(), "a.html": "x" * 500}).read_bytes()
    chance = random.Random(7)
    path = tmp_path / "broken.zip"
    for _ in range(300):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            content[chance.randrange(len(content))] = chance.randrange(256)
        path.write_bytes(content[: chance.choice([len(content), chance.randrange(len(content))])])
        with suppress(Unreadable):
            assert read(path).kind is Kind.SCORM_12


def test_every_problem_has_words():
    written = "".join(path.read_text("utf-8") for path in CODE.glob("*.py"))
    raised = set(re.findall(r"""(?:unreadable|wrong|note|Problem)\(\s*"(\w+)\"""", written))
    returned = {"long_name", "odd_name", "absolute_name", "climbs_out"}
    left_out = set(re.findall(r'leave_out\("(\w+)"', written))
    others = {"tincan", "h5p", "moodle", "epub", "office", "olx_library"}

    assert raised | returned | left_out | others | {"same_name"} == set(words.PROBLEMS)
    lost = set(re.findall(r'lost\["(\w+)"\]', written))
    assert lost == set(words.LOST)


@pytest.mark.parametrize("language", SPOKEN)
def test_every_language_says_problems_with_their_values(language):
    for code, sentence in words.PROBLEMS.items():
        names = re.findall(r"\{(\w+)\}", sentence)
        problem = Problem(code, "a.xml", 3, Severity.ERROR, {name: f"«{name}»" for name in names})

        told = words.describe(problem, language)

        assert all(f"«{name}»" in told for name in names)
