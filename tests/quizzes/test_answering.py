from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from innesto.courses.models import Progress
from innesto.quizzes.actions.answering import (
    HandedInAlready,
    IsOpenAlready,
    NoAttemptLeft,
    NoQuestions,
    NothingToMark,
    TextMark,
    begin_attempt,
    hand_in_attempt,
    keep_answer,
    mark_texts,
)
from innesto.quizzes.models import Attempt
from innesto.quizzes.queries.standing import reached_before, standing_of, texts_waiting_for
from innesto.quizzes.questions import Marker
from innesto.quizzes.retention import forget_answers
from tests.courses.factories import AuthorFactory, EnrolmentFactory
from tests.quizzes.factories import AttemptFactory, EditionFactory, QuizFactory
from tests.quizzes.papers import SINGLE, TEXT


def answered(attempt, **answers):
    for key, answer in answers.items():
        attempt = keep_answer(attempt, key, answer)
    return attempt


def learner(edition):
    return EnrolmentFactory(course=edition.quiz.unit.course)


def done(attempt):
    return Progress.objects.filter(
        enrolment=attempt.enrolment, unit=attempt.quiz.unit, finished_at__isnull=False
    ).exists()


def test_begin_attempt_opens_one_at_the_newest_edition(db):
    old = EditionFactory()
    new = EditionFactory(quiz=old.quiz, number=2)
    enrolment = learner(new)

    attempt = begin_attempt(new.quiz, enrolment, by=enrolment.person)

    assert (attempt.edition, attempt.number, attempt.state) == (new, 1, "open")


def test_begin_attempt_twice_gives_the_one_that_is_open(db):
    edition = EditionFactory()
    enrolment = learner(edition)
    attempt = begin_attempt(edition.quiz, enrolment, by=enrolment.person)

    with pytest.raises(IsOpenAlready) as refused:
        begin_attempt(edition.quiz, enrolment, by=enrolment.person)

    assert refused.value.attempt == attempt


def test_begin_attempt_refuses_more_than_allowed_and_a_quiz_without_questions(db):
    quiz = QuizFactory(attempts_allowed=1)
    attempt = AttemptFactory(edition=EditionFactory(quiz=quiz), marked=True)
    empty = QuizFactory()

    with pytest.raises(NoAttemptLeft):
        begin_attempt(quiz, attempt.enrolment, by=attempt.enrolment.person)
    with pytest.raises(NoQuestions):
        begin_attempt(empty, attempt.enrolment, by=attempt.enrolment.person)


def test_keep_answer_of_two_tabs_keeps_both(db):
    attempt = AttemptFactory()
    other_tab = Attempt.objects.get(pk=attempt.pk)

    keep_answer(attempt, "s", "a")
    kept = keep_answer(other_tab, "m", ["a"])

    assert kept.answers == {"s": "a", "m": ["a"]}


@pytest.mark.capability("D-13")
def test_hand_in_attempt_marks_it_and_finishes_the_unit_once_passed(db):
    attempt = answered(AttemptFactory(), s="a", m=["a"])

    attempt = hand_in_attempt(attempt, by=attempt.enrolment.person)

    assert (attempt.state, attempt.percent, attempt.is_passed) == ("marked", 66, True)
    assert attempt.shares == {"s": "1", "m": "1/2"}
    assert done(attempt)


def test_hand_in_attempt_that_fails_leaves_the_unit_open(db):
    attempt = answered(AttemptFactory(), s="a")

    attempt = hand_in_attempt(attempt, by=attempt.enrolment.person)

    assert (attempt.percent, attempt.is_passed, done(attempt)) == (33, False, False)


def test_hand_in_attempt_of_a_measure_is_done_whatever_was_known(db):
    attempt = AttemptFactory(edition=EditionFactory(quiz=QuizFactory(pass_mark=0)))

    attempt = hand_in_attempt(attempt, by=attempt.enrolment.person)

    assert (attempt.percent, done(attempt)) == (0, True)


def test_what_was_handed_in_never_changes(db):
    attempt = answered(AttemptFactory(), s="a")
    stale = Attempt.objects.get(pk=attempt.pk)
    hand_in_attempt(attempt, by=attempt.enrolment.person)

    with pytest.raises(HandedInAlready):
        hand_in_attempt(stale, by=attempt.enrolment.person)
    with pytest.raises(HandedInAlready):
        keep_answer(stale, "s", "b")

    assert Attempt.objects.get(pk=attempt.pk).answers == {"s": "a"}


@pytest.mark.django_db(transaction=True)
def test_one_learner_in_two_tabs_begins_and_hands_in_once():
    if connection.vendor == "sqlite":
        pytest.skip("a second connection would see another database in memory")
    edition = EditionFactory()
    enrolment = learner(edition)
    together, told = Barrier(2, timeout=20), []

    def tab():
        try:
            together.wait()
            try:
                attempt = begin_attempt(edition.quiz, enrolment, by=enrolment.person)
            except IsOpenAlready as already:
                attempt = already.attempt
            together.wait()
            try:
                hand_in_attempt(attempt, by=enrolment.person)
                told.append("handed in")
            except HandedInAlready:
                told.append("already")
        finally:
            connection.close()

    threads = [Thread(target=tab) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["already", "handed in"]
    assert Attempt.objects.get().state == "marked"


@pytest.mark.parametrize("marker", [Marker.SELF, Marker.AUTHOR])
def test_mark_texts_gives_the_result_once(db, marker):
    text = {**TEXT, "marked_by": str(marker)}
    attempt = AttemptFactory(edition=EditionFactory(questions=[SINGLE, text]))
    attempt = answered(attempt, s="a", t="Because they told us.")
    learner = attempt.enrolment.person
    author = AuthorFactory(course=attempt.quiz.unit.course).person
    handed_in = hand_in_attempt(attempt, by=learner)
    marks = {"t": TextMark({"a": 2, "b": 0}, "An example?")}
    other = Marker.AUTHOR if marker == Marker.SELF else Marker.SELF

    with pytest.raises(NothingToMark):
        mark_texts(handed_in, marks, marker=other, by=learner)
    waiting = [one.url for one in texts_waiting_for(author, timezone.localdate())]
    marked = mark_texts(handed_in, marks, marker=marker, by=author)
    with pytest.raises(NothingToMark):
        mark_texts(handed_in, marks, marker=marker, by=author)

    assert handed_in.percent is None
    assert len(waiting) == (marker == Marker.AUTHOR)
    assert (marked.percent, marked.is_passed, done(marked)) == (75, True, True)
    assert marked.marks == {"t": {"points": {"a": 2, "b": 0}, "words": "An example?"}}


def test_a_text_left_blank_waits_for_nobody(db):
    attempt = AttemptFactory(edition=EditionFactory(questions=[SINGLE, TEXT]))

    assert hand_in_attempt(attempt, by=attempt.enrolment.person).state == "marked"


@pytest.mark.parametrize(("counts", "number"), [("best", 1), ("last", 3)])
def test_standing_of_says_which_attempt_counts(db, counts, number):
    edition = EditionFactory(quiz=QuizFactory(counts=counts, attempts_allowed=4))
    enrolment = learner(edition)
    for at, percent in enumerate([80, 40, 60], 1):
        AttemptFactory(
            edition=edition, enrolment=enrolment, number=at, marked=True, percent=percent,
            is_passed=percent >= 60,
        )  # fmt: skip

    standing = standing_of(edition.quiz, enrolment)

    assert standing.counting.number == number
    assert (standing.left, standing.may_begin, standing.reveals) == (1, True, True)


@pytest.mark.capability("D-02")
def test_reached_before_is_the_first_result_of_the_measure(db):
    before = AttemptFactory(
        edition=EditionFactory(quiz=QuizFactory(pass_mark=0)), marked=True, percent=40
    )
    after = QuizFactory(begins_with=before.quiz)

    assert reached_before(after, before.enrolment) == 40
    assert reached_before(after, EnrolmentFactory()) is None
    assert reached_before(before.quiz, before.enrolment) is None


def test_forget_answers_keeps_results(db):
    attempt = AttemptFactory(marked=True, answers={"s": "a"}, shares={"s": "1"})
    AttemptFactory(answers={"s": "a"})

    assert forget_answers(timezone.now()) == 1

    kept = Attempt.objects.get(pk=attempt.pk)
    assert (kept.answers, kept.shares, kept.percent) == ({}, {"s": "1"}, 100)


def test_visible_to_hides_attempts_from_all_but_the_learner(db, stranger):
    attempt = AttemptFactory()
    author = AuthorFactory(course=attempt.quiz.unit.course).person

    seen = [
        Attempt.objects.visible_to(person).count()
        for person in (attempt.enrolment.person, author, stranger)
    ]

    assert seen == [1, 0, 0]
