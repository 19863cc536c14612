from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from innesto.agendas.models import Consent, Recording, Room
from tests.accounts.factories import UserFactory
from tests.agendas.factories import BlockFactory, RecordingFactory, RoomFactory, SpeakerFactory
from tests.agendas.meeting_server import recorded
from tests.exchanges.factories import ExchangeFactory
from tests.programmes.factories import ParticipantFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return UserFactory(name="Cora Coordina")


@pytest.fixture
def exchange(coordinator):
    programme = ProgrammeFactory(state="running")
    ParticipantFactory(programme=programme, user=coordinator, may_coordinate=True)
    return ExchangeFactory(programme=programme, mode="online")


@pytest.fixture
def speaker(exchange):
    return SpeakerFactory(
        block=BlockFactory(exchange=exchange), person=UserFactory(name="Sara Parla")
    ).person


def enter(client, exchange, **sent):
    return client.post(reverse("agendas:enter", args=[exchange.pk]), sent)


def page(client, exchange):
    return client.get(reverse("agendas:room", args=[exchange.pk])).text


def test_who_runs_it_opens_the_meeting_as_moderator_and_others_come_as_viewers(
    client, exchange, coordinator, speaker, meeting_server
):
    client.force_login(speaker)
    early = enter(client, exchange)
    client.force_login(coordinator)
    opened = enter(client, exchange)
    client.force_login(speaker)
    joined = enter(client, exchange)

    roles = [parse_qs(urlsplit(one["Location"]).query).get("role") for one in (opened, joined)]
    assert early["Location"] == reverse("agendas:room", args=[exchange.pk])
    assert roles == [["MODERATOR"], ["VIEWER"]]
    assert list(meeting_server.meetings) == [Room.objects.get().meeting]


def test_a_recorded_meeting_is_entered_only_by_agreeing_and_who_agreed_is_kept(
    client, exchange, coordinator, meeting_server
):
    RoomFactory(exchange=exchange, is_recorded=True)
    client.force_login(coordinator)
    told = "Questa riunione è registrata" in page(client, exchange)

    refused = enter(client, exchange)
    agreed = enter(client, exchange, agrees="on")
    again = enter(client, exchange)

    assert (told, refused.status_code) == (True, 422)
    assert [urlsplit(one["Location"]).path for one in (agreed, again)] == [
        "/bigbluebutton/api/join"
    ] * 2
    assert [consent.person for consent in Consent.objects.all()] == [coordinator]
    assert meeting_server.meetings[Room.objects.get().meeting]["record"] == "true"


def test_whether_it_is_recorded_does_not_change_while_people_are_in_it(
    client, exchange, coordinator, meeting_server
):
    client.force_login(coordinator)
    enter(client, exchange)

    client.post(reverse("agendas:set-up", args=[exchange.pk]), {"is_recorded": "on"})

    assert not Room.objects.get().is_recorded


def test_a_link_of_any_service_is_shown_to_who_takes_part_after_their_consent(
    client, exchange, speaker
):
    exchange.link = "https://meet.example.org/abc"
    exchange.save()
    RoomFactory(exchange=exchange, is_recorded=True)
    client.force_login(speaker)
    before = exchange.link in page(client, exchange)

    enter(client, exchange, agrees="on")

    assert (before, exchange.link in page(client, exchange)) == (False, True)


def test_a_meeting_is_ended_and_its_recording_shown_by_an_act(
    client, exchange, coordinator, speaker, meeting_server
):
    client.force_login(coordinator)
    enter(client, exchange)
    room = Room.objects.get()
    meeting_server.recordings = recorded("r-1", url="https://meet.example/r-1")
    client.post(reverse("agendas:close", args=[exchange.pk]))
    for _twice in range(2):
        client.post(reverse("agendas:collect", args=[exchange.pk]))
    recording = Recording.objects.get()

    client.force_login(speaker)
    before = recording.url in page(client, exchange)
    client.force_login(coordinator)
    client.post(reverse("agendas:recording-show", args=[recording.pk]))
    client.force_login(speaker)
    after = recording.url in page(client, exchange)

    assert meeting_server.ended == [room.meeting]
    assert (before, after) == (False, True)


def test_a_published_recording_is_taken_back(client, exchange, coordinator):
    recording = RecordingFactory(room=RoomFactory(exchange=exchange), published_at=timezone.now())
    client.force_login(coordinator)

    client.post(reverse("agendas:recording-show", args=[recording.pk]))

    recording.refresh_from_db()
    assert recording.published_at is None


def test_a_meeting_server_that_is_away_is_said(client, exchange, coordinator, settings):
    settings.BBB_URL, settings.BBB_SECRET = "http://127.0.0.1:9/", "s"
    RoomFactory(exchange=exchange)
    client.force_login(coordinator)

    for name in ("enter", "collect", "close"):
        answer = client.post(reverse(f"agendas:{name}", args=[exchange.pk]), follow=True)
        assert "non risponde" in answer.text
