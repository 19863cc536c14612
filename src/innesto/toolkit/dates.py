"""Dates and stretches of time as people write and read them, in the reader's language.

Stretches of days are given by their first and last day, both included.
"""

import re
from calendar import monthrange
from datetime import date, datetime, time

from django.utils import dates as names_of
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext, pgettext

_FIGURES = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")
_WORDS = re.compile(r"(?:\w+\s+)?(\d{1,2})[.°ºª]?\s+(\w+)\s+(\d{4})")
_CAPITALS = {"en", "de"}  # languages that write months or weekdays with a capital
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def read_date(text: str) -> date | None:
    """Read one date: ISO, «24/3/2026», «24 marzo 2026» in any language of the interface.

    Return ``None`` when it cannot be read or does not exist.
    """
    text = " ".join(text.split()).casefold()
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := _FIGURES.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _WORDS.fullmatch(text):
        day, year, month = int(match[1]), int(match[3]), _month_numbers().get(match[2], 0)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_numbers() -> dict[str, int]:
    """Return the names of months, long, as in a date, and short, in this language and English."""
    found: dict[str, int] = {}
    for language in {translation.get_language() or "en", "it", "en"}:
        with translation.override(language):
            for names in (names_of.MONTHS, names_of.MONTHS_ALT, names_of.MONTHS_3):
                found |= {str(name).casefold(): number for number, name in names.items()}
    return found


def _written(on: date, form: str) -> str:
    """Write by a form of Django, whose Italian names are capitalised as no Italian writes them.

    A moment counts as the day that it is here.
    """
    if isinstance(on, datetime) and timezone.is_aware(on):
        on = timezone.localdate(on)
    written = date_format(on, form)
    return written if translation.get_language() in _CAPITALS else written.lower()


def day(on: date, *, short: bool = False) -> str:
    """Write one day: «24 marzo 2026», or short «24 mar»."""
    return _written(on, pgettext("day, short", "j M") if short else pgettext("day", "j F Y"))


def weekday(on: date) -> str:
    """Write one day with its weekday: «martedì 24 marzo 2026»."""
    return _written(on, pgettext("day with weekday", "l j F Y"))


def month(on: date) -> str:
    """Write a month: «marzo 2026»."""
    return _written(on, pgettext("month", "F Y"))


def month_name(on: date, *, short: bool = False) -> str:
    """Write the name of a month alone: «marzo», or short «mar»."""
    return _written(on, "M" if short else "F")


def days(first: date, last: date | None = None, *, short: bool = False) -> str:
    """Write a stretch of days without saying anything twice: «24–25 marzo 2026».

    «30 marzo – 2 aprile 2026» over months, «30 dicembre 2025 – 2 gennaio 2026» over years; short
    leaves the year out and cuts months: «24–25 mar».
    """
    if last is None or last == first:
        return day(first, short=short)
    if (first.year, first.month) == (last.year, last.month):
        first_day = _written(first, pgettext("day, the month follows later", "j"))
        return f"{first_day}–{day(last, short=short)}"
    if first.year == last.year and not short:
        first_day = _written(first, pgettext("day without year", "j F"))
        return f"{first_day} – {day(last)}"
    return f"{day(first, short=short)} – {day(last, short=short)}"


def hours(start: datetime | time, end: datetime | time | None = None) -> str:
    """Write an hour or a stretch of hours: «9:30–13:00»."""
    first, last = _clock(start), _clock(end) if end else ""
    return f"{first}–{last}" if last else first


def _clock(moment: datetime | time) -> str:
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        moment = timezone.localtime(moment)
    figures = {"hour": moment.hour, "minutes": f"{moment.minute:02d}"}
    return pgettext("clock", "%(hour)s:%(minutes)s") % figures


def moment(at: datetime) -> str:
    """Write a moment for people: «24 marzo 2026, ore 10:42»."""
    local = timezone.localtime(at) if timezone.is_aware(at) else at
    return gettext("%(day)s, at %(hour)s") % {"day": day(local.date()), "hour": _clock(local)}


def saved_line(at: datetime) -> str:
    """Say when a draft was saved: «Bozza salvata alle 10:42»; with the day if not today."""
    local = timezone.localtime(at)
    if local.date() == timezone.localdate():
        return gettext("Draft saved at %(hour)s.") % {"hour": _clock(local)}
    return gettext("Draft saved on %(moment)s.") % {"moment": moment(at)}


def distance(on: date, *, today: date) -> str:
    """Say how far a day is: «oggi», «domani», «tra 27 giorni», «3 giorni fa»."""
    ahead = (on - today).days
    if ahead == 0:
        return gettext("today")
    if ahead == 1:
        return gettext("tomorrow")
    if ahead == -1:
        return gettext("yesterday")
    if ahead > 0:
        return ngettext("in %(count)d day", "in %(count)d days", ahead) % {"count": ahead}
    return ngettext("%(count)d day ago", "%(count)d days ago", -ahead) % {"count": -ahead}


def end_of_month(on: date) -> date:
    """Return the last day of the month in which a day lies."""
    return on.replace(day=monthrange(on.year, on.month)[1])
