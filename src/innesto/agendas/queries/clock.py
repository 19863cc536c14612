"""When an exchange is, by the clock of where it is."""

import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from innesto.exchanges.models import Exchange

MORNING = datetime.time(9), datetime.time(13)
AFTERNOON = datetime.time(14), datetime.time(18)
WHOLE_DAY = datetime.time(9), datetime.time(17)


def zone_of(_exchange: Exchange) -> ZoneInfo:
    """Return the time zone in which its hours are meant."""
    return ZoneInfo(settings.TIME_ZONE)


def hours_of(exchange: Exchange) -> tuple[datetime.time, datetime.time]:
    """Return when a day of it begins and ends; office hours unless somebody said otherwise."""
    if exchange.half == Exchange.Half.MORNING:
        return MORNING
    return AFTERNOON if exchange.half == Exchange.Half.AFTERNOON else WHOLE_DAY
