"""Calendar files and invitations, read by parsers that did not write them."""

import datetime
import re

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from innesto.exchanges.icalendar import Guest, calendar_of, invitation_of
from innesto.exchanges.models import Exchange, Series
from tests.exchanges.factories import ExchangeFactory

pytestmark = pytest.mark.django_db

SITE = "https://innesto.example"
MARCH = datetime.date(2027, 3, 10)
STAMP = datetime.datetime(2027, 2, 1, 12, tzinfo=datetime.UTC)


def at(path):
    return f"{SITE}{path}"


def written(*exchanges):
    return calendar_of(exchanges, name="Innesto", at=at).decode()


def read_twice(text):
    """Return begin, end, sequence and status of each event, in which two parsers agree."""
    first = [
        (event.dtstart, event.dtend, event.sequence, event.status.value)
        for event in IcsCalendarStream.calendar_from_ics(text).events
    ]
    second = [
        (event.dtstart.value, event.dtend.value, int(event.sequence.value), event.status.value)
        for event in vobject.readOne(text).vevent_list
    ]
    plain = [[(_utc(one[0]), _utc(one[1]), *one[2:]) for one in read] for read in (first, second)]
    assert plain[0] == plain[1]
    return plain[0]


def _utc(moment):
    if isinstance(moment, datetime.datetime):
        return moment.astimezone(datetime.UTC).strftime("%Y-%m-%d %H:%M")
    return moment.isoformat()


CASES = {
    "all day": ({}, "2027-03-10", "2027-03-11"),
    "several days": ({"ends_on": datetime.date(2027, 3, 12)}, "2027-03-10", "2027-03-13"),
    "half-day": ({"half": "afternoon"}, "2027-03-10 13:00", "2027-03-10 17:00"),
    "hours": (
        {"opens": datetime.time(9, 30), "closes": datetime.time(12)},
        "2027-03-10 08:30", "2027-03-10 11:00",
    ),
    "another zone": (
        {"opens": datetime.time(9, 30), "closes": datetime.time(12), "zone": "Europe/Lisbon"},
        "2027-03-10 09:30", "2027-03-10 12:00",
    ),
    "in summer": (
        {"starts_on": datetime.date(2027, 7, 1), "opens": datetime.time(9), "zone": "Europe/Athens",
         "closes": datetime.time(12)},
        "2027-07-01 06:00", "2027-07-01 09:00",
    ),
    "over midnight": (
        {"opens": datetime.time(22), "closes": datetime.time(1),
         "ends_on": datetime.date(2027, 3, 11)},
        "2027-03-10 21:00", "2027-03-11 00:00",
    ),
    "over the change of clocks": (
        {"starts_on": datetime.date(2027, 3, 27), "ends_on": datetime.date(2027, 3, 28),
         "opens": datetime.time(9), "closes": datetime.time(17)},
        "2027-03-27 08:00", "2027-03-28 15:00",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_two_parsers_read_the_same_days_and_hours(case):
    fields, begins, ends = CASES[case]

    text = written(ExchangeFactory(**fields))

    assert read_twice(text) == [(begins, ends, 0, "TENTATIVE")]


@pytest.mark.capability("D-19")
def test_a_meeting_of_two_days_online_is_two_whole_days():
    kick_off = ExchangeFactory(
        starts_on=datetime.date(2020, 11, 26), ends_on=datetime.date(2020, 11, 27),
        mode="online", state="held",
    )  # fmt: skip

    assert read_twice(written(kick_off)) == [("2020-11-26", "2020-11-28", 0, "CONFIRMED")]


def test_zones_are_described_only_where_an_hour_names_them():
    whole = written(ExchangeFactory())
    lisbon = written(
        ExchangeFactory(opens=datetime.time(9), closes=datetime.time(10), zone="Europe/Lisbon")
    )

    assert re.findall("^TZID:.*$", whole.replace("\r", ""), re.MULTILINE) == []
    assert re.findall("^TZID:.*$", lisbon.replace("\r", ""), re.MULTILINE) == ["TZID:Europe/Lisbon"]


def test_what_moved_or_was_called_off_keeps_its_name_and_counts_on():
    exchange = ExchangeFactory(state="confirmed")
    before = vobject.readOne(written(exchange)).vevent.uid.value
    exchange.starts_on = exchange.ends_on = datetime.date(2027, 3, 11)
    exchange.revise("starts_on", "ends_on")
    moved = written(exchange)
    exchange.state, exchange.reason = Exchange.State.CANCELLED, "Neve"
    exchange.revise("state", "reason")
    off = written(exchange)

    assert read_twice(moved) == [("2027-03-11", "2027-03-12", 1, "CONFIRMED")]
    assert read_twice(off) == [("2027-03-11", "2027-03-12", 2, "CANCELLED")]
    assert {vobject.readOne(text).vevent.uid.value for text in (moved, off)} == {before}
    assert vobject.readOne(off).vevent.description.value.startswith("Neve\n")


@pytest.mark.capability("S-24")
def test_meetings_of_a_series_are_events_of_their_own_that_name_the_first():
    first = ExchangeFactory()
    series = Series.objects.create(programme=first.programme, made_at=STAMP)
    Exchange.objects.update(series=series)
    later = [
        ExchangeFactory(
            programme=first.programme, series=series, starts_on=MARCH + datetime.timedelta(weeks=n)
        )
        for n in (1, 2)
    ]
    first.refresh_from_db()

    text = written(*later, first)

    events = IcsCalendarStream.calendar_from_ics(text).events
    uid = f"exchange-{first.pk}@innesto.example"
    assert [[one.uid for one in event.related_to] for event in events] == [[], [uid], [uid]]
    contents = [event.contents for event in vobject.readOne(text).vevent_list]
    assert [[one.value for one in event.get("related-to", ())] for event in contents] == [
        [],
        [uid],
        [uid],
    ]


def test_an_invitation_names_who_asks_and_who_is_asked():
    exchange = ExchangeFactory(state="confirmed", opens=datetime.time(9), closes=datetime.time(13))
    guest = Guest(email="rita@example.org", name="Rita, Referente", has_accepted=True)

    text = invitation(exchange, guest, "REQUEST")

    calendar = IcsCalendarStream.calendar_from_ics(text)
    event = calendar.events[0]
    assert calendar.method == "REQUEST"
    assert str(event.organizer.uri) == "mailto:innesto@example.org"
    person = event.attendees[0]
    assert (str(person.uri), person.common_name, person.status) == (
        "mailto:rita@example.org", "Rita, Referente", "ACCEPTED",
    )  # fmt: skip
    other = vobject.readOne(text)
    assert other.method.value == "REQUEST"
    assert other.vevent.attendee.params["CN"] == ["Rita, Referente"]
    assert other.vevent.uid.value == vobject.readOne(written(exchange)).vevent.uid.value


def test_an_invitation_rises_with_each_change_and_is_taken_back():
    exchange = ExchangeFactory(state="confirmed")
    texts = [
        invitation(exchange, Guest(email="rita@example.org"), "REQUEST"),
        invitation(exchange, Guest(email="rita@example.org", turn=1), "CANCEL"),
        invitation(exchange, Guest(email="rita@example.org", turn=2), "REQUEST"),
    ]
    exchange.revise()
    texts.append(invitation(exchange, Guest(email="rita@example.org", turn=2), "REQUEST"))

    assert [read_twice(text)[0][2:] for text in texts] == [
        (0, "CONFIRMED"),
        (1, "CANCELLED"),
        (2, "CONFIRMED"),
        (3, "CONFIRMED"),
    ]


def invitation(exchange, guest, method):
    return invitation_of(
        exchange, guest, method=method, organizer="Innesto <innesto@example.org>", at=at,
        stamp=STAMP,
    ).decode()  # fmt: skip
