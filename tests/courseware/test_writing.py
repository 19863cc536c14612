"""What we write is read again: by our own reader, and against what the standard asks for."""

import io
import xml.etree.ElementTree as ET
import zipfile

import pytest

from innesto.courseware.package import Kind, UnitKind, said
from innesto.courseware.quiz import Asked, Choice, Question, Quiz
from innesto.courseware.reading import read
from innesto.courseware.writing import (
    Cartridge,
    Discussion,
    Document,
    Page,
    Part,
    Version,
    Weblink,
    write_cartridge,
)
from tests.courseware.packages import codes

QUIZ = Quiz(
    "q",
    "Prova",
    (
        Question(
            "1",
            Asked.SINGLE,
            "<p>Chi decide?</p>",
            (Choice("Il consiglio", True, "Giusto."), Choice("Nessuno", False, "Rileggi.")),
            feedback="<p>Art. 42</p>",
        ),
        Question(
            "2",
            Asked.MULTIPLE,
            "Quali?",
            (Choice("A", True), Choice("B"), Choice("C", True)),
            points=2,
        ),
        Question("3", Asked.WORDS, "Come si dice?", answers=("innesto", "un innesto")),
        Question("4", Asked.FREE, "Racconta"),
        Question("5", Asked.MATCH, "Unisci"),
    ),
    attempts=3,
)
COURSE = Cartridge(
    "corso-1",
    "Città & dati",
    "it",
    (
        Part("Uno", (Page("Leggi", "<p>È <b>così</b></p>"), Weblink("Vedi", "https://x.it/?a&b"))),
        Part(
            "Due",
            (
                QUIZ,
                Document("Piano", "piano più.pdf", lambda: io.BytesIO(b"%PDF-1.7")),
                Discussion("Parla", "<p>Che ne pensi?</p>"),
            ),
        ),
    ),
    "Che cosa fare",
)


@pytest.fixture(params=Version)
def written(request, tmp_path):
    """Return the path of the course as a cartridge, in each version."""
    path = tmp_path / "corso.imscc"
    with path.open("wb") as file:
        write_cartridge(COURSE, file, request.param)
    return path


def test_a_written_course_is_read_again(written):
    package = read(written)

    assert (package.kind, codes(package), dict(package.lost)) == (Kind.CARTRIDGE, [], {})
    assert (said(package.title), said(package.description)) == ("Città & dati", "Che cosa fare")
    assert [(u.kind, said(u.title)) for u in package.walk()] == [
        (UnitKind.GROUP, "Uno"),
        (UnitKind.PAGE, "Leggi"),
        (UnitKind.LINK, "Vedi"),
        (UnitKind.GROUP, "Due"),
        (UnitKind.QUIZ, "Prova"),
        (UnitKind.FILE, "Piano"),
        (UnitKind.DISCUSSION, "Parla"),
    ]
    assert [u.launch for u in package.walk() if u.kind is UnitKind.LINK] == ["https://x.it/?a&b"]


def test_questions_survive_the_journey_but_for_what_the_profile_cannot_say(written):
    quiz = next(unit.quiz for unit in read(written).walk() if unit.quiz)

    assert (quiz.title, quiz.attempts) == ("Prova", 3)
    assert [
        (q.asked, q.prompt, [(c.text, c.is_right, c.feedback) for c in q.choices], q.answers)
        for q in quiz.questions
    ] == [
        (q.asked, q.prompt, [(c.text, c.is_right, c.feedback) for c in q.choices], q.answers)
        for q in QUIZ.questions[:4]
    ]
    assert [q.points for q in quiz.questions] == [1, 2, 1, 1]
    assert quiz.questions[0].feedback == "<p>Art. 42</p>"


def test_moodle_finds_what_it_looks_for(tmp_path):
    path = tmp_path / "corso.imscc"
    with path.open("wb") as file:
        write_cartridge(COURSE, file, Version.FOR_MOODLE)

    with zipfile.ZipFile(path) as archive:
        manifest = archive.read("imsmanifest.xml")
        root = ET.fromstring(manifest)
        listed = {element.get("href") for element in root.iter() if element.tag.endswith("}file")}

        assert b'xmlns="http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"' in manifest[:500]
        assert {e.get("type") for e in root.iter() if e.tag.endswith("}resource")} == {
            "webcontent",
            "imswl_xmlv1p1",
            "imsdt_xmlv1p1",
            "imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
        }
        assert set(archive.namelist()) == {"imsmanifest.xml", *listed}


def test_the_same_course_gives_the_same_bytes():
    once, again = io.BytesIO(), io.BytesIO()

    write_cartridge(COURSE, once, Version.NEWEST)
    write_cartridge(COURSE, again, Version.NEWEST)

    assert once.getvalue() == again.getvalue()
