"""Exchanges as iCalendar (RFC 5545), with the link to the page and to the room inside.

Not a room: a format others read, used by views and mails alike.

Each meeting of a series is an event of its own, related to the first one: it has its own page,
room, seats and answers, and is moved or called off alone. A rule of repetition with exceptions
says the same in more words, and calendars read those differently.

An invitation (``invitation_of``) is an iTIP message (RFC 5546) for one person about one event:
its number rises with every change of the exchange and of the person's place in it, so that
calendars keep one entry and the newest.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from typing import Literal

import icalendar
from django.utils.translation import gettext as _

from innesto.exchanges.models import Exchange, Half, Seat
from innesto.exchanges.models.appointments import OFFICE_HOURS, house_zone
from innesto.exchanges.queries.board import Column
from innesto.rounds.letters.proposal import PlannedExchange
from innesto.toolkit.zones import moment_in

STATUS = {
    Exchange.State.ANNOUNCED: "TENTATIVE",
    Exchange.State.CONFIRMED: "CONFIRMED",
    Exchange.State.HELD: "CONFIRMED",
    Exchange.State.CANCELLED: "CANCELLED",
}


def calendar_of(
    exchanges: Iterable[Exchange],
    *,
    name: str,
    at: Callable[[str], str],
    with_rooms: bool = False,
) -> bytes:
    """Return a calendar file; ``at`` makes a full address of a path.

    Links to rooms are for who takes part alone. Programme, seats, partners and organisations of
    the exchanges should be loaded.
    """
    calendar = _empty(name)
    firsts: dict[int, Exchange] = {}
    for exchange in sorted(exchanges, key=lambda one: (one.starts_on, one.pk)):
        event = _event(exchange, at, with_room=with_rooms)
        if exchange.series_id:
            first = firsts.setdefault(exchange.series_id, exchange)
            if first.pk != exchange.pk:
                event.add("related-to", _uid(first, at), parameters={"RELTYPE": "SIBLING"})
        calendar.add_component(event)
    return _written(calendar)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """The person to whom an invitation goes.

    ``turn`` counts how often their place changed: it rises when they leave and come back.
    """

    email: str
    name: str = ""
    has_accepted: bool = False
    turn: int = 0


def invitation_of(
    exchange: Exchange,
    guest: Guest,
    *,
    method: Literal["REQUEST", "CANCEL"],
    organizer: str,
    at: Callable[[str], str],
    stamp: datetime.datetime,
) -> bytes:
    """Return what invites a person, tells of a change (REQUEST), or takes it off (CANCEL).

    ``organizer`` is the address of the sender, ``stamp`` when it is said. Of several meetings each
    needs a message of its own: RFC 5546 lets one speak of one event alone.
    """
    calendar = _empty(str(exchange))
    calendar.add("method", method)
    event = _event(exchange, at, with_room=True)
    del event["dtstamp"], event["sequence"]
    event.add("dtstamp", stamp)
    event.add("sequence", exchange.revision + guest.turn)
    if method == "CANCEL":
        del event["status"]
        event.add("status", "CANCELLED")
    event.add("organizer", _person(organizer, str(exchange.programme)), encode=False)
    person = _person(guest.email, guest.name)
    person.params["CUTYPE"] = icalendar.vText("INDIVIDUAL")
    person.params["ROLE"] = icalendar.vText("REQ-PARTICIPANT")
    answer = "ACCEPTED" if guest.has_accepted else "NEEDS-ACTION"
    person.params["PARTSTAT"] = icalendar.vText(answer)
    person.params["RSVP"] = icalendar.vText("FALSE")
    event.add("attendee", person, encode=False)
    calendar.add_component(event)
    return _written(calendar)


def _person(email: str, name: str) -> "icalendar.vCalAddress":
    person = icalendar.vCalAddress(f"mailto:{parseaddr(email)[1]}")
    if name:
        person.params["CN"] = icalendar.vText(name)
    return person


def calendar_of_plan(
    columns: Iterable[Column], *, name: str, page: str, stamp: datetime.datetime
) -> bytes:
    """Return the dates of a proposal as tentative events; ``page`` is the address of the plan."""
    calendar = _empty(name)
    for column in columns:
        event = icalendar.Event()
        event.add("uid", f"{column.key}@{page.split('/')[2]}{page.split('/', 3)[3]}")
        event.add("dtstamp", stamp)
        event.add("summary", column.title)
        event.add("url", page)
        event.add("status", "TENTATIVE")
        if column.host:
            event.add("location", column.host)
        event.add("description", ", ".join(column.guests))
        _add_days_of_plan(event, column.exchange)
        calendar.add_component(event)
    return _written(calendar)


def _empty(name: str) -> "icalendar.Calendar":
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Innesto//IT")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _written(calendar: "icalendar.Calendar") -> bytes:
    """Write a calendar with the time zones that its events name, for the years they need."""
    days = [
        event.decoded(name) for event in calendar.walk("VEVENT") for name in ("dtstart", "dtend")
    ]
    years = [day.year for day in days if isinstance(day, datetime.datetime)]
    if years:
        first, last = datetime.date(min(years), 1, 1), datetime.date(max(years) + 1, 12, 31)
        calendar.add_missing_timezones(first_date=first, last_date=last)
    content: bytes = calendar.to_ical()
    return content


def _add_days(event: "icalendar.Event", exchange: Exchange) -> None:
    """Say when it is: whole days without an hour are dates, which every clock reads alike."""
    if exchange.half or exchange.has_hours:
        event.add("dtstart", exchange.begins_at)
        event.add("dtend", exchange.ends_at)
    else:
        event.add("dtstart", exchange.starts_on)
        event.add("dtend", exchange.ends_on + datetime.timedelta(days=1))


def _add_days_of_plan(event: "icalendar.Event", planned: PlannedExchange) -> None:
    """Say when it is planned; who will host, and by whose clock, is not decided."""
    if planned.half:
        first, last = OFFICE_HOURS[Half(planned.half)]
        event.add("dtstart", moment_in(house_zone(), planned.starts_on, first))
        event.add("dtend", moment_in(house_zone(), planned.ends_on, last))
    else:
        event.add("dtstart", planned.starts_on)
        event.add("dtend", planned.ends_on + datetime.timedelta(days=1))


def _uid(exchange: Exchange, at: Callable[[str], str]) -> str:
    """Name an exchange the same in every file and mail, whatever becomes of it."""
    return f"exchange-{exchange.pk}@{at('/').split('/')[2]}"


def _event(exchange: Exchange, at: Callable[[str], str], *, with_room: bool) -> "icalendar.Event":
    page = at(exchange.get_absolute_url())
    event = icalendar.Event()
    event.add("uid", _uid(exchange, at))
    event.add("dtstamp", exchange.changed_at)
    event.add("last-modified", exchange.changed_at)
    event.add("sequence", exchange.revision)
    event.add("summary", f"{exchange.programme}: {exchange}")
    event.add("url", page)
    event.add("status", STATUS[Exchange.State(exchange.state)])
    link = exchange.link if with_room else ""
    event.add("location", exchange.venue or _host(exchange) or link)
    lines = [exchange.reason, page, f"{_('Room')}: {link}" if link else ""]
    event.add("description", "\n".join(line for line in lines if line))
    _add_days(event, exchange)
    return event


def _host(exchange: Exchange) -> str:
    hosts = (s.partner.organisation.name for s in exchange.seats.all() if s.part == Seat.Part.HOST)
    return next(hosts, "")
