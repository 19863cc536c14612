import pytest

from innesto.courses.http import kind_of
from innesto.quizzes.actions.writing import (
    UnknownQuestion,
    copy_question,
    drop_question,
    move_question,
    set_quiz_rules,
    write_question,
    write_questions,
)
from innesto.quizzes.models import Quiz
from innesto.quizzes.queries.items import items_of
from innesto.quizzes.queries.standing import edition_of, quiz_of
from innesto.quizzes.unit_kind import copy, missing
from tests.courses.factories import UnitFactory
from tests.quizzes.factories import AttemptFactory, EditionFactory, QuizFactory
from tests.quizzes.papers import ALL, MULTIPLE, SINGLE, asked


def keys(unit):
    return [one.key for one in edition_of(quiz_of(unit)).asked]


@pytest.fixture
def unit(db):
    return EditionFactory(questions=ALL).quiz.unit


def test_set_quiz_rules_makes_the_quiz_of_a_new_unit(db, stranger):
    unit = UnitFactory(kind="quiz")

    set_quiz_rules(unit, by=stranger, pass_mark=75, attempts_allowed=2)

    quiz = Quiz.objects.get(unit=unit)
    assert (quiz.pass_mark, quiz.attempts_allowed) == (75, 2)
    assert kind_of(unit).key == "quiz"


def test_write_questions_puts_all_in_place(db):
    unit = UnitFactory(kind="quiz")

    write_questions(unit, [asked(one) for one in ALL], by=None)

    assert edition_of(quiz_of(unit)).asked == [asked(one) for one in ALL]


def test_write_question_without_a_key_adds_one(unit, stranger):
    written = write_question(unit, asked(SINGLE, key=""), by=stranger)

    assert (written.key, keys(unit)) == ("q1", [*"smopnt", "q1"])


def test_write_question_changes_the_one_with_its_key(unit, stranger):
    write_question(unit, asked(SINGLE, points=5), by=stranger)

    assert (edition_of(quiz_of(unit)).asked[0].points, keys(unit)) == (5, [*"smopnt"])


def test_write_question_that_a_colleague_took_away_is_refused(unit, stranger):
    drop_question(unit, "s", by=stranger)

    with pytest.raises(UnknownQuestion):
        write_question(unit, asked(SINGLE), by=stranger)

    assert keys(unit) == [*"mopnt"]


@pytest.mark.parametrize(
    ("key", "down", "order"),
    [("m", False, "msopnt"), ("m", True, "sompnt"), ("s", False, "smopnt")],
)
def test_move_question(unit, stranger, key, down, order):
    move_question(unit, key, down=down, by=stranger)

    assert keys(unit) == [*order]


def test_copy_question_stands_behind_it(unit, stranger):
    copy_question(unit, "s", by=stranger)

    assert keys(unit) == ["s", "q1", *"mopnt"]


def test_what_somebody_began_is_changed_in_a_new_edition(db, stranger):
    attempt = AttemptFactory()
    unit = attempt.quiz.unit

    drop_question(unit, "s", by=stranger)
    drop_question(unit, "m", by=stranger)

    attempt.edition.refresh_from_db()
    assert [one["key"] for one in attempt.edition.questions] == ["s", "m"]
    assert [(one.number, len(one.questions)) for one in attempt.quiz.editions.all()] == [
        (1, 2),
        (2, 0),
    ]


def test_items_of_leaves_out_answers_to_what_was_worded_otherwise(db, stranger):
    attempt = AttemptFactory(marked=True, answers={"s": "a"}, shares={"s": "1", "m": "0"})
    write_question(attempt.quiz.unit, asked(MULTIPLE, points=1), by=stranger)

    single, multiple = items_of(edition_of(attempt.quiz))

    assert (single.learners, single.taken["a"], multiple.learners) == (1, 1, 0)


def test_missing_names_each_question_with_what_it_lacks(db):
    whole = EditionFactory(questions=ALL).quiz.unit
    part = EditionFactory(questions=[SINGLE, {**MULTIPLE, "feedback": {}}]).quiz.unit
    empty = UnitFactory(kind="quiz")

    found = missing([whole, part, empty])

    assert {pk: len(words) for pk, words in found.items()} == {whole.pk: 0, part.pk: 1, empty.pk: 1}
    assert str(found[part.pk][0]).startswith("Domanda 2:")


def test_copy_takes_rules_and_questions_but_no_attempts(db):
    quiz = AttemptFactory(edition=EditionFactory(quiz=QuizFactory(pass_mark=90))).quiz
    to, blank = UnitFactory(kind="quiz"), UnitFactory(kind="quiz")

    copy(quiz.unit, to)
    copy(blank, UnitFactory(kind="quiz"))

    assert (to.quiz.pass_mark, keys(to), to.quiz.attempts.count()) == (90, ["s", "m"], 0)
    assert not Quiz.objects.filter(unit=blank).exists()
