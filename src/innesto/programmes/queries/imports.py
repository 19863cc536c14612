"""What would come of a list of partners: row by row, before anything is written."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from innesto.organisations.models import Organisation
from innesto.organisations.queries import bare_name
from innesto.places.models import Country, Place
from innesto.places.queries import Lookup, Outcome, Wanted, find_places
from innesto.programmes.models import Partner, PartnerImport, Programme
from innesto.programmes.queries.addresses import persons_by_address
from innesto.programmes.queries.bodies import Body, Register
from innesto.programmes.queries.cells import (
    Cells,
    Contact,
    Kind,
    Problem,
    Vocabulary,
    vocabulary_of,
)
from innesto.programmes.queries.columns import known_headers
from innesto.programmes.queries.hanging import reason_in_words
from innesto.sheets.reading import Line, Sheet, bare, read_sheet

WITH_A_PLACE = {
    Organisation.Kind.MUNICIPALITY,
    Organisation.Kind.UNION,
    Organisation.Kind.PROVINCE,
}
LONGEST_NAME = 200

NONE_OF_THEM = "none"
"""What is chosen where a row belongs to no place of the register."""

State = Literal["stop", "ask", "warn", "ok"]


@dataclass(frozen=True, slots=True)
class Brought:
    """A municipality behind an intermediary, as written and as far as it is known."""

    name: str
    place: Place | None
    body: Body | None
    country: str

    @property
    def identity(self) -> tuple[str, object]:
        """What makes two rows speak of one body."""
        kind = Organisation.Kind.MUNICIPALITY
        return _identity(self.body, self.name, kind, self.place, self.country)


@dataclass(slots=True)
class Row:
    """A row of the table, as it would be brought in."""

    number: int
    name: str
    kind: str = ""
    printed_country: str = ""
    country: Country | None = None
    place: Place | None = None
    candidates: tuple[Place, ...] = ()
    chosen: str = ""
    body: Body | None = None
    roles: Sequence[str] = ()
    strands: Sequence[str] = ()
    represents: Sequence[Brought] = ()
    projects: Sequence[str] = ()
    leads: Sequence[str] = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    offers: Mapping[str, int] = field(default_factory=dict)
    languages: Sequence[str] = ()
    closed: Sequence[tuple[date, date]] = ()
    phase: str = ""
    joined_on: date | None = None
    contribution: Decimal | None = None
    note: str = ""
    contact: Contact | None = None
    is_example: bool = False
    problems: list[Problem] = field(default_factory=list)

    @property
    def state(self) -> State:
        """The gravest of its problems."""
        kinds = {problem.kind for problem in self.problems}
        grave: tuple[State, ...] = ("stop", "ask", "warn")
        return next((kind for kind in grave if kind in kinds), "ok")

    @property
    def is_ready(self) -> bool:
        """It can be brought in as it is."""
        return self.state in {"ok", "warn"}

    @property
    def identity(self) -> tuple[str, object]:
        """What makes two rows speak of one body."""
        country = self.country.code if self.country else ""
        return _identity(self.body, self.name, self.kind, self.place, country)

    def add(self, kind: Kind, words: str) -> None:
        """Note a problem."""
        self.problems.append(Problem(kind, words))


def _identity(
    body: Body | None, name: str, kind: str, place: Place | None, country: str
) -> tuple[str, object]:
    if body:
        return ("register", body.pk)
    if place and kind == Organisation.Kind.MUNICIPALITY:
        return ("place", place.pk)
    return ("name", (bare_name(name), country, kind == Organisation.Kind.MUNICIPALITY))


def imports_of(programme: Programme) -> QuerySet[PartnerImport]:
    """Return the lists that were brought in or are waiting, newest first, without their files."""
    return (
        PartnerImport.objects.filter(programme=programme)
        .select_related("by", "programme")
        .defer("content", "programme__blueprint")
        .order_by("-at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def read_partner_sheet(content: bytes, *, encoding: str = "") -> Sheet:
    """Return the table in a file, with the headers where our words are. Raises ``NotASheet``."""
    return read_sheet(content, known=known_headers().keys(), encoding=encoding)


def sheet_of(import_: PartnerImport) -> Sheet:
    """Return the table of an open import."""
    return read_partner_sheet(bytes(import_.content), encoding=import_.encoding)


def rows_of(import_: PartnerImport, *, places: Mapping[int, str] | None = None) -> Sequence[Row]:
    """Return the rows as they would be brought in, each with its problems.

    ``places`` are choices by row number, on top of those kept with the import. A fixed number of
    queries for 2,500 rows, whatever is in them.
    """
    kept = {int(number): place for number, place in import_.choices.get("places", {}).items()}
    sheet = sheet_of(import_)
    return _Reader(import_, {**kept, **(places or {})}).rows(sheet.lines)


class _Reader:
    """Reads one table against the registers and one blueprint."""

    def __init__(self, import_: PartnerImport, chosen: Mapping[int, str]) -> None:
        self.columns: Mapping[str, int] = import_.columns
        self.programme = import_.programme
        self.vocabulary: Vocabulary = vocabulary_of(self.programme)
        self.chosen = chosen
        self.register = Register.read()

    def rows(self, lines: Sequence[Line]) -> Sequence[Row]:
        """Return all rows."""
        cells = [Cells(self.columns, line.cells, self.vocabulary) for line in lines]
        rows = [self._row(line.number, one) for line, one in zip(lines, cells, strict=True)]
        self._find_places(rows, cells)
        self._find_bodies(rows)
        self._find_partners(rows)
        self._find_doubles(rows)
        self._find_persons(rows)
        self._hint_at_likeness(rows)
        return rows

    def _row(self, number: int, cells: Cells) -> Row:
        row = Row(
            number,
            cells.text("name") or cells.text("place"),
            printed_country=cells.text("country")[:80],
            country=cells.country(),
            roles=cells.roles(),
            strands=cells.strands(),
            projects=cells.projects(),
            leads=cells.several("lead_of"),
            needs=cells.levels("needs"),
            offers=cells.levels("offers"),
            languages=cells.languages(),
            closed=cells.spans("closed"),
            phase=cells.phase(),
            joined_on=cells.day("joined"),
            contribution=cells.money("contribution"),
            note=cells.text("note"),
            contact=cells.contact(),
            is_example=cells.is_invented(),
            problems=cells.problems,
        )
        row.kind = cells.kind(row.name)
        if not row.name:
            row.add("stop", _("The name is missing."))
        elif len(row.name) > LONGEST_NAME:
            row.add("stop", _("The name is longer than 200 letters."))
        if row.projects and self.programme.call_id:
            row.projects = row.leads = ()
            row.add("warn", _("This is a project itself: the column “project” is left out."))
        return row

    def _find_places(self, rows: Sequence[Row], cells: Sequence[Cells]) -> None:
        sought: list[Row] = []
        wanted: list[Wanted] = []
        brought: list[tuple[Row, str]] = []
        for row, one in zip(rows, cells, strict=True):
            place, code = one.text("place"), one.text("code")
            if row.name and (place or code or row.kind in WITH_A_PLACE):
                country = row.country.code if row.country else ""
                sought.append(row)
                wanted.append(Wanted(place or row.name, country, code, one.text("province")))
            brought += [(row, name) for name in one.several("represents")]
        behind = [
            Wanted(name, country=row.country.code if row.country else "") for row, name in brought
        ]
        lookups = find_places([*wanted, *behind])
        for row, lookup in zip(sought, lookups, strict=False):
            self._judge(row, lookup)
        for (row, name), lookup in zip(brought, lookups[len(sought) :], strict=True):
            self._bring(row, name, lookup)
        for row, one in zip(rows, cells, strict=True):
            if row.place is None and one.text("lat") and row.is_ready:
                row.add("warn", _("The position is not kept: only the register of places has it."))

    def _judge(self, row: Row, lookup: Lookup) -> None:
        row.place, row.candidates = lookup.place, lookup.candidates
        name = lookup.wanted.text
        if lookup.outcome == Outcome.FOUND:
            return
        row.chosen = self.chosen.get(row.number, "")
        row.place = next((place for place in row.candidates if str(place.pk) == row.chosen), None)
        if row.place or row.chosen == NONE_OF_THEM:
            return
        match lookup.outcome:
            case Outcome.HOMONYMS:
                row.add("ask", _("There are several places called “%(name)s”.") % {"name": name})
            case Outcome.CEASED if row.candidates:
                words = _("“%(name)s” is no longer a municipality: is this its successor?")
                row.add("ask", words % {"name": name})
            case Outcome.WRONG_COUNTRY if len(row.candidates) == 1:
                row.place = row.candidates[0]
                words = _("“%(name)s” is in %(there)s, the list says %(said)s: both are kept.")
                there, said = row.place.country, row.printed_country
                row.add("warn", words % {"name": name, "there": there, "said": said})
            case Outcome.WRONG_COUNTRY:
                words = _("“%(name)s” is not in %(said)s, but there are places of this name.")
                row.add("ask", words % {"name": name, "said": row.printed_country})
            case Outcome.WRONG_PROVINCE | Outcome.CONTRADICTION if row.candidates:
                words = _("Name, code and province of “%(name)s” contradict each other.")
                row.add("ask", words % {"name": name})
            case _ if row.candidates:
                words = _("No place is called “%(name)s”. Some have a similar name.")
                row.add("ask", words % {"name": name})
            case _:
                words = _("No place is called “%(name)s”: it comes in without a place.")
                row.add("warn", words % {"name": name})

    def _bring(self, row: Row, name: str, lookup: Lookup) -> None:
        if lookup.place is None:
            words = _("“%(name)s”, which it brings in, is not clear: it comes in without a place.")
            row.add("warn", words % {"name": name})
        kind = Organisation.Kind.MUNICIPALITY
        found = self.register.find(name, kind=kind, place=lookup.place, country=row.country)
        country = row.country.code if row.country else ""
        row.represents = [*row.represents, Brought(name, lookup.place, found.body, country)]

    def _find_bodies(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if not row.name:
                continue
            found = self.register.find(
                row.name, kind=row.kind, place=row.place, country=row.country
            )
            row.body = found.body
            if found.is_unclear:
                words = _("Several organisations of the register have this name: add the place.")
                row.add("stop", words)

    def _find_partners(self, rows: Sequence[Row]) -> None:
        partners = Partner.objects.filter(
            models.Q(programme=self.programme) | models.Q(programme__call=self.programme)
        )
        known = {
            (project_key(names, self.programme, pk), body): left_on is not None
            for pk, names, body, left_on in partners.order_by("pk").values_list(
                "programme", "programme__names", "organisation", "left_on"
            )
        }
        for row in rows:
            for project in row.projects or [""]:
                has_left = known.get((bare(project), row.body.pk)) if row.body else None
                if has_left:
                    row.add("stop", _("It withdrew: take its withdrawal back on its page."))
                elif has_left is not None:
                    row.add("stop", _("It is a partner already."))

    def _find_doubles(self, rows: Sequence[Row]) -> None:
        first: dict[tuple[object, str], int] = {}
        for row in rows:
            if not row.is_ready:
                continue
            for project in row.projects or [""]:
                number = first.setdefault((row.identity, bare(project)), row.number)
                if number != row.number:
                    row.add("stop", _("The same as row %(number)d.") % {"number": number})
                    break

    def _find_persons(self, rows: Sequence[Row]) -> None:
        """Say who is invited once for several rows, and who needs no invitation any more."""
        here = persons_by_address(self.programme)
        first: dict[str, int] = {}
        for row in rows:
            email = row.contact.email if row.contact and row.is_ready else ""
            number = first.setdefault(email, row.number) if email else row.number
            if number != row.number:
                words = _("“%(email)s” is in row %(number)d too: one invitation for both.")
                row.add("warn", words % {"email": email, "number": number})
            elif email in here.invited:
                words = _("“%(email)s” holds an open invitation: no other one is sent.")
                row.add("warn", words % {"email": email})
            elif email in here.addresses:
                words = _("“%(email)s” takes part already: no invitation is sent.")
                row.add("warn", words % {"email": email})

    def _hint_at_likeness(self, rows: Sequence[Row]) -> None:
        """Say which new names nearly are another one; a municipality is known by its place."""
        new = [
            row
            for row in rows
            if row.name
            and row.is_ready
            and row.body is None
            and not (row.place and row.kind == Organisation.Kind.MUNICIPALITY)
        ]
        for alike in self.register.alike([row.name for row in new]):
            row, name = new[alike.position], alike.name
            if alike.other is None:
                words = _("Possible duplicate: the register has “%(name)s”. Both would be kept.")
                row.add("warn", words % {"name": name})
            elif (other := new[alike.other]).identity != row.identity:
                words = _("Possible duplicate of row %(number)d, “%(name)s”. Both are kept.")
                row.add("warn", words % {"name": name, "number": other.number})


def project_key(names: Mapping[str, str], programme: Programme, pk: int) -> str:
    """Return by what a project of the call is found again; nothing for the call itself."""
    return "" if pk == programme.pk else bare(next(iter(names.values()), ""))


def labels_of_places(places: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """Return the choices among places, written so that they cannot be confused."""
    for place in places:
        area = place.province or place.region
        where = ", ".join(str(part) for part in (area, place.country) if part)
        yield str(place.pk), f"{place.full_name} ({where})"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a list has, by what can become of them."""

    rows: int
    ready: int
    warned: int
    asked: int
    stopped: int
    left_out: int
    addresses: int

    @property
    def coming(self) -> int:
        """How many would come in now."""
        return self.ready - self.left_out


def count_rows(rows: Sequence[Row], *, left_out: Sequence[int]) -> Counts:
    """Count the rows by what can become of them."""
    states = [row.state for row in rows]
    return Counts(
        rows=len(rows),
        ready=sum(row.is_ready for row in rows),
        warned=states.count("warn"),
        asked=states.count("ask"),
        stopped=states.count("stop"),
        left_out=sum(row.is_ready and row.number in left_out for row in rows),
        addresses=len(
            {
                row.contact.email
                for row in rows
                if row.is_ready and row.number not in left_out and row.contact
            }
            - {""}
        ),
    )


@dataclass(frozen=True, slots=True)
class Result:
    """What an import made, what stayed out and, once undone, what could not be taken back."""

    partners: int
    organisations: int
    projects: int
    invitations: int
    out: Sequence[tuple[int, str, Sequence[str]]]
    more_out: int
    stays: Sequence[tuple[str, str]]


def outcome_of(import_: PartnerImport) -> Result:
    """Return what came of an import, in words."""
    made = import_.made
    return Result(
        partners=len(made["partners"]),
        organisations=len(made["organisations"]),
        projects=len(made["projects"]),
        invitations=len(made["invitations"]),
        out=[(number, name, words) for number, name, words in made["out"]],
        more_out=made["left_out"] - len(made["out"]),
        stays=[(name, reason_in_words(reason)) for name, reason in made.get("stays", ())],
    )
