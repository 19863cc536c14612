"""Which place is meant, where it lies, and when people are off there."""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db import models
from django.db.models import F, Q, QuerySet
from rapidfuzz import fuzz, process

from innesto.places.models import PEOPLE, Area, Country, Holiday, Place, PlaceName, PlaceQuerySet
from innesto.places.spelling import (
    as_cadastral_code,
    as_official_code,
    parts_of,
    readings_of,
    search_key,
    split_qualifier,
)
from innesto.toolkit.kept import forget, kept

EARTH_RADIUS_KM = 6371.0088
# How alike a name must be to be offered, from 0 to 100, and how many are offered.
ALIKE = 75
OFFERED = 5
# Names to a query: each may become some keys, and SQLite takes 32,766 values in one query.
AT_ONCE = 2_500
AREAS = (
    *("country", "region", "province", "successor"),
    *("successor__country", "successor__region", "successor__province"),
)
BIGGEST_FIRST = (PEOPLE.desc(), "pk")
AN_HOUR = 3600


class Outcome(StrEnum):
    """How the search for one place ended."""

    FOUND = "found"
    HOMONYMS = "homonyms"
    CEASED = "ceased"
    WRONG_COUNTRY = "wrong_country"
    WRONG_PROVINCE = "wrong_province"
    CONTRADICTION = "contradiction"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wrote: a name or a code, and what else they said about it.

    ``country`` is an ISO code, ``code`` an ISTAT or cadastral code, ``province`` its abbreviation
    or name.
    """

    text: str
    country: str = ""
    code: str = ""
    province: str = ""


@dataclass(frozen=True, slots=True)
class Lookup:
    """The answer: one certain place, or why there is none and what may have been meant.

    ``place`` is set when the outcome is found, and then alone. ``candidates`` are, by outcome:
    homonyms, biggest first; the successors of what ceased; the places of that name elsewhere;
    what the code and what the name say; places with a similar name. ``ceased`` are the places
    of that name that are no more.
    """

    wanted: Wanted
    outcome: Outcome
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    ceased: tuple[Place, ...] = ()


def with_areas(places: PlaceQuerySet) -> PlaceQuerySet:
    """Load what a row or a choice shows, and raise where it would ask for more."""
    return places.select_related(*AREAS).fetch_mode(models.FETCH_RAISE)


def find_place(
    text: str, *, country: str | None = None, code: str | None = None, province: str | None = None
) -> Lookup:
    """Find the one place that somebody means, and never guess in silence."""
    return find_places([Wanted(text, country or "", code or "", province or "")])[0]


def find_places(wanted: Iterable[Wanted | str]) -> list[Lookup]:
    """Find many places, in the order given: two queries for 2,500, two more if some are unknown.

    Where the country is left open, a name that exists in two countries is a homonym.
    """
    readings = [_Reading(w if isinstance(w, Wanted) else Wanted(w)) for w in wanted]
    answers: list[Lookup] = []
    for start in range(0, len(readings), AT_ONCE):
        some = readings[start : start + AT_ONCE]
        register = _Register(some)
        answers += [register.look_up(reading) for reading in some]
    return _with_near_names(answers)


@dataclass(slots=True)
class _Reading:
    """How one text may be read: its names in steps, its codes, and the hints in it."""

    wanted: Wanted
    steps: tuple[tuple[str, ...], ...] = ()
    parts: list[tuple[tuple[str, ...], ...]] = field(default_factory=list)
    country: str = ""
    province: str = ""
    qualifier: str = ""
    code: str = ""
    is_code: bool = False

    def __post_init__(self) -> None:
        name, self.qualifier = split_qualifier(self.wanted.text)
        self.steps = readings_of(self.wanted.text)
        if self.qualifier:
            self.steps += readings_of(name)
        self.parts = [readings_of(part) for part in parts_of(name)]
        self.country = self.wanted.country.strip().upper()
        self.province = search_key(self.wanted.province)
        text_code = _as_code(self.wanted.text)
        self.is_code = bool(text_code)
        # Only Italian codes are known: those of other countries are no help and no harm.
        if self.country in {"", "IT"}:
            self.code = _as_code(self.wanted.code) or self.wanted.code.strip() or text_code

    def all_keys(self) -> set[str]:
        return {key for steps in (self.steps, *self.parts) for step in steps for key in step}


def _as_code(text: str) -> str:
    return as_official_code(text) or as_cadastral_code(text)


class _Register:
    """The part of the register that some texts speak of, read in two queries."""

    def __init__(self, readings: Sequence[_Reading]) -> None:
        self.official: dict[str, list[Place]] = defaultdict(list)
        self.other: dict[str, list[Place]] = defaultdict(list)
        self.coded: dict[str, list[Place]] = defaultdict(list)
        self.in_use: dict[str, list[Place]] = defaultdict(list)
        keys = {key for reading in readings for key in reading.all_keys()}
        codes = {reading.code for reading in readings if reading.code}
        digits = {code for code in codes if code.isdigit()}
        places = with_areas(Place.objects.order_by(*BIGGEST_FIRST))
        named = Q(key__in=keys) | Q(code__in=digits) | Q(cadastral_code__in=codes - digits)
        for place in places.filter(named):
            self.official[place.key].append(place)
            for code in {place.code, place.cadastral_code} - {""}:
                self.coded[code].append(place)
        names = (
            PlaceName.objects.filter(key__in=keys | digits)
            .select_related("place", *(f"place__{area}" for area in AREAS))
            .order_by(F("place__population").desc(nulls_last=True), "pk")
            .fetch_mode(models.FETCH_RAISE)
        )
        for name in names:
            into = self.coded if name.kind == PlaceName.Kind.CODE else self.other
            into[name.key].append(name.place)
            if name.kind == PlaceName.Kind.OTHER:
                self.in_use[name.key].append(name.place)

    def look_up(self, reading: _Reading) -> Lookup:
        """Answer for one text: the code and the name must agree, then the hints."""
        answer = self._by_name(reading)
        if not reading.code:
            return answer
        coded = self.coded[reading.code]
        if reading.is_code or not reading.steps:
            return _judge(reading, [coded])
        both = [p for p in coded if p in self._namesakes(reading)]
        if both:
            return _judge(reading, [both])
        return Lookup(
            reading.wanted,
            Outcome.CONTRADICTION,
            candidates=_once([*coded, *([answer.place] if answer.place else answer.candidates)]),
        )

    def _by_name(self, reading: _Reading) -> Lookup:
        answer = _judge(reading, self._steps(reading, reading.steps))
        if answer.outcome != Outcome.UNKNOWN or not reading.parts:
            return answer
        # «Bolzano/Bozen» is one place with two names: both must lead to it.
        parts = [_flat(self._steps(reading, steps)) for steps in reading.parts]
        shared = [place for place in parts[0] if all(place in part for part in parts[1:])]
        if shared:
            return _judge(reading, [shared])
        some = _once(_flat(parts))
        outcome = Outcome.HOMONYMS if some else Outcome.UNKNOWN
        return replace(answer, outcome=outcome, candidates=some)

    def _steps(self, reading: _Reading, steps: Iterable[Iterable[str]]) -> list[list[Place]]:
        """Return the places for each step; an official name counts more than any other.

        Unless the country is open and somebody else uses the name for a bigger place: Lubiana is
        a village in Poland, and what Italians call Ljubljana.
        """
        answer = []
        for step in steps:
            official = list(_once(_flat([self.official[key] for key in step])))
            other = list(_once(_flat([self.other[key] for key in step])))
            if official and not reading.country:
                most = max(place.population or 0 for place in official)
                in_use = _flat([self.in_use[key] for key in step])
                official += [p for p in _once(in_use) if (p.population or 0) > most]
            answer += [official, other]
        return answer

    def _namesakes(self, reading: _Reading) -> list[Place]:
        return _flat(
            [
                *self._steps(reading, reading.steps),
                *(_flat(self._steps(reading, p)) for p in reading.parts),
            ]
        )


def _judge(reading: _Reading, steps: Sequence[Sequence[Place]]) -> Lookup:
    """Apply country and province to the places of each step, and take the first step with any."""
    everywhere = _once(_flat(steps))
    at_home = [[p for p in step if reading.country in {"", p.country_id}] for step in steps]
    fitting = [[p for p in step if _is_where_said(p, reading)] for step in at_home]
    chosen = next((step for step in fitting if step), [])
    living = [place for place in chosen if not place.has_ceased]
    ceased = tuple(place for place in chosen if place.has_ceased)
    if len(living) == 1:
        return Lookup(reading.wanted, Outcome.FOUND, place=living[0], ceased=ceased)
    if living:
        return Lookup(reading.wanted, Outcome.HOMONYMS, candidates=tuple(living), ceased=ceased)
    if ceased:
        heirs = _once([place.successor for place in ceased if place.successor])
        return Lookup(reading.wanted, Outcome.CEASED, candidates=heirs, ceased=ceased)
    if not everywhere:
        return Lookup(reading.wanted, Outcome.UNKNOWN)
    is_abroad = not any(at_home) or all(place.country_id != "IT" for place in _flat(at_home))
    outcome = Outcome.WRONG_COUNTRY if is_abroad else Outcome.WRONG_PROVINCE
    return Lookup(reading.wanted, outcome, candidates=everywhere)


def _is_where_said(place: Place, reading: _Reading) -> bool:
    """Tell whether the province fits, and the two letters behind the name, province or country."""
    province = place.province
    names = {search_key(province.name), province.abbreviation.lower()} if province else set()
    if reading.province and reading.province not in names:
        return False
    qualifier = reading.qualifier
    return not qualifier or qualifier.lower() in names or qualifier == place.country_id


def _flat(steps: Iterable[Iterable[Place]]) -> list[Place]:
    return [place for step in steps for place in step]


def _once(places: Iterable[Place]) -> tuple[Place, ...]:
    return tuple({place.pk: place for place in places}.values())


def _with_near_names(answers: list[Lookup]) -> list[Lookup]:
    """Offer similar names for what is unknown: three queries for all of them.

    Looks among names with the same first letter, in the country that was said, so that five
    thousand misspelled names take seconds and not minutes.
    """
    unknown = {a.wanted for a in answers if a.outcome == Outcome.UNKNOWN and not a.candidates}
    keys = {
        wanted: readings_of(wanted.text)[-1][0] for wanted in unknown if readings_of(wanted.text)
    }
    if not keys:
        return answers
    vocabulary = _vocabulary({key[0] for key in keys.values()})
    near = {
        wanted: _near(key, vocabulary[key[0]], wanted.country.strip().upper())
        for wanted, key in keys.items()
    }
    found = with_areas(Place.objects.filter(pk__in={pk for pks in near.values() for pk in pks}))
    places = {place.pk: place for place in found}
    return [
        replace(answer, candidates=tuple(places[pk] for pk in near[answer.wanted]))
        if answer.wanted in near
        else answer
        for answer in answers
    ]


type _Known = tuple[str, int, str]  # key, place, country


def _vocabulary(letters: set[str]) -> dict[str, list[_Known]]:
    """Return all names of living places that begin with one of these letters, by letter."""
    begins = Q(*(("key__startswith", letter) for letter in sorted(letters)), _connector=Q.OR)
    living = Place.objects.living().filter(begins).values_list("key", "pk", "country")
    others = (
        PlaceName.objects.filter(begins, place__ceased_on=None)
        .exclude(kind=PlaceName.Kind.CODE)
        .values_list("key", "place", "place__country")
    )
    known: dict[str, list[_Known]] = defaultdict(list)
    for row in [*living.order_by("pk"), *others.order_by("pk")]:
        known[row[0][0]].append(row)
    return known


def _near(key: str, known: list[_Known], country: str) -> list[int]:
    """Return the places with the most similar names, best first, each once."""
    choices = {n: row[0] for n, row in enumerate(known) if country in {"", row[2]}}
    hits = process.extract(key, choices, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=3 * OFFERED)
    return list(dict.fromkeys(known[n][1] for _name, _score, n in hits))[:OFFERED]


def search_places(text: str, *, limit: int = 20) -> list[Place]:
    """Return living places to choose from while somebody types, biggest first."""
    return list(register(text=text)[:limit]) if search_key(text) else []


def _matching(text: str) -> PlaceQuerySet:
    """Return living places of which a name begins like this, or that have this code."""
    places = with_areas(Place.objects.living())
    key, code = search_key(text), as_official_code(text)
    if not key:
        return places
    named = PlaceName.objects.filter(key__startswith=key).values("place")
    wanted = Q(key__startswith=key) | Q(pk__in=named) | Q(cadastral_code=text.strip().upper())
    return places.filter(wanted | Q(code=code) if code else wanted)


def register(
    *, text: str = "", country: str = "", region: str = "", size: str = ""
) -> PlaceQuerySet:
    """Return living places, biggest first, of a country, a region of Italy and a size class."""
    found = _matching(text)
    if country:
        found = found.filter(country=country)
    if region:
        found = found.filter(region__country="IT", region__code=region)
    if size:
        found = found.of_size(size)
    return found.order_by(*BIGGEST_FIRST)


ROW = ("ref", "name", "name_other", "population", "country_id", "region__name", "province__name")
"""What a row of the list shows."""


def as_rows(places: PlaceQuerySet) -> PlaceQuerySet:
    """Load no more of each place than a row of the list shows."""
    return places.select_related(None).select_related("region", "province").only(*ROW)


def forget_registers() -> None:
    """Ask the registers anew, once somebody has loaded them; other processes do within the hour."""
    forget("country-names", "countries", "regions")


def country_names() -> Mapping[str, str]:
    """Return the names of all countries by code, sorted by name in the reader's language."""

    def ask() -> dict[str, str]:
        names = ((country.code, country.name) for country in Country.objects.only("code", "names"))
        return dict(sorted(names, key=lambda named: search_key(named[1])))

    return kept("country-names", ask, seconds=AN_HOUR)


def named_countries(codes: Collection[str]) -> list[tuple[str, str]]:
    """Return code and name of these countries, by name in the reader's language."""
    return [(code, name) for code, name in country_names().items() if code in codes]


def countries_to_choose() -> list[tuple[str, str]]:
    """Return the countries that have places, to choose from."""
    has_places = models.Exists(Place.objects.filter(country=models.OuterRef("pk")))
    codes = Country.objects.filter(has_places).values_list("code", flat=True)
    return kept("countries", lambda: named_countries(set(codes)), seconds=AN_HOUR)


def italian_regions() -> list[tuple[str, str]]:
    """Return ISTAT code and name of the regions of Italy, by name."""
    regions = Area.objects.filter(country="IT", kind=Area.Kind.REGION).order_by("name")
    return kept("regions", lambda: list(regions.values_list("code", "name")), seconds=AN_HOUR)


def distance_km(a: Place, b: Place) -> int | None:
    """Return the great circle between two places in km, halves to the even; None if unknown.

    The planner counts the same way, so that a figure on a page is the figure of the plan.
    """
    if None in {a.lat, a.lon, b.lat, b.lon}:
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(x) for x in (a.lat, a.lon, b.lat, b.lon) if x is not None
    )
    h = (
        math.sin((lat2 - lat1) / 2) ** 2
        + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return round(2 * EARTH_RADIUS_KM * math.asin(math.sqrt(h)))


def holidays_of(place: Place, *, year: int) -> QuerySet[Holiday]:
    """Return the public holidays that a place keeps in a year, its own among them."""
    kept = Q(place=None, country=place.country_id) | Q(place=place)
    return Holiday.objects.filter(kept, date__year=year).order_by("date", "pk")
