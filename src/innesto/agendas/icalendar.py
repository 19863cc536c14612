"""The sessions of an agenda as iCalendar (RFC 5545): each with its hours, room and speakers.

Not a room: a format others read.
"""

import datetime
from collections.abc import Callable, Iterable

import icalendar
from django.utils.translation import gettext as _

from innesto.agendas.queries.clock import zone_of
from innesto.agendas.queries.programme import Session
from innesto.exchanges.models import Exchange


def calendar_of_sessions(
    exchange: Exchange, sessions: Iterable[Session], *, at: Callable[[str], str]
) -> bytes:
    """Return a calendar file without the breaks; ``at`` makes a full address of a path.

    The hours are local with their zone, and the number of the revision grows with every change of
    the session or of its exchange, so that calendars follow.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//Innesto//IT")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", str(exchange))
    for session in sessions:
        if not session.block.is_break:
            calendar.add_component(_event(exchange, session, at))
    calendar.add_missing_timezones()
    content: bytes = calendar.to_ical()
    return content


def _event(exchange: Exchange, session: Session, at: Callable[[str], str]) -> "icalendar.Event":
    block, zone = session.block, zone_of(exchange)
    page = at(block.get_absolute_url())
    speakers = ", ".join(speaker.name for speaker in session.speakers)
    lines = [speakers, block.about, f"{_('Room')}: {exchange.link}" if exchange.link else "", page]
    changed = max(block.changed_at, exchange.changed_at)
    event = icalendar.Event()
    event.add("uid", f"session-{block.pk}@{page.split('/')[2]}")
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", exchange.revision + block.revision)
    event.add("summary", f"{block} – {exchange.name}")
    event.add("dtstart", datetime.datetime.combine(block.on, block.begins, zone))
    event.add("dtend", datetime.datetime.combine(block.on, block.ends, zone))
    event.add("location", ", ".join(filter(None, (block.place, exchange.venue))) or exchange.link)
    event.add("description", "\n".join(filter(None, lines)))
    event.add("url", page)
    if exchange.state == Exchange.State.CANCELLED:
        event.add("status", "CANCELLED")
    return event
