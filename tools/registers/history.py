"""What became of municipalities: renumbered, renamed, merged.

No register says which municipality follows one that ceased. It is found like this, and left
empty where it is not certain: the municipality of the same name that began on that day; else
the only one of the province that changed on that day; else the one that bears its name; else the
nearest to the place of that name, if the next one is twice as far; else what ``KNOWN`` says.
"""

import re
from collections import Counter, defaultdict
from typing import NamedTuple

from innesto.places.spelling import search_key
from tools.registers.geonames import City, Point, km, where

SINCE = "1990"
NEAR_KM = 15
# Successors that no rule finds, mostly because GeoNames has no place of that name: public facts.
KNOWN = {
    heir: codes.split()
    for heir, codes in {
        "Valchiusa": "001151 001297",
        "Alto Sermenza": "002111",
        "Saluzzo": "004048",
        "Montiglio Monferrato": "005043 005102",
        "Alluvioni Piovera": "006006",
        "Centro Valle Intelvi": "013050",
        "Bellagio": "013070",
        "Colverde": "013093 013109",
        "Gravedona ed Uniti": "013108",
        "San Siro": "013208 013210",
        "Val Brembilla": "016112",
        "Sant'Omobono Terme": "016228",
        "Colli Verdi": "018028",
        "Ledro": "022014 022065 022197 022198",
        "Comano Terme": "022016 022107",
        "Sella Giudicarie": "022020 022024 022100 022158",
        "Altopiano della Vigolana": "022023",
        "Borgo d'Anaunia": "022046 022088 022111",
        "Borgo Chiese": "022057 022066",
        "Porte di Rendena": "022073 022220 022223",
        "Altavalle": "022082",
        "Dimaro Folgarida": "022121",
        "Tre Ville": "022122 022148 022151",
        "Novella": "022154",
        "San Lorenzo Dorsino": "022166",
        "Ville di Fiemme": "022211",
        "Vallelaghi": "022215",
        "Colceresa": "024059",
        "Longarone": "025009",
        "Val di Zoldo": "025068",
        "Setteville": "025042 025064 025070",
        "Due Carrare": "028025",
        "Porto Viro": "029016 029020",
        "Ventasso": "035025",
        "Valsamoggia": "037004 037018 037043",
        "Alto Reno Terme": "037029",
        "Riva del Po": "038002 038020",
        "Tresignana": "038024",
        "Terre Roveresche": "041004 041046",
        "Colli al Metauro": "041037",
        "Trecastelli": "042009",
        "Fiastra": "043001",
        "Valfornace": "043018 043037",
        "Montoro": "064061",
        "Casali del Manco": "078028 078151",
        "Lessona": "096022",
        "Campiglia Cervo": "096052 096060",
        "Valdilana": "096036 096045 096062 096070 096073 096084",
        "Valle Cannobina": "103027",
    }.items()
}


_SMALL_WORDS = re.compile(
    r"\b(Di|Da|Del|Della|Dei|Degli|Delle|Dello|Dal|Dalla|Al|Alla|Alle|Allo|In|E|Ed|Con|Su|Sul|Sulla"
    r"|A|Ai|Nel|Nella|Presso|Per)\b(?!['’])"
)


def in_title_case(label: str) -> str:
    """«PIEVE D'ALPAGO» → «Pieve d'Alpago»: the old register knows capitals only."""
    text = re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), label.lower())
    text = re.sub(r"\b(D|Dell|Nell|Sull|All|Dall)(?=')", lambda word: word[0].lower(), text)
    text = _SMALL_WORDS.sub(lambda word: word[0].lower(), text)
    return text[:1].upper() + text[1:]


class Record(NamedTuple):
    """What a code meant from one day to another; days are written as ISO dates."""

    code: str
    label: str
    begun: str
    ended: str
    province: str


def records_of(rows: list[dict[str, str]]) -> list[Record]:
    """Return the records of the controlled vocabulary, each once."""
    return sorted(
        {
            Record(
                row["CODICE_COMUNE"],
                row["LABEL_COMUNE_IT"],
                _iso(row["DATA_INIZIO_VALIDITA"]),
                _iso(row["DATA_FINE_VALIDITA"]),
                row["SIGLA_AUTOMOBILISTICA"],
            )
            for row in rows
        }
    )


def _iso(day: str) -> str:
    return f"{day[6:]}-{day[3:5]}-{day[:2]}"


def italian_points(
    cities: dict[str, City], towns: list[tuple[Point, str]]
) -> dict[str, list[tuple[str, Point]]]:
    """Return by name where GeoNames has places, with the province of the nearest municipality."""
    grid = defaultdict(list)
    for point, province in towns:
        grid[round(point[0]), round(point[1])].append((point, province))
    points = defaultdict(list)
    for city in cities.values():
        if city["countrycode"] != "IT":
            continue
        lat, lon = where(city)
        squares = [(round(lat) + dy, round(lon) + dx) for dy in (-1, 0, 1) for dx in (-1, 0, 1)]
        around = [town for square in squares for town in grid[square]]
        if around:
            nearest = min((km(point, (lat, lon)), province) for point, province in around)
            points[search_key(city["name"])].append((nearest[1], (lat, lon)))
    return points


class History:
    """What each code was called, from when to when, and what came after."""

    def __init__(
        self,
        records: list[Record],
        living: dict[str, tuple[str, Point]],
        points: dict[str, list[tuple[str, Point]]],
    ) -> None:
        self.living = living
        self.points = points
        codes = {name: code for code, (name, _point) in living.items()}
        self.known = {gone: codes[heir] for heir, all_gone in KNOWN.items() for gone in all_gone}
        self.last: dict[str, Record] = {}
        self.begun: dict[str, list[Record]] = defaultdict(list)
        self.ended: dict[str, list[Record]] = defaultdict(list)
        self.named: dict[str, list[str]] = defaultdict(list)
        self.how: Counter[str] = Counter()
        for code, (name, _point) in living.items():
            self.named[search_key(name)].append(code)
        for record in records:
            before = self.last.get(record.code)
            if before is None or record.ended >= before.ended:
                self.last[record.code] = record
            self.begun[record.begun].append(record)
            self.ended[record.ended].append(record)

    def ceased(self) -> list[Record]:
        """Return the last record of each code that nobody has any more."""
        gone = (record for code, record in self.last.items() if code not in self.living)
        return sorted(record for record in gone if record.ended >= SINCE)

    def renumbered(self, code: str) -> str:
        """Return the last code of the same municipality: provinces come and go, and it stays."""
        seen = {code}
        while code not in self.living:
            following, how = self._next(self.last[code])
            if how != "same" or following in seen:
                break
            seen.add(following)
            code = following
        return code

    def successor(self, code: str) -> str:
        """Return the living code at the end of all mergers, or nothing."""
        seen: set[str] = set()
        while code and code not in self.living and code not in seen:
            seen.add(code)
            following, how = self._next(self.last[code])
            code = following or self.known.get(code, "")
            self.how[how] += 1
        return code if code in self.living else ""

    def former_names(self, code: str) -> list[str]:
        """Return names it had, from the latest back; a code alone proves nothing, it is reused."""
        names = []
        record = self.last[code]
        while True:
            labels = {other.label for other in self.begun[record.begun]}
            before = [r for r in self.ended[record.begun] if r.begun < record.begun]
            same = [r for r in before if r.label == record.label]
            renamed = [r for r in before if r.code == record.code and r.label not in labels]
            if not same and not renamed:
                return names
            if not same:
                names.append(in_title_case(renamed[0].label))
            record = (same or renamed)[0]

    def _next(self, record: Record) -> tuple[str, str]:
        """Return the code that follows and how it was found: «same» means only renumbered."""
        others = [other for other in self.begun[record.ended] if other.code != record.code]
        same = {other.code for other in others if other.label == record.label}
        if not same:
            same = set(self.named[search_key(record.label)])
        if len(same) == 1:
            return same.pop(), "same"
        near = {other.code: other.label for other in others if other.province == record.province}
        if len(near) == 1:
            return next(iter(near)), "only"
        key = search_key(record.label)
        named = [code for code, label in near.items() if f" {key} " in f" {search_key(label)} "]
        if len(named) == 1:
            return named[0], "named"
        return self._nearest(key, record.province, set(near))

    def _nearest(self, key: str, province: str, near: set[str]) -> tuple[str, str]:
        here = [point for at, point in self.points.get(key, []) if at == province]
        there = sorted(
            (min(km(point, self.living[code][1]) for point in here), code)
            for code in near
            if here and code in self.living
        )
        if there and there[0][0] < NEAR_KM and (len(there) == 1 or there[1][0] > 2 * there[0][0]):
            return there[0][1], "nearest"
        return "", "unknown"
