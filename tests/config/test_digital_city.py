"""What the course of the demo is made of: words enough, in both languages, questions that teach."""

import pytest
import yaml

from innesto.config.demo.digital_city.making import FOLDER
from innesto.quizzes.questions import questions_from

MODULES = [yaml.safe_load(path.read_text("utf-8")) for path in sorted(FOLDER.glob("module-*.yaml"))]


@pytest.mark.parametrize("told", MODULES, ids=lambda told: told["module"])
def test_a_module_has_texts_a_quiz_that_teaches_and_work_for_peers(told):
    texts = [one for one in told["units"] if one["kind"] == "text"]
    questions = questions_from(told["quiz"]["questions"])

    assert [380 < len(one[code].split()) < 700 for one in texts for code in ("it", "en")] == [
        True
    ] * (2 * len(texts))
    assert 5 <= len(questions) <= 8
    assert [
        bool(one.feedback or one.model or all(choice.feedback for choice in one.choices))
        for one in questions
    ] == [True] * len(questions)
    assert [len(one["levels"]) for one in told["assignment"]["rubric"]] == [4] * 3


def test_the_film_is_small_and_its_captions_end_with_it():
    film = next(one for told in MODULES for one in told["units"] if one["kind"] == "video")
    captions = [(FOLDER / name).read_text("utf-8") for name in film["captions"].values()]

    assert (FOLDER / film["file"]).stat().st_size <= 600_000
    assert [f"00:00:{film['seconds']}.000" in text for text in captions] == [True, True]
    assert set(film["transcript"]) == {"it", "en"}
