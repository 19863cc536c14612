import pytest

from innesto.courseware.package import Kind, UnitKind, said
from innesto.courseware.quiz import Asked
from innesto.courseware.reading import read
from tests.courseware.packages import codes, zipped

MANIFEST = """<?xml version="1.0" encoding="UTF-8"?>
<manifest identifier="m" xmlns="http://www.imsglobal.org/xsd/{ns}/imscp_v1p1"
 xmlns:lom="http://ltsc.ieee.org/xsd/{ns}/LOM/manifest">
<metadata><schema>IMS Common Cartridge</schema><schemaversion>{version}</schemaversion>
<lom:lom><lom:general><lom:title><lom:string language="it">Corso</lom:string></lom:title>
</lom:general></lom:lom></metadata>
<organizations><organization identifier="o" structure="rooted-hierarchy"><item identifier="root">
<item identifier="p1"><title>Uno</title>
 <item identifier="i1" identifierref="r1"><title>Leggi</title></item>
 <item identifier="i2" identifierref="r2"><title>Vedi</title></item>
 <item identifier="i3" identifierref="r3"><title>Parla</title></item>
 <item identifier="i4" identifierref="r4"><title>Prova</title></item>
 <item identifier="i5" identifierref="r5"><title>Strumento</title></item>
 <item identifier="i6" identifierref="r6"><title>Piano</title></item>
</item></item></organization></organizations>
<resources>
<resource identifier="r1" type="webcontent" href="a.html"><file href="a.html"/></resource>
<resource identifier="r2" type="imswl_xmlv1p1"><file href="link.xml"/></resource>
<resource identifier="r3" type="imsdt_xmlv1p1"><file href="talk.xml"/></resource>
<resource identifier="r4" type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment"><file href="quiz.xml"/></resource>
<resource identifier="r5" type="imsbasiclti_xmlv1p0"><file href="tool.xml"/></resource>
<resource identifier="r6" type="webcontent" href="piano.pdf"><file href="piano.pdf"/></resource>
<resource identifier="r7" type="imsqti_xmlv1p2/imscc_xmlv1p1/question-bank"><file href="quiz.xml"/></resource>
</resources></manifest>"""
QUIZ = """<questestinterop><assessment ident="q" title="Prova"><section ident="s">
<item ident="1"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>cc_profile</fieldlabel>
<fieldentry>cc.multiple_choice.v0p1</fieldentry></qtimetadatafield></qtimetadata></itemmetadata>
<presentation><material><mattext texttype="text/html">&lt;p&gt;Chi?&lt;/p&gt;</mattext></material>
<response_lid ident="r" rcardinality="Single"><render_choice>
<response_label ident="a"><material><mattext>Il consiglio</mattext></material></response_label>
<response_label ident="b"><material><mattext>Nessuno</mattext></material></response_label>
</render_choice></response_lid></presentation>
<resprocessing><respcondition><conditionvar><varequal respident="r">{right}</varequal></conditionvar>
<setvar varname="SCORE" action="Set">100</setvar></respcondition></resprocessing></item>
</section></assessment></questestinterop>"""
FILES = {
    "a.html": "<p>a</p>",
    "link.xml": '<webLink><title>x</title><url href="https://example.org/?a=1"/></webLink>',
    "talk.xml": '<topic><title>x</title><text texttype="text/html">&lt;p&gt;Ciao&lt;/p&gt;</text></topic>',
    "quiz.xml": QUIZ.format(right="a"),
    "tool.xml": "<cartridge_basiclti_link><title>x</title><secure_launch_url>https://t.example"
    "</secure_launch_url></cartridge_basiclti_link>",
    "piano.pdf": "%PDF",
}


def manifest(version="1.1.0", ns="imsccv1p1"):
    """Return the manifest of a cartridge."""
    return MANIFEST.format(version=version, ns=ns)


def problems_of(tmp_path, **files):
    """Return what is wrong with a cartridge in which some files were changed."""
    named = {name.replace("__", "."): text for name, text in files.items()}
    return codes(read(zipped(tmp_path, {"imsmanifest.xml": manifest()} | FILES | named)))


@pytest.mark.parametrize(
    ("version", "ns", "named"),
    [
        ("1.0.0", "imscc", "1.0"),
        ("1.1.0", "imsccv1p1", "1.1"),
        ("1.2.0", "imsccv1p2", "1.2"),
        ("1.3.0", "imsccv1p3", "1.3"),
    ],
)
def test_all_versions_are_read(tmp_path, version, ns, named):
    files = {"imsmanifest.xml": manifest(version, ns)} | FILES

    package = read(zipped(tmp_path, files, "corso.imscc"))

    assert (package.kind, package.version, codes(package)) == (Kind.CARTRIDGE, named, [])
    assert dict(package.title) == {"it": "Corso"}
    assert [(u.kind, said(u.title), u.launch) for u in package.walk()] == [
        (UnitKind.GROUP, "Uno", ""),
        (UnitKind.PAGE, "Leggi", "a.html"),
        (UnitKind.LINK, "Vedi", "https://example.org/?a=1"),
        (UnitKind.DISCUSSION, "Parla", ""),
        (UnitKind.QUIZ, "Prova", "quiz.xml"),
        (UnitKind.TOOL, "Strumento", "https://t.example"),
        (UnitKind.FILE, "Piano", "piano.pdf"),
    ]
    assert dict(package.lost) == {"tool": 1, "question_bank": 1}


def test_questions_know_what_is_right(tmp_path):
    package = read(zipped(tmp_path, {"imsmanifest.xml": manifest()} | FILES))

    (question,) = next(unit.quiz for unit in package.walk() if unit.quiz).questions
    assert (question.asked, question.prompt) == (Asked.SINGLE, "<p>Chi?</p>")
    assert [(c.text, c.is_right) for c in question.choices] == [
        ("Il consiglio", True),
        ("Nessuno", False),
    ]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"quiz__xml": QUIZ.format(right="z")}, ["no_right_answer"]),
        ({"quiz__xml": "<questestinterop/>"}, ["no_questions"]),
        ({"quiz__xml": "<questestinterop"}, ["not_well_formed"]),
        ({"link__xml": "<webLink><title>x</title></webLink>"}, ["bad_link"]),
        ({"link__xml": '<webLink><url href="javascript:x"/></webLink>'}, ["bad_address", "bad_link"]),
        ({"talk__xml": '<!DOCTYPE t [<!ENTITY a "b">]><topic/>'}, ["entities"]),
    ],
)  # fmt: skip
def test_one_broken_part_is_told_and_the_rest_is_read(tmp_path, files, found):
    assert problems_of(tmp_path, **files) == found


def test_an_empty_cartridge_is_told(tmp_path):
    empty = manifest().partition("<organizations>")[0] + "<organizations/><resources/></manifest>"

    assert codes(read(zipped(tmp_path, {"imsmanifest.xml": empty}))) == [
        "nothing_inside",
        "no_items",
    ]
