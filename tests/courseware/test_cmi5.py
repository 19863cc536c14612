import pytest

from innesto.courseware.package import Kind, Unreadable
from innesto.courseware.reading import read
from tests.courseware.packages import codes, zipped
from tests.courseware.test_scorm import sample

STRUCTURE = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/c"><title><langstring lang="it">Corso</langstring>
<langstring lang="en">Course</langstring></title></course>
{units}
</courseStructure>"""
AU = (
    '<au id="{id}" moveOn="CompletedAndPassed" masteryScore="{mastery}" launchMethod="OwnWindow">'
    '<title><langstring lang="it">Uno</langstring></title><url>{url}</url>'
    "<launchParameters>x=1</launchParameters></au>"
)


def au(identifier="https://example.org/1", url="a.html?m=2", mastery="0.5"):
    """Return an assignable unit."""
    return AU.format(id=identifier, url=url, mastery=mastery)


def package(tmp_path, units):
    """Return a package of these units."""
    files = {"cmi5.xml": STRUCTURE.format(units=units), "a.html": ""}
    return read(zipped(tmp_path, files))


def test_the_public_sample_is_read():
    found = read(sample("cmi5_small.zip"))

    (unit,) = found.launchable
    assert (found.kind, found.languages) == (Kind.CMI5, ("en-US",))
    assert (unit.launch, unit.mastery, unit.move_on) == ("index.html", 0.3, "CompletedOrPassed")
    assert set(codes(found)) == {"page_lacks"}


def test_blocks_and_units_say_when_they_are_done(tmp_path):
    block = (
        '<block id="https://example.org/b"><title><langstring lang="it">Parte</langstring></title>'
    )

    found = package(tmp_path, f"{block}{au()}</block>")

    (unit,) = found.launchable
    assert [one.identifier for one in found.walk()] == [
        "https://example.org/b",
        "https://example.org/1",
    ]
    assert (unit.launch, unit.parameters, unit.data) == ("a.html", "?m=2", "x=1")
    assert (unit.mastery, unit.move_on, unit.own_window) == (0.5, "CompletedAndPassed", True)
    assert (dict(found.title), codes(found)) == ({"it": "Corso", "en": "Course"}, [])


@pytest.mark.parametrize(
    ("units", "found"),
    [
        (au() + "\n" + au(), ["same_identifier"]),
        (au(identifier="one"), ["no_iri"]),
        (au(identifier=""), ["no_identifier"]),
        (au(mastery="1.5"), ["wrong_value"]),
        (au(mastery="half"), ["wrong_value"]),
        (au().replace("CompletedAndPassed", "Sometimes"), ["wrong_value"]),
        (au(url="a.html?Endpoint=x"), ["reserved_words"]),
        (au(url=""), ["no_launch", "nothing_to_launch"]),
        (au(url="b.html"), ["missing_file", "nothing_to_launch"]),
        (au(url="../a.html"), ["address_climbs_out", "nothing_to_launch"]),
        (au(url="https://example.org/au/"), []),
        ("", ["nothing_to_launch"]),
    ],
)
def test_what_the_structure_says_is_looked_at(tmp_path, units, found):
    assert codes(package(tmp_path, units)) == found


def test_a_structure_comes_without_a_package_when_its_units_are_elsewhere(tmp_path):
    path = tmp_path / "cmi5.xml"
    path.write_text(STRUCTURE.format(units=au(url="https://example.org/au/")), "utf-8")

    assert [unit.launch for unit in read(path).launchable] == ["https://example.org/au/"]


def test_other_xml_is_refused(tmp_path):
    path = tmp_path / "cmi5.xml"
    path.write_text("<html/>", "utf-8")

    with pytest.raises(Unreadable) as given_up:
        read(path)

    assert given_up.value.problem.code == "other_root"
