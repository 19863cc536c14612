"""What travel costs and emits: of a trip, of an exchange, of a programme."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from innesto.exchanges.models import Exchange
from innesto.programmes.models import Programme
from innesto.travel.carbon import Point, estimated_km, grams_of, great_circle
from innesto.travel.models import Leg, Mode, Trip

FEWEST = 5
"""Sums of fewer people are shown only to who runs the exchange: they would tell of persons."""


@dataclass(frozen=True, slots=True)
class Way:
    """One leg, counted: kilometres one way, or None where nobody knows them."""

    mode: str
    km: int | None
    is_estimated: bool
    grams: int
    """Of all who travel together, there and back if they come back."""

    @property
    def label(self) -> str:
        """The mode in the reader's language."""
        return str(Mode(self.mode).label)


@dataclass(frozen=True, slots=True)
class Footprint:
    """A trip, counted."""

    trip: Trip
    ways: Sequence[Way]
    by_train: int | None
    """Grams if the whole way were by train; None where the places are not known."""

    @property
    def is_known(self) -> bool:
        """Every leg has its kilometres, declared or estimated."""
        return all(way.km is not None for way in self.ways)

    @property
    def is_estimated(self) -> bool:
        """A part of it is no more than likely."""
        return any(way.is_estimated for way in self.ways)

    @property
    def grams(self) -> int:
        """Of all who travel, there and back."""
        return sum(way.grams for way in self.ways)

    @property
    def kg(self) -> float:
        """The same in kilograms."""
        return self.grams / 1000


@dataclass(slots=True)
class Sum:
    """Several trips together; what is declared and what is estimated stand side by side."""

    trips: int = 0
    people: int = 0
    nights: int = 0
    unknown: int = 0
    """Trips of which a length is neither declared nor can be estimated."""
    declared_grams: int = 0
    estimated_grams: int = 0
    by_train: int = 0
    comparable: int = 0
    """Grams as travelled of the trips whose way by train is known."""
    costs: defaultdict[tuple[str, str], Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )
    """By currency and who pays."""
    without_cost: int = 0
    by_mode: Counter[str] = field(default_factory=Counter)

    @property
    def kg(self) -> float:
        """All of it, in kilograms."""
        return (self.declared_grams + self.estimated_grams) / 1000

    @property
    def declared_kg(self) -> float:
        """Over kilometres that travellers wrote down."""
        return self.declared_grams / 1000

    @property
    def estimated_kg(self) -> float:
        """Over kilometres that were estimated."""
        return self.estimated_grams / 1000

    @property
    def train_kg(self) -> float:
        """The comparable trips if all were by train."""
        return self.by_train / 1000

    @property
    def comparable_kg(self) -> float:
        """The comparable trips as they were travelled."""
        return self.comparable / 1000

    @property
    def money(self) -> Sequence[tuple[str, str, Decimal]]:
        """Currency, who pays, how much."""
        return [
            (currency, str(Trip.Payer(payer).label), amount)
            for (currency, payer), amount in sorted(self.costs.items())
        ]

    @property
    def modes(self) -> Sequence[tuple[str, float]]:
        """The kilograms of each mode, the most first."""
        return [(str(Mode(mode).label), grams / 1000) for mode, grams in self.by_mode.most_common()]


def footprint(trip: Trip) -> Footprint:
    """Count a trip whose legs and places are loaded."""
    straight = _straight(trip)
    times = 2 if trip.is_return else 1
    legs = list(trip.legs.all())
    declared = sum(leg.km or 0 for leg in legs)
    ways = []
    for leg in legs:
        km, is_estimated = leg.km, False
        if km is None and straight is not None:
            km, is_estimated = estimated_km(leg.mode, max(0, straight - declared)), True
        grams = times * grams_of(leg.mode, km, people=trip.people) if km is not None else 0
        ways.append(Way(leg.mode, km, is_estimated, grams))
    by_train = None
    if straight is not None:
        km = estimated_km(Mode.TRAIN, straight)
        by_train = times * grams_of(Mode.TRAIN, km, people=trip.people)
    return Footprint(trip, ways, by_train)


def summed(trips: Iterable[Trip]) -> Sum:
    """Add up trips whose legs and places are loaded."""
    total = Sum()
    for trip in trips:
        found = footprint(trip)
        total.trips += 1
        total.people += trip.people
        total.nights += trip.nights * trip.people
        total.unknown += not found.is_known
        for way in found.ways:
            total.by_mode[way.mode] += way.grams
            if way.is_estimated:
                total.estimated_grams += way.grams
            else:
                total.declared_grams += way.grams
        if found.by_train is not None and found.is_known:
            total.by_train += found.by_train
            total.comparable += found.grams
        if trip.cost is None:
            total.without_cost += 1
        else:
            total.costs[trip.currency, trip.payer] += trip.cost
    return total


def trips_to(exchange: Exchange) -> QuerySet[Trip]:
    """Return the trips to an exchange, with all that is counted."""
    return _loaded(Trip.objects.filter(exchange=exchange))


def trips_by_exchange(exchanges: Iterable[Exchange]) -> Mapping[int, Sequence[Trip]]:
    """Return the trips to some exchanges, by the key of each: two queries for any number."""
    found: defaultdict[int, list[Trip]] = defaultdict(list)
    for trip in _loaded(Trip.objects.filter(exchange__in=exchanges)):
        found[trip.exchange_id].append(trip)
    return found


def trips_of(programme: Programme) -> QuerySet[Trip]:
    """Return all trips of a programme, with all that is counted."""
    found = _loaded(Trip.objects.filter(exchange__programme=programme))
    return found.order_by("exchange__starts_on", "exchange", "pk")


def _loaded(trips: QuerySet[Trip]) -> QuerySet[Trip]:
    legs = Prefetch("legs", Leg.objects.order_by("position"))
    return (
        trips.select_related("exchange", "start", "end", "organisation", "traveller")
        .prefetch_related(legs)
        .order_by("pk")
    )


def _straight(trip: Trip) -> float | None:
    ends = [
        Point(place.lat, place.lon)
        for place in (trip.start, trip.end)
        if place and place.lat is not None and place.lon is not None
    ]
    return great_circle(*ends) if len(ends) == 2 else None


def sheet_rows(trips: Iterable[Trip], heads: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the trips as rows of a table for spreadsheets, under these heads."""
    yield heads
    for trip in trips:
        found = footprint(trip)
        for way in found.ways:
            yield [
                str(trip.exchange),
                trip.exchange.starts_on.isoformat(),
                str(trip),
                str(trip.organisation or ""),
                str(trip.start or ""),
                str(trip.end or ""),
                way.label,
                "" if way.km is None else str(way.km),
                "" if way.km is None else ("~" if way.is_estimated else "="),
                "2" if trip.is_return else "1",
                str(trip.people),
                str(trip.nights),
                f"{way.grams / 1000:.1f}",
                str(trip.cost or "") if way is found.ways[0] else "",
                trip.currency if trip.cost is not None and way is found.ways[0] else "",
                str(trip.get_payer_display()),
            ]
