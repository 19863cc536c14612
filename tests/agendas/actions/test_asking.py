import datetime

import pytest

from innesto.agendas.actions.asking import (
    AskedEnough,
    NotTaken,
    VotedAlready,
    answer_in_room,
    put_question,
    sort_question,
    want_to_know,
)
from innesto.agendas.models import RoomQuestion
from innesto.agendas.queries.asking import questions_at
from tests.agendas.factories import RoomFactory, RoomQuestionFactory
from tests.exchanges.factories import ExchangeFactory
from tests.practices.factories import PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def exchange():
    return RoomFactory().exchange


def test_put_question_waits_for_the_facilitator(exchange, nobody):
    put_question(exchange, by=None, visitor="a", text="Who pays?")

    assert list(questions_at(exchange, viewer=nobody)) == []


def test_put_question_is_shown_at_once_where_the_room_says_so(nobody):
    exchange = RoomFactory(shows_at_once=True).exchange

    question = put_question(exchange, by=None, visitor="a", text="Who pays?")

    assert list(questions_at(exchange, viewer=nobody)) == [question]


def test_put_question_is_slowed_down_for_one_browser_and_not_for_another(exchange):
    for _number in range(5):
        put_question(exchange, by=None, visitor="a", text="Again?")

    with pytest.raises(AskedEnough):
        put_question(exchange, by=None, visitor="a", text="Again?")

    assert put_question(exchange, by=None, visitor="b", text="First?")
    RoomQuestion.objects.update(asked_at=RoomQuestion.objects.first().asked_at - A_WHILE)
    assert put_question(exchange, by=None, visitor="a", text="Later?")


A_WHILE = datetime.timedelta(minutes=11)


def test_put_question_takes_no_more_from_outside_when_too_many_are_unseen(exchange, monkeypatch):
    monkeypatch.setattr("innesto.agendas.queries.asking.MOST_UNSEEN", 1)
    put_question(exchange, by=None, visitor="a", text="One?")

    with pytest.raises(AskedEnough):
        put_question(exchange, by=None, visitor="b", text="Two?")


@pytest.mark.parametrize("room", [None, False])
def test_put_question_needs_a_room_that_takes_questions(room):
    exchange = ExchangeFactory() if room is None else RoomFactory(takes_questions=False).exchange

    with pytest.raises(NotTaken):
        put_question(exchange, by=None, visitor="a", text="Who pays?")


def test_who_facilitates_writes_down_what_the_room_asks_at_any_time(admin, nobody):
    exchange = RoomFactory(takes_questions=False).exchange

    question = put_question(exchange, by=admin, text="Who pays?", origin="room", is_trusted=True)

    assert list(questions_at(exchange, viewer=nobody)) == [question]


def test_want_to_know_counts_each_person_and_each_browser_once(stranger):
    question = RoomQuestionFactory()
    for who in ({"by": stranger}, {"by": None, "visitor": "a"}, {"by": None, "visitor": "b"}):
        want_to_know(question, **who)
        with pytest.raises(VotedAlready):
            want_to_know(question, **who)

    question.refresh_from_db()
    assert question.votes == 3


def test_sort_question_hides_and_shows(admin, nobody):
    question = RoomQuestionFactory()

    sort_question(question, "hidden", by=admin)
    hidden = list(questions_at(question.exchange, viewer=nobody))
    sort_question(question, "shown", by=admin)

    assert (hidden, list(questions_at(question.exchange, viewer=nobody))) == ([], [question])


@pytest.mark.capability("S-22")
def test_answer_in_room_stands_on_the_page_of_the_case_too(admin, client):
    practice = PracticeFactory(published=True)
    question = RoomQuestionFactory(practice=practice, text="Who pays?", asker="Anna", origin="room")

    answer_in_room(question, answer="The region, for two years.", by=admin)
    answer_in_room(question, answer="The region, for three years.", by=admin)

    [on_case] = practice.questions.all()
    assert (on_case.text, on_case.asker, on_case.origin) == ("Who pays?", "Anna", "room")
    assert on_case.answer == "The region, for two years."
    question.refresh_from_db()
    assert question.answer == "The region, for three years."


def test_answered_questions_stand_after_those_that_most_want_to_know(admin, nobody):
    exchange = ExchangeFactory()
    few = RoomQuestionFactory(exchange=exchange, votes=1)
    many = RoomQuestionFactory(exchange=exchange, votes=9)
    answered = RoomQuestionFactory(exchange=exchange, votes=99)
    answer_in_room(answered, answer="Yes.", by=admin)

    assert list(questions_at(exchange, viewer=nobody)) == [many, few, answered]
