"""Write the registers. They are facts of others, no acts of people: the journal keeps silent."""

import csv
import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import batched
from pathlib import Path
from typing import Any

from django.db import connection, models, transaction

from innesto.places.models import Area, Country, Holiday, Place, PlaceName
from innesto.places.queries import forget_registers
from innesto.places.spelling import search_key

DATA = Path(__file__).parent / "data"
# Rows to a statement: SQLite takes 32,766 values in one.
BATCH = 1_000
PLACE_FIELDS = (
    *("ref", "country", "code", "cadastral_code", "geonameid", "name", "name_other", "key"),
    *("region", "province", "nuts3", "population", "population_year", "lat", "lon"),
    *("ceased_on", "successor"),
)
NAME_FIELDS = ("place", "name", "key", "kind", "language")
HOLIDAY_FIELDS = ("country", "place", "date", "name", "name_en")

type Row = dict[str, str]
type Tell = Callable[[str, int], None]


def load_registers(*, tell: Tell = lambda _what, _count: None) -> None:
    """Bring all registers to what the data files say; a second time changes nothing.

    Places keep their numbers, for others point at them, and none is ever removed. Names and
    holidays are written anew. ``tell`` hears what was written and how many.
    """
    with transaction.atomic():
        tell("countries", _load_countries())
        tell("areas", _load_areas())
        tell("municipalities", _load_municipalities())
        tell("places", _write(Place, PLACE_FIELDS, _places_of_geonames(), over="ref"))
        ids = dict(Place.objects.values_list("ref", "pk"))
        PlaceName.objects.all().delete()
        tell("names", _write(PlaceName, NAME_FIELDS, _names(ids)))
        Holiday.objects.all().delete()
        tell("holidays", _write(Holiday, HOLIDAY_FIELDS, _holidays(ids)))
        _count_rows(Area, Place, PlaceName, Holiday)
    forget_registers()


def _rows(name: str) -> Iterator[Row]:
    """Yield the rows of a data file; all are packed, for they are many and much alike."""
    with gzip.open(DATA / f"{name}.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _write(
    model: type[models.Model],
    fields: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    over: str = "",
) -> int:
    """Insert many rows, or write them over those with the same unique field.

    SQL of our own, the same on both databases: ``bulk_create`` takes three times as long, and
    there are 130,000 rows.
    """
    quote = connection.ops.quote_name
    names = {field.name: str(field.column) for field in model._meta.concrete_fields}
    columns = [quote(names[name]) for name in fields]
    start = f"INSERT INTO {quote(model._meta.db_table)} ({', '.join(columns)}) VALUES "  # noqa: S608
    marks = f"({', '.join(['%s'] * len(columns))})"
    end = ""
    if over:
        changes = ", ".join(f"{column} = excluded.{column}" for column in columns)
        end = f" ON CONFLICT ({quote(over)}) DO UPDATE SET {changes}"
    count = 0
    with connection.cursor() as cursor:
        for batch in batched(rows, BATCH, strict=False):
            values = [value for row in batch for value in row]
            cursor.execute(start + ", ".join([marks] * len(batch)) + end, values)
            count += len(batch)
    return count


def _count_rows(*registers: type[models.Model]) -> None:
    """Let PostgreSQL see how many rows there are now, or it reads names one after the other.

    It would find out by itself, but a minute too late for whoever brings in partners next.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for register in registers:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(register._meta.db_table)}")


def _load_countries() -> int:
    countries = [Country(**row) for row in json.loads((DATA / "countries.json").read_text("utf-8"))]
    fields = ["names", "continent", "is_eu", "languages", "lat", "lon"]
    return len(
        Country.objects.bulk_create(
            countries, update_conflicts=True, unique_fields=["code"], update_fields=fields
        )
    )


def _load_areas() -> int:
    """Write regions first: provinces point at them."""
    rows = list(_rows("areas"))
    count = 0
    for kind in (Area.Kind.REGION, Area.Kind.PROVINCE):
        regions = _regions()
        areas = [
            Area(
                country_id=row["country"],
                kind=kind,
                code=row["code"],
                abbreviation=row["abbreviation"],
                nuts=row["nuts"],
                name=row["name"],
                parent_id=regions.get((row["country"], row["parent"])),
            )
            for row in rows
            if row["kind"] == kind
        ]
        count += len(
            Area.objects.bulk_create(
                areas,
                update_conflicts=True,
                unique_fields=["country", "kind", "code"],
                update_fields=["abbreviation", "nuts", "name", "parent"],
            )
        )
    return count


def _regions() -> dict[tuple[str, str], int]:
    regions = Area.objects.filter(kind=Area.Kind.REGION)
    return {(land, code): pk for land, code, pk in regions.values_list("country", "code", "pk")}


def _load_municipalities() -> int:
    """Write living municipalities first: ceased ones point at them."""
    rows = list(_rows("municipalities"))
    areas = Area.objects.filter(country="IT", kind=Area.Kind.PROVINCE)
    provinces = {code: place for code, *place in areas.values_list("code", "parent", "pk")}

    def write(wanted: list[Row], successors: dict[str, int]) -> int:
        lines = (_municipality(row, provinces[row["province"]], successors) for row in wanted)
        return _write(Place, PLACE_FIELDS, lines, over="ref")

    count = write([row for row in rows if not row["ceased_on"]], {})
    ids = dict(Place.objects.filter(country="IT").values_list("ref", "pk"))
    return count + write([row for row in rows if row["ceased_on"]], ids)


def _municipality(row: Row, areas: Sequence[int | None], successors: dict[str, int]) -> list[Any]:
    return [
        *(row["code"], "IT", row["code"], row["cadastral_code"], _number(row["geonameid"])),
        *(row["name"], row["name_other"], search_key(row["name"]), *areas, row["nuts3"]),
        *(_number(row["population"]), _number(row["population_year"])),
        *(_degrees(row["lat"]), _degrees(row["lon"])),
        *(row["ceased_on"] or None, successors.get(row["successor"])),
    ]


def _places_of_geonames() -> Iterator[list[Any]]:
    regions = _regions()
    for row in _rows("places"):
        yield [
            *(f"g{row['geonameid']}", row["country"], "", "", int(row["geonameid"])),
            *(row["name"], "", search_key(row["name"])),
            *(regions.get((row["country"], row["region"])), None, ""),
            *(_number(row["population"]), None, _degrees(row["lat"]), _degrees(row["lon"])),
            *(None, None),
        ]


def _names(ids: dict[str, int]) -> Iterator[list[Any]]:
    for row in _rows("names"):
        name = row["name"]
        yield [ids[row["ref"]], name, search_key(name), row["kind"], row["language"]]


def _holidays(ids: dict[str, int]) -> Iterator[list[Any]]:
    for row in _rows("holidays"):
        place = ids[row["place"]] if row["place"] else None
        yield [row["country"], place, row["date"], row["name"], row["name_en"]]


def _number(text: str) -> int | None:
    return int(text) if text else None


def _degrees(text: str) -> float | None:
    return float(text) if text else None
