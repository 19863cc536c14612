"""Exchanges as iCalendar (RFC 5545), with the link to the page and to the room inside.

Not a room: a format others read, used by views and mails alike.
"""

import datetime
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

import icalendar
from django.conf import settings
from django.utils.translation import gettext as _

from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.queries.board import Column
from innesto.rounds.letters.proposal import PlannedExchange

# Half-days have no clock in a plan; calendars need one. Office hours, local time.
HOURS = {
    "morning": (datetime.time(9), datetime.time(13)),
    "afternoon": (datetime.time(14), datetime.time(18)),
}
STATUS = {
    Exchange.State.ANNOUNCED: "TENTATIVE",
    Exchange.State.CONFIRMED: "CONFIRMED",
    Exchange.State.HELD: "CONFIRMED",
    Exchange.State.CANCELLED: "CANCELLED",
}


def calendar_of(exchanges: Iterable[Exchange], *, name: str, at: Callable[[str], str]) -> bytes:
    """Return a calendar file; ``at`` makes a full address of a path.

    Programme, seats, partners and organisations of the exchanges should be loaded.
    """
    calendar = _empty(name)
    for exchange in exchanges:
        calendar.add_component(_event(exchange, at))
    content: bytes = calendar.to_ical()
    return content


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
        _add_days(event, column.exchange)
        calendar.add_component(event)
    content: bytes = calendar.to_ical()
    return content


def _empty(name: str) -> "icalendar.Calendar":
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Innesto//IT")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    return calendar


def _add_days(event: "icalendar.Event", exchange: Exchange | PlannedExchange) -> None:
    if exchange.half:
        zone = ZoneInfo(settings.TIME_ZONE)
        first, last = HOURS[exchange.half]
        event.add("dtstart", datetime.datetime.combine(exchange.starts_on, first, zone))
        event.add("dtend", datetime.datetime.combine(exchange.ends_on, last, zone))
    else:
        event.add("dtstart", exchange.starts_on)
        event.add("dtend", exchange.ends_on + datetime.timedelta(days=1))


def _event(exchange: Exchange, at: Callable[[str], str]) -> "icalendar.Event":
    page = at(exchange.get_absolute_url())
    event = icalendar.Event()
    event.add("uid", f"exchange-{exchange.pk}@{page.split('/')[2]}")
    event.add("dtstamp", exchange.changed_at)
    event.add("last-modified", exchange.changed_at)
    event.add("sequence", exchange.revision)
    event.add("summary", f"{exchange.programme}: {exchange}")
    event.add("url", page)
    event.add("status", STATUS[Exchange.State(exchange.state)])
    event.add("location", exchange.venue or _host(exchange) or exchange.link)
    lines = [page, f"{_('Room')}: {exchange.link}" if exchange.link else ""]
    event.add("description", "\n".join(line for line in lines if line))
    _add_days(event, exchange)
    return event


def _host(exchange: Exchange) -> str:
    hosts = (s.partner.organisation.name for s in exchange.seats.all() if s.part == Seat.Part.HOST)
    return next(hosts, "")
