"""A list of partners from a spreadsheet file, as facts, without any database.

The columns are those of the lists that ship with the blueprints. What a register of places
would know (coordinates, official codes) is only known here when the file says it.
"""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from innesto.blueprints.facts import Days, Facts, Organisation, Project
from innesto.rounds.letters.proposal import Words
from innesto.rounds.words import gettext as _
from innesto.rounds.words import listed
from innesto.sheets.reading import NotASheet, read_sheet

COLUMNS = (
    *("key", "name", "kind", "country", "place", "code", "population", "lat", "lon"),
    *("languages", "roles", "strands", "needs", "offers", "closed", "represents", "project"),
    *("lead_of", "phase", "contact", "note", "example"),
)
NEEDED = ("name",)
SEVERAL = "|"
"""Between values of one cell."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """One thing that is wrong with a file; row 1 is the headings."""

    row: int
    words: Words


class NotAList(Exception):
    """The file is no list of partners; ``problems`` says why, row by row."""

    def __init__(self, *problems: BadRow) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems


def read_partners(path: Path) -> Facts:
    """Read a list of partners. Raises ``NotAList`` with every problem at once, or ``OSError``."""
    try:
        sheet = read_sheet(path.read_bytes(), known=COLUMNS)
    except NotASheet as refused:
        raise NotAList(BadRow(1, _why(refused.reason))) from refused
    headings = [_heading(cell) for cell in sheet.headers]
    missing = [name for name in NEEDED if name not in headings]
    if missing:
        words = _(
            "No column «{missing}». Known columns: {known}.",
            missing=listed(missing),
            known=listed(COLUMNS),
        )
        raise NotAList(BadRow(1, words))
    organisations: dict[str, Organisation] = {}
    projects: dict[str, Project] = {}
    problems: list[BadRow] = []
    for line in sheet.lines:
        cells = {name: cell for name, cell in zip(headings, line.cells, strict=True) if name}
        reader = _Row(cells)
        one = reader.organisation()
        if one.key in organisations:
            reader.wrong.append(_("«{key}» is there twice.", key=one.key))
        organisations[one.key] = one
        reader.join(projects, one.key)
        problems += [BadRow(line.number, words) for words in reader.wrong]
    if problems:
        raise NotAList(*problems)
    return Facts(organisations=tuple(organisations.values()), projects=tuple(projects.values()))


def _why(reason: str) -> Words:
    """Say why a file is no table."""
    match reason:
        case "empty":
            return _("The file is empty.")
        case "too_large":
            return _("The file is larger than 10 MB.")
        case "too_many_rows":
            return _("The list has more than 20,000 rows.")
    return _("The file cannot be read as a spreadsheet.")


def _heading(cell: str) -> str:
    name = cell.strip().casefold().replace(" ", "_")
    return name if name in COLUMNS else ""


class _Row:
    """One line of the list; collects what is wrong with it."""

    def __init__(self, cells: Mapping[str, str]) -> None:
        self.cells = cells
        self.wrong: list[Words] = []

    def organisation(self) -> Organisation:
        name = self.cells["name"]
        if not name:
            self.wrong.append(_("The name is missing."))
        population = self._number("population")
        return Organisation(
            key=self.cells.get("key") or _key(name),
            name=name,
            kind=self.cells.get("kind", ""),
            country=self.cells.get("country", "").upper(),
            place=self.cells.get("place", ""),
            code=self.cells.get("code", ""),
            population=None if population is None else round(population),
            lat=self._number("lat"),
            lon=self._number("lon"),
            languages=frozenset(self._several("languages")),
            roles=frozenset(self._several("roles")),
            strands=frozenset(self._several("strands")),
            needs=dict(self._levels("needs")),
            offers=dict(self._levels("offers")),
            closed=tuple(self._spans("closed")),
            represents=tuple(self._several("represents")),
            phase=self.cells.get("phase", ""),
        )

    def join(self, projects: dict[str, Project], organisation: str) -> None:
        """Put the organisation into the projects that the line names."""
        lead_of = set(self._several("lead_of"))
        for name in sorted(lead_of.union(self._several("project"))):
            key = _key(name)
            known = projects.get(key, Project(key=key, name=name))
            projects[key] = Project(
                key=key,
                name=known.name,
                lead=organisation if name in lead_of else known.lead,
                partners=known.partners | {organisation},
            )

    def _several(self, column: str) -> list[str]:
        return [
            part for cell in self.cells.get(column, "").split(SEVERAL) if (part := cell.strip())
        ]

    def _number(self, column: str) -> float | None:
        text = self.cells.get(column, "").replace(",", ".")
        if not text:
            return None
        try:
            return float(text)
        except ValueError:
            self.wrong.append(_("{column}: «{text}» is no number.", column=column, text=text))
            return None

    def _levels(self, column: str) -> Iterator[tuple[str, int]]:
        """Read «theme:3|other:1»; a theme alone counts as level 1."""
        for part in self._several(column):
            theme, _colon, level = part.partition(":")
            if level.strip() not in ("", "0", "1", "2", "3"):
                self.wrong.append(
                    _("{column}: «{text}» is no level from 0 to 3.", column=column, text=part)
                )
                continue
            yield theme.strip(), int(level.strip() or "1")

    def _spans(self, column: str) -> Iterator[Days]:
        """Read «2020-08-01/2020-08-31|2020-12-24»."""
        for part in self._several(column):
            first, _slash, last = part.partition("/")
            try:
                yield Days(
                    datetime.date.fromisoformat(first), datetime.date.fromisoformat(last or first)
                )
            except ValueError:
                self.wrong.append(
                    _("{column}: «{text}» is no date that exists.", column=column, text=part)
                )


def _key(name: str) -> str:
    words = "".join(letter if letter.isalnum() else " " for letter in name.casefold()).split()
    return "-".join(words)
