"""Time zones: which one holds at a place, what its clock is called, and moments on that clock.

Zones are the names of IANA («Europe/Lisbon»); which are in a country, and where, says the table
that comes with them.
"""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from importlib import import_module, resources
from zoneinfo import ZoneInfo

from django.utils import timezone, translation
from django.utils.translation import gettext

MIDWINTER, MIDSUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Zone:
    """A zone and where its name-giving city lies, in degrees."""

    name: str
    lat: float
    lon: float

    def keeps_time_with(self, other: "_Zone") -> bool:
        """Show the same hour as another zone, in winter and in summer."""
        return all(
            at.astimezone(ZoneInfo(self.name)).utcoffset()
            == at.astimezone(ZoneInfo(other.name)).utcoffset()
            for at in (MIDWINTER, MIDSUMMER)
        )


@cache
def _table() -> Mapping[str, Sequence[_Zone]]:
    """Return the zones of each country, the one of most of its people first."""
    text = resources.files("tzdata").joinpath("zoneinfo/zone.tab").read_text(encoding="utf-8")
    found: defaultdict[str, list[_Zone]] = defaultdict(list)
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, at, name, *_remarks = line.split("\t")
            middle = max(at.rfind("+"), at.rfind("-"))
            found[country].append(_Zone(name, _degrees(at[:middle]), _degrees(at[middle:])))
    return found


def _degrees(written: str) -> float:
    """Read «+4154» or «-0123123»: degrees, minutes, perhaps seconds."""
    figures = written[1:]
    whole = len(figures) - (4 if len(figures) > 5 else 2)
    degrees = int(figures[:whole]) + int(figures[whole : whole + 2]) / 60
    return -degrees if written[0] == "-" else degrees


def zone_at(country: str, lat: float | None = None, lon: float | None = None) -> str:
    """Return the zone of a place; of most of the country where the place is not known.

    The nearest zone counts only where its clock is another one: Büsingen is no zone to speak of.
    Return nothing for a country without zones.
    """
    zones = _table().get(country, ())
    if not zones:
        return ""
    first = zones[0]
    if lat is None or lon is None:
        return first.name
    narrow = math.cos(math.radians(lat))

    def far(zone: _Zone) -> float:
        return math.hypot(zone.lat - lat, (zone.lon - lon) * narrow)

    nearest = min(zones, key=far)
    return first.name if nearest.keeps_time_with(first) else nearest.name


@cache
def zones_of_europe() -> Sequence[str]:
    """Return the zones that a form offers: Europe with its islands, by name."""
    around = ("Europe/", "Atlantic/", "Asia/Nicosia", "Asia/Famagusta", "Africa/Ceuta")
    found = {zone.name for zones in _table().values() for zone in zones}
    return sorted(name for name in found if name.startswith(around))


def city_of(zone: str) -> str:
    """Name the city of a zone in the reader's language: «Lisbona»."""
    language = (translation.get_language() or "en").partition("-")[0]
    return _city_of(zone, language)


@cache
def _city_of(zone: str, language: str) -> str:
    """Babel takes a tenth of a start to load and few pages name a zone: it waits for one."""
    names = import_module("babel.dates")
    locales = import_module("babel.localedata")
    known = language if locales.exists(language) else "en"
    return str(names.get_timezone_location(zone, locale=known, return_city=True))


def time_of(zone: str) -> str:
    """Say whose clock is meant: «ora di Lisbona»."""
    return gettext("%(city)s time") % {"city": city_of(zone)}


def moment_in(zone: str, on: date, clock: time) -> datetime:
    """Return the moment at which clocks there show this.

    Of an hour that comes twice, the first; one that is left out in spring is an hour later, as
    clocks show it that day.
    """
    there = ZoneInfo(zone)
    return datetime.combine(on, clock, there).astimezone(UTC).astimezone(there)


def is_left_out(zone: str, on: date, clock: time) -> bool:
    """Say whether clocks there skip this hour on that day."""
    return moment_in(zone, on, clock).time() != clock


def is_readers_clock(at: datetime) -> bool:
    """Say whether the reader's clock shows the same hour at an aware moment."""
    return at.utcoffset() == timezone.localtime(at).utcoffset()
