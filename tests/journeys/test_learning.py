"""An officer begins a course, fails a quiz, reads why, and passes."""

from pathlib import Path

import pytest
import yaml

from innesto.config import demo

MODULE = Path(demo.__file__).parent / "digital_city" / "module-1.yaml"
COURSE = "/corsi/digital-city-expert/"


@pytest.fixture(scope="module")
def asked():
    """The questions of the quiz as its authors wrote them, by their words in Italian."""
    quiz = yaml.safe_load(MODULE.read_text("utf-8"))["quiz"]
    return {one["text"]["it"]: one for one in quiz["questions"]}


@pytest.mark.capability("D-11")
@pytest.mark.capability("D-13")
def test_an_officer_fails_a_quiz_learns_from_what_it_says_and_passes(visit, asked):
    officer = visit(email="carla@example.org", kind="phone")
    page = officer.open(COURSE)
    officer.look("corso")
    page.get_by_role("button", name="Inizia il corso").click()
    page.get_by_role("link", name="Prima il problema, poi la tecnologia").first.click()
    officer.look("unita")
    page.get_by_role("button", name="Fatto, vai avanti").click()
    page.get_by_role("heading", level=1, name="Chi resta fuori").wait_for()
    page.get_by_role("link", name="Cinque domande prima di dire sì").first.click()
    page.get_by_role("heading", level=1, name="Cinque domande").wait_for()
    assert page.locator("video track").count() == 2
    officer.look("video")
    page.get_by_role("link", name="A che punto sei con il primo modulo").first.click()

    page.get_by_role("button", name="Inizia il quiz").click()
    answer_all(officer, {text: {} for text in asked})
    page.get_by_text("Non ancora superato").wait_for()
    page.get_by_text(asked["Metti in ordine i passi"]["feedback"]["it"]).wait_for()
    officer.look("quiz")

    page.get_by_role("button", name="Riprova").click()
    answer_all(officer, asked)
    page.get_by_text("Superato con").wait_for()
    officer.look()


def answer_all(officer, asked):
    """Answer every question with what is known of it, and hand in."""
    page = officer.page
    main = page.get_by_role("main")
    for number in range(1, len(asked) + 1):
        page.get_by_text(f"Domanda {number} di {len(asked)}").wait_for()
        text = next(text for text in asked if main.get_by_text(text).count())
        fill(main, asked[text])
        main.get_by_role("button", name="Salva e").click()
    main.get_by_role("button", name="Consegna").click()


def fill(main, question):
    """Give the right answer; to a question of which nothing is known, none."""
    choices = question.get("choices", [])
    match question.get("kind"):
        case "single" | "multiple":
            for one in choices:
                if one.get("right"):
                    main.get_by_label(one["text"]["it"]).check()
        case "order":
            for place, one in enumerate(choices, start=1):
                main.get_by_label(one["text"]["it"]).select_option(index=place)
        case "match":
            for one in choices:
                partner = one["partner"]["it"]
                main.get_by_label(one["text"]["it"]).select_option(label=partner)
        case "number":
            main.get_by_role("textbox").fill(question["value"])
