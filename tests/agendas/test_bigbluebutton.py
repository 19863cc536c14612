import datetime

import pytest

from innesto.agendas.bigbluebutton import (
    MeetingServerRefuses,
    create_meeting,
    end_meeting,
    has_meetings,
    join_address,
    recordings_of,
)
from tests.agendas.meeting_server import recorded

ASKED = {"name": "Visita à Lisboa & più", "welcome": "", "back": "http://x/", "records": True}


def test_a_meeting_is_made_once_run_and_ended(meeting_server):
    for _twice in range(2):
        create_meeting("m-1", **ASKED)
    stood = set(meeting_server.meetings)
    for _twice in range(2):
        end_meeting("m-1")

    assert stood == {"m-1"}
    assert meeting_server.ended == ["m-1"]
    assert not meeting_server.meetings


def test_only_a_meeting_that_records_lets_moderators_start_it(meeting_server):
    create_meeting("m-1", **ASKED)
    create_meeting("m-2", **{**ASKED, "records": False})

    made = meeting_server.meetings
    names = ("name", "record", "autoStartRecording", "allowStartStopRecording")
    assert [made["m-1"][name] for name in names] == [ASKED["name"], "true", "false", "true"]
    assert [made["m-2"][name] for name in names] == [ASKED["name"], "false", "false", "false"]


def test_a_wrong_secret_is_refused(meeting_server, settings):
    settings.BBB_SECRET = "another"

    with pytest.raises(MeetingServerRefuses, match="checksumError"):
        create_meeting("m-1", **ASKED)
    with pytest.raises(MeetingServerRefuses, match="checksumError"):
        end_meeting("m-1")


def test_a_server_that_is_away_or_answers_nonsense_is_an_error(meeting_server, settings):
    meeting_server.on_create = lambda asked: "<html>"
    with pytest.raises(MeetingServerRefuses):
        create_meeting("m-1", **ASKED)

    settings.BBB_URL = "http://127.0.0.1:9/"
    with pytest.raises(OSError, match="refused"):
        create_meeting("m-1", **ASKED)


def test_recordings_have_an_address_a_begin_and_a_length(meeting_server):
    meeting_server.recordings = recorded("r-1", url=" https://meet.example/r-1 ") + recorded(
        "r-2", url="javascript:alert(1)"
    )

    [found] = recordings_of("m-1")

    assert (found.key, found.url, found.minutes) == ("r-1", "https://meet.example/r-1", 90)
    assert found.began_at == datetime.datetime(2027, 1, 15, 8, tzinfo=datetime.UTC)


def test_join_address_says_who_one_is_and_whether_one_moderates(settings):
    settings.BBB_URL, settings.BBB_SECRET = "https://meet.example/bigbluebutton", "s"

    address = join_address("m-1", name="Zoë", person="innesto-1", moderates=True)

    assert address == (
        "https://meet.example/bigbluebutton/api/join?meetingID=m-1&fullName=Zo%C3%AB"
        "&userID=innesto-1&role=MODERATOR&redirect=true"
        "&checksum=1a608f45c94225c6dd7268b287eda7bad13f4b861432dd945fc0832a84c439e6"
    )


def test_without_an_address_or_a_secret_there_are_no_meetings(settings):
    settings.BBB_URL, settings.BBB_SECRET = "https://meet.example/", ""

    assert not has_meetings()
