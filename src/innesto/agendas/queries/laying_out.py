"""A first agenda: the topics or blocks of a format, spread over the days with breaks between."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import batched

NOON = 13 * 60
LUNCH = 60
COFFEE = 20
STEP = 5
"""Sessions begin and end on full five minutes."""


@dataclass(frozen=True, slots=True)
class Laid:
    """Something in its place: the number of what was to be laid out, or None for a break."""

    item: int | None
    day: int
    begins: datetime.time
    ends: datetime.time


def lay_out(items: int, *, days: int, begins: datetime.time, ends: datetime.time) -> Sequence[Laid]:
    """Spread items in their order over the days; with fewer items than days, all on each day.

    A day that goes over noon has a lunch, a half-day with two items or more a coffee break.
    """
    if not items:
        return ()
    if items < days:
        shares = [list(range(items)) for _day in range(days)]
    else:
        most = -(-items // days)
        shares = [list(share) for share in batched(range(items), most, strict=False)]
    return [
        laid
        for day, share in enumerate(shares, start=1)
        for laid in _day(share, day, _minutes(begins), _minutes(ends))
    ]


def _day(items: Sequence[int], day: int, first: int, last: int) -> Sequence[Laid]:
    has_lunch = first < NOON - LUNCH and last > NOON + 2 * LUNCH and len(items) > 1
    if not has_lunch:
        return _half(items, day, first, last)
    middle = -(-len(items) // 2)
    return [
        *_half(items[:middle], day, first, NOON),
        Laid(None, day, _clock(NOON), _clock(NOON + LUNCH)),
        *_half(items[middle:], day, NOON + LUNCH, last),
    ]


def _half(items: Sequence[int], day: int, first: int, last: int) -> Sequence[Laid]:
    has_coffee = len(items) > 1 and last - first >= 3 * 60
    length = (last - first - (COFFEE if has_coffee else 0)) // len(items) // STEP * STEP
    laid, at = [], first
    for number, item in enumerate(items):
        if has_coffee and number == len(items) // 2:
            laid.append(Laid(None, day, _clock(at), _clock(at + COFFEE)))
            at += COFFEE
        laid.append(Laid(item, day, _clock(at), _clock(at + length)))
        at += length
    return laid


def _minutes(clock: datetime.time) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int) -> datetime.time:
    return datetime.time(*divmod(minutes, 60))
