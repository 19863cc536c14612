from pathlib import Path

import pytest

from innesto.courseware.package import Kind, UnitKind
from innesto.courseware.reading import read
from tests.courseware.packages import ITEM, RESOURCE, codes, scorm, zipped

SAMPLES = Path("../shared/data/packages_samples")
SCORM_2004 = """<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3" xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
<metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
<organizations default="o"><organization identifier="o"><title>Course</title>
<item identifier="i1" identifierref="r1"><title>One</title>
 <adlcp:completionThreshold minProgressMeasure="0.8"/>
 <imsss:sequencing><imsss:sequencingRules/><imsss:objectives>
  <imsss:primaryObjective objectiveID="p" satisfiedByMeasure="true">
   <imsss:minNormalizedMeasure>0.6</imsss:minNormalizedMeasure></imsss:primaryObjective>
 </imsss:objectives></imsss:sequencing></item>
<item identifier="i2" identifierref="r2"><title>Two</title>
 <imsss:sequencing><imsss:sequencingRules/></imsss:sequencing></item>
</organization></organizations>
<resources xml:base="content/">
 <resource identifier="r1" type="webcontent" adlcp:scormType="sco" xml:base="one/" href="a.html?x=1"/>
 <resource identifier="r2" type="webcontent" adlcp:scormType="asset" href="b%20c.html"/>
</resources></manifest>"""


def sample(name):
    """Return the path of a public sample, or skip."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip(f"{path} is not here")
    return path


def problems_of(tmp_path, files=(), **parts):
    """Return what is wrong with a package of one page and this manifest."""
    content = {"imsmanifest.xml": scorm(**parts), "a.html": ""} | dict(files)
    return codes(read(zipped(tmp_path, content)))


@pytest.mark.parametrize(
    ("name", "kind", "version"),
    [
        ("scorm12_golf_runtime_basic.zip", Kind.SCORM_12, "1.2"),
        ("scorm2004_3rd_golf_runtime_basic.zip", Kind.SCORM_2004, "2004 3rd Edition"),
    ],
)
def test_public_samples_are_read_without_a_problem(name, kind, version):
    package = read(sample(name))

    assert (package.kind, package.version, codes(package)) == (kind, version, [])
    assert [unit.launch for unit in package.launchable] == ["shared/launchpage.html"]


def test_scorm_12_says_when_a_unit_is_passed_and_open(tmp_path):
    inside = (
        "<adlcp:masteryscore>80</adlcp:masteryscore><adlcp:datafromlms>x=1</adlcp:datafromlms>"
        "<adlcp:maxtimeallowed>00:30:00</adlcp:maxtimeallowed>"
    )
    second = (
        '<item identifier="i2" identifierref="r1" parameters="?part=2"><title>Due</title>'
        '<adlcp:prerequisites type="aicc_script">i1</adlcp:prerequisites></item>'
    )
    manifest = scorm(items=ITEM.format(inside=inside) + second)

    one, two = read(zipped(tmp_path, {"imsmanifest.xml": manifest, "a.html": ""})).units

    assert (one.mastery, one.data, one.time_limit) == (0.8, "x=1", "00:30:00")
    assert (two.prerequisites, two.launch, two.parameters) == ("i1", "a.html", "?part=2")


def test_scorm_2004_follows_bases_and_objectives(tmp_path):
    files = {"content/one/a.html": "", "content/b c.html": ""}

    package = read(zipped(tmp_path, {"imsmanifest.xml": SCORM_2004} | files))

    one, two = package.units
    assert (package.kind, package.version) == (Kind.SCORM_2004, "2004 4th Edition")
    assert (one.launch, one.parameters, one.mastery) == ("content/one/a.html", "?x=1", 0.6)
    assert one.completion_from == 0.8
    assert (two.kind, two.launch) == (UnitKind.ASSET, "content/b c.html")
    assert (dict(package.lost), codes(package)) == ({"sequencing": 1}, [])


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("b.html", ["missing_file", "nothing_to_launch"]),
        ("../a.html", ["address_climbs_out", "nothing_to_launch"]),
        ("/a.html", ["absolute_address", "nothing_to_launch"]),
        ("file:///C:/a.html", ["bad_address", "nothing_to_launch"]),
        ("javascript:alert(1)", ["bad_address", "nothing_to_launch"]),
        ("//evil.example/a.html", ["bad_address", "nothing_to_launch"]),
        ("http://[broken", ["bad_address", "nothing_to_launch"]),
        ("", ["no_launch", "nothing_to_launch"]),
        ("https://example.org/a.html", ["elsewhere"]),
        ("A.HTML", ["other_capitals"]),
        ("./b/../a.html#top", []),
    ],
)
def test_where_a_launch_leads_is_looked_at(tmp_path, href, found):
    assert problems_of(tmp_path, resources=RESOURCE.format(href=href)) == found


def test_the_same_identifier_twice_is_told_with_both_lines(tmp_path):
    items = ITEM.format(inside="") + "\n" + ITEM.format(inside="")

    package = read(zipped(tmp_path, {"imsmanifest.xml": scorm(items=items), "a.html": ""}))

    (problem,) = package.problems
    assert (problem.code, problem.line, dict(problem.values)) == (
        "same_identifier",
        7,
        {"identifier": "i1", "first": "6"},
    )


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<adlcp:masteryscore>101</adlcp:masteryscore>", ["wrong_value"]),
        ("<adlcp:masteryscore>half</adlcp:masteryscore>", ["wrong_value"]),
        ("<adlcp:maxtimeallowed>soon</adlcp:maxtimeallowed>", ["wrong_value"]),
        ("<adlcp:prerequisites>nobody</adlcp:prerequisites>", ["bad_prerequisite"]),
        ("<adlcp:prerequisites>(i1</adlcp:prerequisites>", ["bad_prerequisite"]),
    ],
)
def test_values_are_looked_at(tmp_path, inside, found):
    assert problems_of(tmp_path, items=ITEM.format(inside=inside)) == found


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (
            {"items": '<item identifier="i" identifierref="r9"><title>x</title></item>'},
            ["no_resource", "nothing_to_launch"],
        ),
        ({"items": '<item identifierref="r1"><title>x</title></item>'}, ["no_identifier"]),
        ({"items": ""}, ["no_items"]),
        ({"items": ITEM.format(inside="").replace("Uno", "")}, ["no_title"]),
        (
            {"items": ITEM.format(inside="") + '<item identifier="e"><title>E</title></item>'},
            ["empty_item"],
        ),
        ({"resources": RESOURCE.format(href="a.html") * 1 + "<resource href='a.html'/>"},
         ["no_identifier"]),
        (
            {"resources": RESOURCE.format(href="a.html").replace(
                "/>", '><file href="gone.js"/><dependency identifierref="r8"/></resource>')},
            ["missing_file", "no_resource"],
        ),
    ],
)  # fmt: skip
def test_what_the_manifest_leaves_open_is_told(tmp_path, parts, found):
    assert problems_of(tmp_path, **parts) == found


def test_a_thousand_units_are_read_in_their_order(tmp_path):
    items = "".join(
        f'<item identifier="i{n}" identifierref="r1"><title>{n}</title></item>' for n in range(1000)
    )

    package = read(zipped(tmp_path, {"imsmanifest.xml": scorm(items=items), "a.html": ""}))

    assert [unit.identifier for unit in package.launchable] == [f"i{n}" for n in range(1000)]
    assert codes(package) == []


def test_of_many_alike_problems_fifty_are_told_and_the_rest_counted(tmp_path):
    items = "".join(
        f'<item identifier="i{n}" identifierref="no"><title>{n}</title></item>' for n in range(60)
    )

    found = read(zipped(tmp_path, {"imsmanifest.xml": scorm(items=items), "a.html": ""})).problems

    assert [p.code for p in found].count("no_resource") == 50
    assert [dict(p.values) for p in found if p.code == "and_more"] == [{"count": "10"}]


def test_a_page_that_loads_what_is_missing_is_told(tmp_path):
    page = {"a.html": '<link href="style.css"><script src="js/no.js"></script><img src="x.png">',
            "x.png": ""}  # fmt: skip

    assert problems_of(tmp_path, page) == ["page_lacks", "page_lacks"]
