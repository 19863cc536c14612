"""Read the sources, write the data files of ``places``."""

import csv
import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import holidays

from innesto.places.spelling import search_key, without_small_words
from tools.house import SOURCE
from tools.registers import geonames
from tools.registers.geonames import City
from tools.registers.history import History, in_title_case, italian_points, records_of

TARGET = SOURCE / "places" / "data"
YEARS = range(2025, 2029)
HOLIDAYS_OF = geonames.EU | frozenset(
    ("NO", "CH", "GB", "IS", "LI", "AL", "BA", "ME", "MK", "RS", "MD", "UA")
)
# Provinces whose cities the holidays package knows apart, each with its own saint.
CITIES = {
    "FC": ("Forli", "Cesena"),
    "BT": ("Andria", "Barletta", "Trani"),
    "PU": ("Pesaro", "Urbino"),
}
# Left out: the package gives Perugia the saint of Assisi, and Sud Sardegna is no city.
NO_SAINT = frozenset(("PG", "SU"))

# The list of ISTAT is in Windows-1252, which lacks this letter.
LOST_LETTERS = {"Sovodnje ob So?i": "Sovodnje ob Soči"}

type Row = dict[str, str]
type Line = tuple[object, ...]


def read(path: Path) -> list[Row]:
    """Return the rows of a packed table."""
    text = gzip.decompress(path.read_bytes()).decode()
    for broken, whole in LOST_LETTERS.items():
        text = text.replace(broken, whole)
    return list(csv.DictReader(io.StringIO(text, newline="")))


def write(name: str, header: str, rows: Iterable[Line]) -> None:
    """Write a packed table without a time stamp: the same data gives the same bytes."""
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(header.split())
    out.writerows(rows)
    file = TARGET / f"{name}.csv.gz"
    file.write_bytes(gzip.compress(text.getvalue().encode(), 9, mtime=0))
    print(f"{name}: {text.getvalue().count(chr(10)) - 1} rows, {file.stat().st_size // 1024} KiB")


class Names:
    """Other names, each once a place and none that is the name of another municipality."""

    def __init__(self, living: dict[str, Row]) -> None:
        self.rows: list[Line] = []
        self.taken: dict[str, set[str]] = defaultdict(set)
        self.owners: dict[str, set[str]] = defaultdict(set)
        for code, row in living.items():
            self.taken[code].add(search_key(row["name"]))
            self.owners[search_key(row["name"])].add(code)

    def add(self, ref: str, name: str, kind: str, language: str = "") -> None:
        """Note a name of a place, unless it is known or somebody else's."""
        key = search_key(name)
        if key and key not in self.taken[ref] and self.owners[key] <= {ref}:
            self.taken[ref].add(key)
            self.rows.append((ref, name, kind, language))


def areas(living: dict[str, Row], abroad: dict[tuple[str, str], str]) -> list[Line]:
    """Return regions, then provinces, of Italy, then the first divisions of other countries."""
    regions, provinces = {}, {}
    nuts: dict[str, set[str]] = defaultdict(set)
    for row in living.values():
        regions[row["region_code"]] = row["region"]
        provinces[row["province_code"]] = row
        nuts[row["region_code"]].add(row["nuts2_2024"])
        nuts[row["province_code"]].add(row["nuts3_2024"])
    single = {code: min(codes) if len(codes) == 1 else "" for code, codes in nuts.items()}
    return [
        *(("IT", "region", c, "", single[c], name, "") for c, name in sorted(regions.items())),
        *(
            ("IT", "province", c, r["province_abbr"], single[c], r["province"], r["region_code"])
            for c, r in sorted(provinces.items())
        ),
        *(
            (country, "region", c, "", "", name, "")
            for (country, c), name in sorted(abroad.items())
        ),
    ]


def living_municipality(row: Row, place: City | None) -> Line:
    """Return a municipality of today; a population that is not of ISTAT is left out."""
    is_guessed = "GeoNames" in row["note"] or not row["population_2023"]
    year = 2022 if row["note"].startswith("2022") else 2023
    return (
        *(row["istat_code"], row["cadastral_code"], place["geonameid"] if place else ""),
        *(row["name"], row["name_other"], row["province_code"], row["nuts3_2024"]),
        *(("", "") if is_guessed else (row["population_2023"], year)),
        *(row["lat"], row["lon"], "", ""),
    )


def ceased_municipalities(history: History, living: dict[str, Row], names: Names) -> list[Line]:
    """Return those that ceased with their successors; a code that changed becomes a name."""
    provinces = {row["province_code"] for row in living.values()}
    rows: list[Line] = []
    count: Counter[str] = Counter()
    for record in history.ceased():
        code = record.code
        same = history.renumbered(code)
        if same != code:
            count["renumbered"] += 1
            names.add(same, code, "code")
            continue
        heir = history.successor(code)
        count["with successor" if heir else "without"] += 1
        province = code[:3] if code[:3] in provinces else ""
        if heir and not province:
            province = living[heir]["province_code"]
        name = in_title_case(record.label)
        rows.append((code, "", "", name, "", province, "", "", "", "", "", record.ended, heir))
    print("ceased:", dict(count), "found by:", dict(history.how))
    return rows


def italian_names(
    living: dict[str, Row], old: list[Row], history: History, places: dict[str, City], names: Names
) -> None:
    """Note what Italian municipalities are called besides their name."""
    for code, row in sorted(living.items()):
        if row["name_other"]:
            names.add(code, row["name_other"], "other")
            names.add(code, row["name_full"], "other")
        names.add(code, without_small_words(search_key(row["name"])), "short")
    for row in old:
        if row["CODICE_COMUNE"] in living:
            names.add(row["CODICE_COMUNE"], row["LABEL_COMUNE_DE"].title(), "other", "de")
    for code in living:
        for name in history.former_names(code):
            names.add(code, name, "former")
    for code, city in places.items():
        for name in geonames.other_names(city, set()):
            names.add(code, name, "other")


def public_holidays(capitals: dict[str, str], by_name: dict[str, str]) -> list[Line]:
    """Return the holidays of countries, then those that one Italian city keeps alone."""
    rows: list[Line] = []
    for country in sorted(HOLIDAYS_OF):
        english = holidays.country_holidays(country, years=YEARS, language="en_US")
        days = sorted(holidays.country_holidays(country, years=YEARS).items())
        rows += [(country, "", d.isoformat(), name, english.get(d, "")) for d, name in days]
    for abbreviation, code in sorted(capitals.items()):
        if abbreviation not in NO_SAINT:
            for part in CITIES.get(abbreviation, (abbreviation,)):
                is_city = abbreviation in CITIES
                rows += saints(part, by_name[search_key(part)] if is_city else code)
    return rows


def saints(part: str, code: str) -> list[Line]:
    """Return the days that a city keeps and the country does not."""
    national = holidays.country_holidays("IT", years=YEARS)
    try:
        local = holidays.country_holidays("IT", subdiv=part, years=YEARS)
    except NotImplementedError:
        return []
    rows: list[Line] = []
    for day, name in sorted(local.items()):
        if name != national.get(day):
            own = [each for each in name.split("; ") if each not in national.get(day, "")]
            rows.append(("IT", code, day.isoformat(), "; ".join(own) or name, ""))
    return rows


def main(folder: Path) -> None:
    """Write all files."""
    TARGET.mkdir(exist_ok=True)
    cities = geonames.all_cities()
    countries = json.dumps(geonames.countries(cities), ensure_ascii=False, indent=0, sort_keys=True)
    (TARGET / "countries.json").write_text(countries + "\n", encoding="utf-8")

    living = {row["istat_code"]: row for row in read(folder / "it_comuni.csv.gz")}
    old = read(folder / "it_comuni_history_1861-today.csv.gz")
    points = {code: (float(row["lat"]), float(row["lon"])) for code, row in living.items()}
    history = History(
        records_of(old),
        {code: (row["name"], points[code]) for code, row in living.items()},
        italian_points(cities, [(points[c], r["province_abbr"]) for c, r in living.items()]),
    )
    names = Names(living)
    linked = geonames.municipality_places(
        cities,
        {
            code: ([name for name in (row["name"], row["name_other"]) if name], points[code])
            for code, row in living.items()
        },
    )
    italian_names(living, old, history, linked, names)
    write(
        "municipalities",
        "code cadastral_code geonameid name name_other province nuts3 population population_year"
        " lat lon ceased_on successor",
        [
            *(living_municipality(row, linked.get(code)) for code, row in sorted(living.items())),
            *ceased_municipalities(history, living, names),
        ],
    )

    europe = [c for c in cities.values() if c["countrycode"] in geonames.EUROPE - {"IT"}]
    europe.sort(key=lambda city: city["geonameid"])
    known = geonames.area_names(cities)
    divisions = {(c["countrycode"], c["admin1code"]) for c in europe if c["admin1code"]}
    abroad = {division: known[division] for division in divisions & set(known)}
    write("areas", "country kind code abbreviation nuts name parent", areas(living, abroad))
    write(
        "places",
        "geonameid country region name population lat lon",
        [
            (
                *(city["geonameid"], city["countrycode"]),
                city["admin1code"] if (city["countrycode"], city["admin1code"]) in abroad else "",
                *(city["name"], city["population"] or ""),
                *(round(degrees, 5) for degrees in geonames.where(city)),
            )
            for city in europe
        ],
    )
    foreign = (
        (f"g{city['geonameid']}", name, "other", "")
        for city in europe
        for name in geonames.other_names(city, {search_key(city["name"])})
    )
    write("names", "ref name kind language", [*names.rows, *foreign])

    capitals = {r["province_abbr"]: c for c, r in living.items() if r["is_capital"] == "1"}
    by_name = {search_key(row["name"]): code for code, row in living.items()}
    write("holidays", "country place date name name_en", public_holidays(capitals, by_name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
