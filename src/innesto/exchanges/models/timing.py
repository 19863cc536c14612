"""What somebody says when they fix a meeting, and what follows from it."""

import datetime
from dataclasses import dataclass
from typing import Self
from zoneinfo import ZoneInfo

from innesto.exchanges.models.appointments import Half, Mode
from innesto.toolkit.lengths import Length, Unit
from innesto.toolkit.zones import moment_in

NOON = datetime.time(12, 30)
MINUTES_A_HALF_DAY = 4 * 60
A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Days, hours and zone, how and where: all that a move may change."""

    starts_on: datetime.date
    ends_on: datetime.date
    half: str = ""
    half_days: int = 2
    minutes: int | None = None
    opens: datetime.time | None = None
    closes: datetime.time | None = None
    zone: str
    mode: str = Mode.IN_PERSON
    venue: str = ""
    link: str = ""

    @classmethod
    def lasting(
        cls,
        length: Length,
        *,
        starts_on: datetime.date,
        zone: str,
        opens: datetime.time | None = None,
        closes: datetime.time | None = None,
        half: str = "",
        mode: str = Mode.IN_PERSON,
        venue: str = "",
        link: str = "",
    ) -> Self:
        """Work out the last day and hour from the length that somebody gave.

        Hours are counted as time passes, over midnight and summer time; a started half-day counts
        whole. What ends at an hour before it begins ends on the next day.
        """
        in_hours = length.unit is Unit.HOUR
        half_days = -(-length.minutes() // MINUTES_A_HALF_DAY)
        ends_on = starts_on + A_DAY * (-(-half_days // 2) - 1)
        if in_hours and opens is not None:
            begins = moment_in(zone, starts_on, opens).astimezone(datetime.UTC)
            ends = begins + datetime.timedelta(minutes=length.minutes())
            there = ends.astimezone(ZoneInfo(zone))
            ends_on, closes = there.date(), there.time()
        elif opens is None or closes is None:
            opens = closes = None
        elif ends_on == starts_on and closes <= opens:
            ends_on += A_DAY
        if half_days > 1:
            half = Half.WHOLE
        elif opens is not None:
            half = Half.MORNING if opens < NOON else Half.AFTERNOON
        return cls(
            starts_on=starts_on,
            ends_on=ends_on,
            half=half or (Half.MORNING if half_days == 1 else Half.WHOLE),
            half_days=half_days,
            minutes=length.minutes() if in_hours else None,
            opens=opens,
            closes=closes,
            zone=zone,
            mode=mode,
            venue=venue,
            link=link,
        )
