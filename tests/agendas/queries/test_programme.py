import datetime
from zoneinfo import ZoneInfo

import pytest

from innesto.agendas.queries.doubts import doubts_of
from innesto.agendas.queries.programme import days_of, sessions_of, today_at
from tests.agendas.factories import BlockFactory, SpeakerFactory
from tests.exchanges.factories import ExchangeFactory

pytestmark = pytest.mark.django_db
T = datetime.time


def test_sessions_at_the_same_time_stand_side_by_side(nobody):
    exchange = ExchangeFactory(ends_on=datetime.date(2027, 3, 11), half_days=4)
    plenary = BlockFactory(exchange=exchange)
    first = BlockFactory(exchange=exchange, begins=T(10), ends=T(12))
    second = BlockFactory(exchange=exchange, begins=T(11), ends=T(13))
    visit = BlockFactory(exchange=exchange, day=2)

    days = days_of(sessions_of(exchange, viewer=nobody), today=today_at(exchange))

    found = [[[one.block for one in stretch] for stretch in day.stretches] for day in days]
    assert found == [[[plenary], [first, second]], [[visit]]]
    assert [day.on for day in days] == [datetime.date(2027, 3, 10), datetime.date(2027, 3, 11)]


def test_the_present_session_and_the_next_are_marked_by_the_clock_of_the_place(nobody):
    exchange = ExchangeFactory(zone="Europe/Lisbon")
    BlockFactory(exchange=exchange, title="Now")
    BlockFactory(exchange=exchange, title="", is_break=True, begins=T(10), ends=T(10, 15))
    BlockFactory(exchange=exchange, title="Next", begins=T(10, 15), ends=T(11))
    BlockFactory(exchange=exchange, title="Also next", begins=T(10, 15), ends=T(11))
    at = datetime.datetime(2027, 3, 10, 10, 30, tzinfo=ZoneInfo("Europe/Rome"))

    sessions = sessions_of(exchange, viewer=nobody, at=at)

    assert [str(one.block) for one in sessions if one.is_now] == ["Now"]
    assert [str(one.block) for one in sessions if one.is_next] == ["Next", "Also next"]


def test_an_agenda_moves_with_its_exchange_and_keeps_its_hours(nobody):
    exchange = ExchangeFactory(starts_on=datetime.date(2027, 3, 26))  # before summer time
    block = BlockFactory(exchange=exchange)
    exchange.starts_on = exchange.ends_on = datetime.date(2027, 3, 29)
    exchange.save()

    [session] = sessions_of(exchange, viewer=nobody)

    assert (session.block, session.block.on) == (block, datetime.date(2027, 3, 29))
    assert (session.block.begins, session.block.ends) == (T(9), T(10))


def test_doubts_name_who_would_be_in_two_places_and_what_is_outside(nobody):
    exchange = ExchangeFactory()
    one = BlockFactory(exchange=exchange, title="One", place="Sala A")
    two = BlockFactory(exchange=exchange, title="Two", place="sala a", begins=T(9, 30))
    BlockFactory(exchange=exchange, title="Three", day=2)
    BlockFactory(exchange=exchange, title="Four", begins=T(20), ends=T(21))
    SpeakerFactory(block=one, name="Anna Bo")
    SpeakerFactory(block=two, name="anna bo")

    doubts = doubts_of(exchange, sessions_of(exchange, viewer=nobody))

    assert [doubt.split(":")[0].split("»")[0] for doubt in doubts] == [
        "anna bo sarebbe in due posti",
        "sala a è occupata due volte",
        "«Four",
        "«Three",
    ]


def test_what_follows_without_a_gap_is_no_doubt(nobody):
    exchange = ExchangeFactory()
    for begins in (9, 10):
        block = BlockFactory(exchange=exchange, begins=T(begins), ends=T(begins + 1), place="A")
        SpeakerFactory(block=block, name="Anna Bo")

    assert doubts_of(exchange, sessions_of(exchange, viewer=nobody)) == []


@pytest.mark.parametrize("count", [1, 3])
def test_an_agenda_costs_the_same_for_one_session_and_for_three(
    nobody, django_assert_num_queries, count
):
    exchange = ExchangeFactory()
    for _number in range(count):
        SpeakerFactory(block=BlockFactory(exchange=exchange))

    with django_assert_num_queries(5):
        sessions_of(exchange, viewer=nobody)
