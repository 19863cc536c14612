"""A client for BigBlueButton 2.4 or newer: create, join, is it running, end, recordings.

No room fits: views ask it, between the actions that keep what was done. The address and the
secret are those that ``bbb-conf --secret`` prints. Each call is signed: the SHA-256 of its name,
its query and the secret (docs.bigbluebutton.org/development/api).
"""

import datetime
import hashlib
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode
from xml.etree import ElementTree

from django.conf import settings

PATIENCE = 10  # seconds
LONGEST_ANSWER = 1_000_000  # bytes


class MeetingServerRefuses(Exception):
    """The server answered that it will not, or something that is no answer."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recording as the server lists it."""

    key: str
    url: str
    began_at: datetime.datetime
    minutes: int


def has_meetings() -> bool:
    """Tell whether this installation has a meeting server."""
    return bool(settings.BBB_URL and settings.BBB_SECRET)


def create_meeting(meeting: str, *, name: str, welcome: str, back: str, records: bool) -> None:
    """Make the meeting, or find it made: the server takes the same call twice.

    Raises ``MeetingServerRefuses``, or ``OSError`` when the server is not reached.
    """
    _ask(
        "create",
        {
            "meetingID": meeting,
            "name": name[:150],
            "welcome": welcome,
            "logoutURL": back,
            "record": _flag(is_on=records),
            "autoStartRecording": "false",
            "allowStartStopRecording": _flag(is_on=records),
            "notifyRecordingIsOn": _flag(is_on=records),
        },
    )


def join_address(meeting: str, *, name: str, person: str, moderates: bool) -> str:
    """Return the address by which one person enters; it is theirs alone."""
    return _address(
        "join",
        {
            "meetingID": meeting,
            "fullName": name,
            "userID": person,
            "role": "MODERATOR" if moderates else "VIEWER",
            "redirect": "true",
        },
    )


def end_meeting(meeting: str) -> None:
    """Send everyone out; a meeting that is over already is no error. Raises ``OSError``."""
    try:
        _ask("end", {"meetingID": meeting})
    except MeetingServerRefuses as refused:
        if refused.args[:1] != ("notFound",):
            raise


def recordings_of(meeting: str) -> Sequence[Recorded]:
    """Return what was recorded and is ready to be seen. Raises as ``create_meeting``."""
    found = []
    for one in _ask("getRecordings", {"meetingID": meeting}).iter("recording"):
        url = next((u.text.strip() for u in one.iter("url") if u.text), "")
        begun, ended = int(_text(one, "startTime") or 0), int(_text(one, "endTime") or 0)
        if url.startswith(("https://", "http://")):
            found.append(
                Recorded(
                    key=_text(one, "recordID"),
                    url=url,
                    began_at=datetime.datetime.fromtimestamp(begun / 1000, datetime.UTC),
                    minutes=max(0, ended - begun) // 60_000,
                )
            )
    return found


def _address(call: str, query: Mapping[str, str]) -> str:
    written = urlencode(query)
    signed = hashlib.sha256(f"{call}{written}{settings.BBB_SECRET}".encode()).hexdigest()
    return f"{settings.BBB_URL.rstrip('/')}/api/{call}?{written}&checksum={signed}"


def _ask(call: str, query: Mapping[str, str]) -> ElementTree.Element:
    address = _address(call, query)
    with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - the operator's
        said = answer.read(LONGEST_ANSWER)
    try:
        found = ElementTree.fromstring(said)  # noqa: S314 - the server is the operator's own
    except ElementTree.ParseError as error:
        raise MeetingServerRefuses("unreadable") from error
    if _text(found, "returncode") != "SUCCESS":
        raise MeetingServerRefuses(_text(found, "messageKey"), _text(found, "message"))
    return found


def _text(element: ElementTree.Element, name: str) -> str:
    return (element.findtext(name) or "").strip()


def _flag(*, is_on: bool) -> str:
    return "true" if is_on else "false"
