import pytest

from innesto.courseware.package import Kind, UnitKind, said
from innesto.courseware.quiz import Asked
from innesto.courseware.reading import read
from tests.courseware.packages import codes, tarred, zipped

PROBLEM = """<problem display_name="Prova" max_attempts="2">
<p>Leggi bene.</p>
<multiplechoiceresponse><label>Chi decide?</label><choicegroup type="MultipleChoice">
<choice correct="true">Il consiglio<choicehint>Giusto.</choicehint></choice>
<choice correct="false">Nessuno</choice></choicegroup></multiplechoiceresponse>
<choiceresponse><label>Quali?</label><checkboxgroup><choice correct="true">A</choice>
<choice correct="true">B</choice></checkboxgroup></choiceresponse>
<numericalresponse answer="200"><label>Quanti?</label>
<responseparam type="tolerance" default="5%"/><formulaequationinput/></numericalresponse>
<stringresponse answer="Torino"><additional_answer answer="Turin"/><textline/></stringresponse>
<optionresponse><optioninput options="('sì','no')" correct="no"/></optionresponse>
<customresponse cfn="check"><textline/></customresponse>
<solution><p>Art. 42</p></solution></problem>"""
FILES = {
    "course/course.xml": '<course url_name="2026" org="Asti" course="DCE"/>',
    "course/course/2026.xml": '<course display_name="Vecchio"><chapter url_name="c1"/><wiki/></course>',
    "course/chapter/c1.xml": '<chapter display_name="Uno"><sequential url_name="s1"/></chapter>',
    "course/sequential/s1.xml": '<sequential><vertical url_name="v1"/></sequential>',
    "course/vertical/v1.xml": (
        '<vertical display_name="Insieme"><html url_name="h1"/><problem url_name="p1"/>'
        '<video url_name="w1" display_name="Guarda" youtube_id_1_0="abc"/>'
        '<discussion url_name="d1"/><poll url_name="x1" display_name="Voto"/></vertical>'
    ),
    "course/html/h1.xml": '<html filename="h1" display_name="Leggi"/>',
    "course/html/h1.html": "<p>Città</p>",
    "course/problem/p1.xml": PROBLEM,
    "course/policies/2026/policy.json": (
        '{"course/2026": {"display_name": "Esperti di città digitali", "language": "it"}}'
    ),
}


def changed(**files):
    """Return the course with some files changed, or left out."""
    named = {f"course/{name.replace('__', '/')}.xml": text for name, text in files.items()}
    return {name: text for name, text in (FILES | named).items() if text is not None}


@pytest.mark.parametrize("pack", [tarred, zipped])
def test_a_course_is_read_from_tar_and_zip(tmp_path, pack):
    package = read(pack(tmp_path, FILES))

    assert (package.kind, package.identifier) == (Kind.OLX, "Asti/DCE/2026")
    assert (dict(package.title), package.languages) == (
        {"it": "Esperti di città digitali"},
        ("it",),
    )
    assert [(u.kind, said(u.title)) for u in package.walk()] == [
        (UnitKind.GROUP, "Uno"),
        (UnitKind.GROUP, ""),
        (UnitKind.GROUP, "Insieme"),
        (UnitKind.PAGE, "Leggi"),
        (UnitKind.QUIZ, "Prova"),
        (UnitKind.VIDEO, "Guarda"),
        (UnitKind.DISCUSSION, ""),
        (UnitKind.OTHER, "Voto"),
    ]
    assert dict(package.lost) == {"question": 1, "component": 1}
    assert codes(package) == ["unknown_component"]


def test_questions_of_studio_are_understood(tmp_path):
    units = list(read(tarred(tmp_path, FILES)).walk())

    quiz = next(unit.quiz for unit in units if unit.quiz)
    single, multiple, number, words, option = quiz.questions
    assert quiz.attempts == 2
    assert [(c.text, c.is_right, c.feedback) for c in single.choices] == [
        ("Il consiglio", True, "Giusto."),
        ("Nessuno", False, ""),
    ]
    assert single.prompt == "<p>Leggi bene.</p><p>Chi decide?</p>"
    assert (multiple.asked, [c.is_right for c in multiple.choices]) == (Asked.MULTIPLE, [True] * 2)
    assert (number.asked, number.answers, number.tolerance) == (Asked.NUMBER, ("200",), 10)
    assert words.answers == ("Torino", "Turin")
    assert [(c.text, c.is_right) for c in option.choices] == [("sì", False), ("no", True)]
    assert {question.feedback for question in quiz.questions} == {"Art. 42"}
    assert [unit.text for unit in units if unit.kind is UnitKind.PAGE] == ["<p>Città</p>"]


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ({"chapter__c1": None}, ["missing_file"]),
        ({"html__h1": '<html filename="gone"/>'}, ["missing_file"]),
        ({"sequential__s1": "<sequential"}, ["not_well_formed"]),
        (
            {"chapter__c1": '<chapter><sequential url_name="s1"/><sequential url_name="s1"/></chapter>'},
            ["same_identifier"],
        ),
        ({"chapter__c1": '<chapter><sequential url_name="../../x"/></chapter>'}, ["bad_address"]),
        ({"problem__p1": "<problem><p>Ciao</p></problem>"}, ["unknown_question"]),
        (
            {"vertical__v1": '<vertical><video url_name="w" html5_sources="[&quot;/static/no.mp4&quot;]"/></vertical>'},
            ["missing_file", "no_launch"],
        ),
    ],
)  # fmt: skip
def test_what_is_broken_in_one_place_leaves_the_rest(tmp_path, files, found):
    package = read(tarred(tmp_path, changed(**files)))

    assert [code for code in codes(package) if code != "unknown_component"][: len(found)] == (found)


def test_settings_that_are_no_json_are_told(tmp_path):
    files = FILES | {"course/policies/2026/policy.json": "{"}

    assert "bad_json" in codes(read(tarred(tmp_path, files)))


def test_a_course_that_points_at_itself_ends(tmp_path):
    files = changed(chapter__c1='<chapter><chapter url_name="c1"/></chapter>')

    assert "same_identifier" in codes(read(tarred(tmp_path, files)))
