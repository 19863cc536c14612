"""What a file of sheets says: its rows, what each would become, and what is wrong with them."""

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from innesto.organisations.models import Organisation
from innesto.places.models import Country, Place
from innesto.places.queries import Outcome, Wanted, find_places
from innesto.practices.models import Practice
from innesto.programmes.models import Programme
from innesto.sheets.reading import NotASheet, bare, read_sheet
from innesto.themes.models import Theme
from innesto.toolkit.languages import SPOKEN
from innesto.toolkit.rich_text import LARGEST

MOST_ROWS = 20_000
LARGEST_LINES = 100_000_000  # bytes
TITLE, STRAPLINE = 100, 160
FIRST_YEAR, LAST_YEAR = 1950, 2100

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "codice", "riferimento", "reference"),
    "lang": ("lang", "lingua", "language"),
    "title": ("title", "titolo", "nome", "name"),
    "text": ("text", "testo", "descrizione", "description", "summary", "problem", "problema"),
    "how": ("how", "che cosa si fa", "soluzione", "solution"),
    "theme": ("theme", "tema", "themes", "temi"),
    "place": ("place", "luogo", "comune", "città", "city"),
    "country": ("country", "paese", "stato"),
    "year": ("year", "anno"),
    "source": ("source", "fonte"),
    "organisation": ("organisation", "organizzazione", "ente", "owner", "beneficiary"),
}
WORDS = frozenset(word for words in COLUMNS.values() for word in words)


@dataclass(slots=True)
class Row:
    """A sheet to be: what the file says, what the registers know of it, what is wrong."""

    number: int
    said: Mapping[str, str]
    language: str = "it"
    place: Place | None = None
    country: Country | None = None
    organisation: Organisation | None = None
    themes: list[Theme] = field(default_factory=list)
    starts_on: datetime.date | None = None
    stops: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title, cut at a word where a sheet has no room for all of it."""
        whole = self.said.get("title", "")
        return whole if len(whole) <= TITLE else f"{whole[: TITLE - 2].rsplit(' ', 1)[0]} …"

    @property
    def written_place(self) -> str:
        """The place as the file writes it."""
        return self.said.get("place", "")

    @property
    def is_ready(self) -> bool:
        """It can come in."""
        return not self.stops

    @property
    def problem(self) -> str:
        """All that is to be said of it, in one line."""
        return " ".join([*self.stops, *self.remarks])


def read_rows(content: bytes) -> list[Mapping[str, str]]:
    """Return the rows of a spreadsheet or of JSON lines, by our names of columns.

    Raises ``NotASheet``.
    """
    if content.lstrip()[:1] in {b"{", b"["}:
        return _json_rows(content)
    sheet = read_sheet(content, known=WORDS)
    places = {
        name: index
        for index, header in enumerate(sheet.headers)
        for name, words in COLUMNS.items()
        if bare(header) in words
    }
    if "title" not in places:
        raise NotASheet("no_title")
    return [{name: line.cells[at] for name, at in places.items()} for line in sheet.lines]


def _json_rows(content: bytes) -> list[Mapping[str, str]]:
    if len(content) > LARGEST_LINES:
        raise NotASheet("too_large")
    try:
        text = content.decode("utf-8-sig")
        if text.lstrip().startswith("["):
            things = json.loads(text)
        else:
            things = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise NotASheet("unreadable") from error
    if len(things) > MOST_ROWS * 10:
        raise NotASheet("too_many_rows")
    if not all(isinstance(thing, dict) for thing in things):
        raise NotASheet("no_table")
    return [{str(k): _text(v) for k, v in thing.items()} for thing in things]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(map(str, value))
    return "" if value is None else str(value).strip()


def judged_rows(
    said: Sequence[Mapping[str, str]], *, programme: Programme | None = None
) -> list[Row]:
    """Return the rows with what the registers know: a fixed number of questions for all."""
    rows = [Row(number, one) for number, one in enumerate(said, start=1)]
    _titles_and_texts(rows)
    _languages(rows)
    _countries_and_places(rows)
    _themes(rows, programme)
    _organisations(rows)
    _years(rows)
    _once(rows)
    return rows


def _titles_and_texts(rows: Sequence[Row]) -> None:
    for row in rows:
        title = row.said.get("title", "")
        if not title:
            row.stops.append(_("It has no title."))
        elif len(title) > TITLE:
            row.remarks.append(_("The title is cut; all of it begins the text."))
        if len(row.said.get("text", "")) > LARGEST:
            row.stops.append(_("The text is far too long."))


def _languages(rows: Sequence[Row]) -> None:
    known = {code for code, _name in SPOKEN}
    for row in rows:
        code = row.said.get("lang", "").lower().partition("-")[0]
        if code in known:
            row.language = code
        elif code:
            row.stops.append(_("There is no language “%(code)s” here.") % {"code": code})
        else:
            row.remarks.append(_("No language is given: Italian is taken."))


def _countries_and_places(rows: Sequence[Row]) -> None:
    countries = {country.code: country for country in Country.objects.all()}
    by_name = {
        name.casefold(): country
        for country in countries.values()
        for name in country.names.values()
    }
    wanted: list[tuple[Row, Wanted]] = []
    for row in rows:
        text = row.said.get("country", "")
        row.country = countries.get(text.upper()) or by_name.get(text.casefold())
        if text and row.country is None:
            row.remarks.append(_("The country “%(name)s” is not known.") % {"name": text})
        if row.said.get("place"):
            code = row.country.code if row.country else ""
            wanted.append((row, Wanted(row.said["place"][:120], code)))
    for (row, _wanted), lookup in zip(
        wanted, find_places([one for _row, one in wanted]), strict=True
    ):
        if lookup.outcome == Outcome.FOUND and lookup.place:
            row.place = lookup.place
            row.country = row.country or lookup.place.country
        else:
            row.remarks.append(_("The place is kept as written: the register does not know it."))


def _themes(rows: Sequence[Row], programme: Programme | None) -> None:
    schemes = ["data-theme", "sdg"]
    themes = Theme.objects.filter(scheme__key__in=schemes)
    if programme and programme.scheme_id:
        themes |= Theme.objects.filter(scheme=programme.scheme_id)
    known: dict[str, Theme] = {}
    for theme in themes.order_by("-scheme", "pk"):
        for word in (theme.key, *theme.labels.values()):
            known[word.casefold()] = theme
    for row in rows:
        for word in row.said.get("theme", "").split("|"):
            found = known.get(word.strip().casefold())
            if found:
                row.themes.append(found)
            elif word.strip():
                row.remarks.append(
                    _("The theme “%(name)s” is kept as written.") % {"name": word.strip()}
                )


def _organisations(rows: Sequence[Row]) -> None:
    names = {row.said["organisation"] for row in rows if row.said.get("organisation")}
    known = {one.name: one for one in Organisation.objects.standing().filter(name__in=names)}
    for row in rows:
        name = row.said.get("organisation", "")
        row.organisation = known.get(name)
        if name and row.organisation is None:
            row.remarks.append(_("“%(name)s” is not in the register.") % {"name": name})


def _years(rows: Sequence[Row]) -> None:
    for row in rows:
        text = row.said.get("year", "").removesuffix(".0")
        if not text:
            continue
        if text.isdecimal() and FIRST_YEAR <= int(text) <= LAST_YEAR:
            row.starts_on = datetime.date(int(text), 1, 1)
        else:
            row.remarks.append(_("“%(year)s” is no year.") % {"year": text[:20]})


def _once(rows: Sequence[Row]) -> None:
    """Stop what is there already, and what the file has twice."""
    refs = [row.said["id"] for row in rows if row.said.get("id")]
    there: set[tuple[str, str]] = set()
    for start in range(0, len(refs), 500):
        found = Practice.objects.filter(external_ref__in=refs[start : start + 500])
        there |= set(found.values_list("source", "external_ref"))
    for row in rows:
        key = (row.said.get("source", "")[:300], row.said.get("id", "")[:120])
        if key[1] and key in there:
            row.stops.append(_("It is here already, or twice in the file."))
        there.add(key)
