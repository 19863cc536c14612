import datetime
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.urls import reverse

from innesto.agendas.actions.blocks import change_block
from innesto.agendas.models import Block
from tests.agendas.factories import (
    BlockFactory,
    ProfileFactory,
    RoomFactory,
    RoomQuestionFactory,
    SpeakerFactory,
    TeamFactory,
)
from tests.exchanges.factories import ROUND_TABLE, ExchangeFactory
from tests.programmes.factories import ProgrammeFactory

pytestmark = pytest.mark.django_db


def exchange_():
    programme = ProgrammeFactory(state="running", blueprint=ROUND_TABLE)
    return ExchangeFactory(programme=programme, zone="Europe/Lisbon")


def events(client, exchange):
    content = client.get(reverse("agendas:file", args=[exchange.pk])).content
    return icalendar.Calendar.from_ical(content).walk("VEVENT")


def test_the_calendar_file_has_each_session_with_its_hours_there_and_follows_changes(client, admin):
    exchange = exchange_()
    block = BlockFactory(exchange=exchange, title="Visit", place="Town hall")
    SpeakerFactory(block=block, name="Anna Bo")
    BlockFactory(exchange=exchange, title="", is_break=True)

    [before] = events(client, exchange)
    change_block(block, ends=datetime.time(11), by=admin)
    [after] = events(client, exchange)

    lisbon = ZoneInfo("Europe/Lisbon")
    assert before["dtstart"].dt == datetime.datetime(2027, 3, 10, 9, tzinfo=lisbon)
    assert after["dtend"].dt == datetime.datetime(2027, 3, 10, 11, tzinfo=lisbon)
    assert before["uid"] == after["uid"]
    assert after["sequence"] > before["sequence"]
    assert "Anna Bo" in before["description"]
    assert before["location"] == "Town hall"


def test_a_called_off_exchange_cancels_its_sessions_in_calendars(client):
    exchange = exchange_()
    exchange.state = "cancelled"
    exchange.save()
    BlockFactory(exchange=exchange)

    assert [event["status"] for event in events(client, exchange)] == ["CANCELLED"]


def test_new_wants_an_end_after_the_begin_and_a_name(client, admin):
    exchange = exchange_()
    client.force_login(admin)
    sent = {"day": "1", "begins": "10:00", "ends": "09:00"}

    answer = client.post(reverse("agendas:new", args=[exchange.pk]), sent)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"__all__", "title"}


def test_new_adds_a_session_and_a_break_needs_no_name(client, admin):
    exchange = exchange_()
    client.force_login(admin)
    sent = {"day": "1", "begins": "10:00", "ends": "10:20", "is_break": "on"}

    client.post(reverse("agendas:new", args=[exchange.pk]), sent)

    [block] = Block.objects.filter(exchange=exchange)
    assert (str(block), block.minutes) == ("Pausa", 20)


@pytest.mark.parametrize("count", [1, 3])
def test_programme_costs_the_same_for_one_session_and_for_three(
    client, django_assert_num_queries, count
):
    exchange = exchange_()
    for _number in range(count):
        SpeakerFactory(block=BlockFactory(exchange=exchange))

    with django_assert_num_queries(7):
        client.get(reverse("agendas:programme", args=[exchange.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_questions_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    exchange = exchange_()
    RoomQuestionFactory.create_batch(count, exchange=exchange)

    with django_assert_num_queries(6):
        client.get(reverse("agendas:questions", args=[exchange.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_speakers_cost_the_same_for_one_and_for_three(client, django_assert_num_queries, count):
    ProfileFactory.create_batch(count)

    with django_assert_num_queries(3):
        client.get(reverse("agendas:speakers"))


def test_anybody_asks_and_votes_without_an_account_where_everyone_may_read(client):
    exchange = exchange_()
    RoomFactory(exchange=exchange, shows_at_once=True)
    address = reverse("agendas:questions", args=[exchange.pk])

    client.post(address, {"text": "Who pays?", "asker": "Anna"})
    question = exchange.room_questions.get()
    for _twice in range(2):
        client.post(reverse("agendas:vote", args=[question.pk]))

    question.refresh_from_db()
    assert (question.asker, question.origin, question.votes) == ("Anna", "online", 1)
    fragment = client.get(address, headers={"HX-Target": "asked"}).text
    assert "Who pays?" in fragment
    assert "<h1>" not in fragment
    assert client.get(address).text.count(question.text) == fragment.count(question.text)


def test_nobody_votes_for_what_was_not_let_through(client):
    question = RoomQuestionFactory(state="waiting", exchange=exchange_())

    assert client.post(reverse("agendas:vote", args=[question.pk])).status_code == 404


def test_members_of_a_team_are_named_only_to_who_has_signed_in(client, stranger):
    block = BlockFactory(exchange=exchange_())
    TeamFactory(block=block, members="Marta Rossi")

    answers = [client.get(block.get_absolute_url()).text]
    client.force_login(stranger)
    answers.append(client.get(block.get_absolute_url()).text)

    assert ["Marta Rossi" in answer for answer in answers] == [False, True]


def test_offer_needs_the_consent_of_the_person(client, stranger):
    client.force_login(stranger)
    sent = {"kind": "lecturer", "headline": "A", "about": "B", "languages": ["it"]}

    refused = client.post(reverse("agendas:offer"), sent)
    sent["agrees"] = "on"
    taken = client.post(reverse("agendas:offer"), sent)

    assert refused.status_code == 422
    assert taken["Location"] == stranger.speaker_profile.get_absolute_url()
