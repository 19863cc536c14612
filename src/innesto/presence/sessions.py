"""Mornings and afternoons of an exchange, in which presence is counted.

Not a room: plain arithmetic on days and hours that models, queries and actions share.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext

from innesto.exchanges.models import Exchange, Half
from innesto.toolkit.dates import hours, weekday
from innesto.toolkit.zones import moment_in

NOON = time(13)
AFTER_LUNCH = time(14)
OPENS, CLOSES = time(9), time(18)
LONGEST_SITTING = 5 * 60  # minutes
"""What takes no longer is one session, also across noon or midnight."""
BEFORE = timedelta(minutes=60)
"""So long before a session one may be noted as present."""
GRACE = timedelta(minutes=30)
"""Who comes or goes within so many minutes of the hour was there all the time."""


@dataclass(frozen=True, slots=True)
class Session:
    """One sitting: its day, its part of the day, and its moments."""

    on: date
    half: str
    starts_at: datetime
    ends_at: datetime

    @property
    def key(self) -> str:
        """What an address calls it: «2027-03-10-morning»."""
        return "-".join(filter(None, (self.on.isoformat(), self.half)))

    @property
    def minutes(self) -> int:
        """How long it is."""
        return minutes_from(self.starts_at, self.ends_at)

    @property
    def clock(self) -> str:
        """Its hours, on its own clock."""
        return hours(self.starts_at, self.ends_at)

    def __str__(self) -> str:
        """Write the day and its part: «mercoledì 10 marzo 2027, mattina»."""
        return ", ".join(filter(None, (weekday(self.on), self.half and str(Half(self.half).label))))


def minutes_from(first: datetime, last: datetime) -> int:
    """Count minutes that pass, also in a night in which clocks change; never below nought."""
    return max(0, round((last.astimezone(UTC) - first.astimezone(UTC)).total_seconds() / 60))


def sessions_of(exchange: Exchange) -> Sequence[Session]:
    """Return the sessions of an exchange, in order, by the hours that are known.

    Hours are those of each of its days; where none are known each half-day of its length is one,
    in office hours.
    """
    if minutes_from(exchange.begins_at, exchange.ends_at) <= LONGEST_SITTING:
        return [Session(exchange.starts_on, exchange.half, exchange.begins_at, exchange.ends_at)]
    found = [session for on in exchange.every_day for session in _of_day(exchange, on)]
    return found if exchange.has_hours else found[: max(exchange.half_days, 1)]


def _of_day(exchange: Exchange, on: date) -> list[Session]:
    opens = OPENS if exchange.opens is None else exchange.opens
    closes = CLOSES if exchange.closes is None else exchange.closes
    parts = [
        (Half.MORNING, opens, min(closes, NOON)),
        (Half.AFTERNOON, max(opens, AFTER_LUNCH), closes),
    ]
    return [
        Session(
            on, str(half), moment_in(exchange.zone, on, first), moment_in(exchange.zone, on, last)
        )
        for half, first, last in parts
        if first < last and exchange.half in ("", half)
    ]


def whole_of(exchange: Exchange) -> int:
    """Return the minutes of all sessions of an exchange."""
    return sum(session.minutes for session in sessions_of(exchange))


def session_at(exchange: Exchange, at: datetime) -> Session | None:
    """Return the session under way or about to begin."""
    return next(
        (one for one in sessions_of(exchange) if one.starts_at - BEFORE <= at <= one.ends_at), None
    )


def minutes_between(
    starts_at: datetime, ends_at: datetime, arrived: datetime | None, left: datetime | None
) -> int:
    """Count the minutes somebody was there; what is not known counts as the whole."""
    first = arrived if arrived and arrived > starts_at + GRACE else starts_at
    last = left if left and left < ends_at - GRACE else ends_at
    return minutes_from(first, min(last, ends_at))


def hours_said(minutes: int) -> str:
    """Write minutes as hours: «7,5 ore»."""
    count = round(minutes / 60, 1)
    shown = number_format(int(count) if count.is_integer() else count)
    return gettext("%(count)s h") % {"count": shown}
