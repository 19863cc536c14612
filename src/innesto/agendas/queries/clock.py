"""When a day of an exchange begins and ends, by the clock of where it is."""

import datetime
from zoneinfo import ZoneInfo

from innesto.exchanges.models import Exchange

END_OF_DAY = datetime.time(23, 59)


def zone_of(exchange: Exchange) -> ZoneInfo:
    """Return the time zone in which its hours are meant."""
    return ZoneInfo(exchange.zone)


def hours_of(exchange: Exchange) -> tuple[datetime.time, datetime.time]:
    """Return the hours of each of its days; one that goes over midnight stops there."""
    begins, ends = exchange.begins_at.time(), exchange.ends_at.time()
    return begins, ends if ends > begins else END_OF_DAY
