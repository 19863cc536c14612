"""A framework of competences in a file: its rows, and what is wrong with which line.

No room fits: views read files with it, the loader of what ships too; it knows no table. Nothing is
loaded while anything is wrong.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.sheets.reading import NotASheet, Sheet, read_sheet
from innesto.toolkit.languages import SPOKEN

MOST = 500
LARGEST = 2_000_000  # bytes
CODES = {code for code, _name in SPOKEN}
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("code", "codice", "id"),
    "area": ("area", "ambito", "parent"),
    "kind": ("kind", "tipo", "what for"),
    "roles": ("roles", "ruoli", "role", "ruolo"),
    "countries": ("countries", "paesi", "country", "paese"),
    "aligned": ("aligned", "corrisponde a", "alignment"),
}
KINDS = {
    "": "",
    **dict.fromkeys(("decision", "decisione", "decisionale", "decision-making"), "decision"),
    **dict.fromkeys(("operational", "operativa", "operativo"), "operational"),
}
NOT_READ = {
    "empty": gettext_lazy("The file is empty."),
    "too_large": gettext_lazy("The file is too large."),
    "unreadable": gettext_lazy("The file cannot be read. Save it as CSV, XLSX or JSON."),
    "too_many_rows": gettext_lazy("The file has too many rows."),
    "no_table": gettext_lazy("The file holds no table."),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A competence to be, or an area; ``line`` is where the file says it."""

    line: int
    code: str
    names: Mapping[str, str]
    abouts: Mapping[str, str] = field(default_factory=dict)
    area: str = ""
    kind: str = ""
    roles: Sequence[str] = ()
    countries: Sequence[str] = ()
    aligned: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says, and the complaints: by line, 0 for the whole file."""

    rows: Sequence[Row] = ()
    complaints: Sequence[tuple[int, str]] = ()


def read_framework(
    content: bytes, *, countries: Collection[str], competences: Collection[str]
) -> Reading:
    """Read CSV, XLS, XLSX, ODS or JSON.

    ``countries`` are the codes that exist, ``competences`` those that one can correspond to, as
    «framework:code».
    """
    if len(content) > LARGEST:
        return Reading(complaints=[(0, _("The file is too large."))])
    try:
        said = _of_json(content) if content.lstrip()[:1] in (b"{", b"[") else _of_sheet(content)
    except NotASheet as problem:
        return Reading(complaints=[(0, str(NOT_READ[problem.reason]))])
    if not said:
        return Reading(complaints=[(0, _("No column is called “code” or “codice”."))])
    if len(said) > MOST:
        return Reading(complaints=[(0, str(NOT_READ["too_many_rows"]))])
    rows = [_row(line, one) for line, one in said]
    codes = {row.code for row in rows}
    complaints = [
        (row.line, words)
        for place, row in enumerate(rows)
        for words in (
            *_wrong(row, countries, competences),
            *_out_of_place(row, codes, {it.code for it in rows[:place]}),
        )
    ]
    deep = {row.code: row.area for row in rows}
    complaints += [
        (row.line, _("The area %(code)s lies in another area.") % {"code": row.area})
        for row in rows
        if deep.get(row.area)
    ]
    return Reading(rows, sorted(complaints))


def _of_json(content: bytes) -> list[tuple[int, dict[str, Any]]]:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as problem:
        raise NotASheet("unreadable") from problem
    found = data.get("competences") if isinstance(data, dict) else data
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise NotASheet("no_table")
    return list(enumerate(found, start=1))


def _of_sheet(content: bytes) -> list[tuple[int, dict[str, Any]]]:
    known = {word for words in COLUMNS.values() for word in words} | CODES
    sheet = read_sheet(content, known=known)
    columns = _columns(sheet)
    if "code" not in columns:
        return []
    found = []
    for line in sheet.lines:
        cells = {key: line.cells[at] for key, at in columns.items() if at < len(line.cells)}
        if any(cells.values()):
            found.append((line.number, _gathered(cells)))
    return found


def _columns(sheet: Sheet) -> dict[str, int]:
    found: dict[str, int] = {}
    for at, header in enumerate(sheet.headers):
        word = header.strip().lower()
        key = next((key for key, words in COLUMNS.items() if word in words), "")
        language = word.removeprefix("label_").removeprefix("name_").removeprefix("nome_")
        about = word.removeprefix("about_").removeprefix("descrizione_")
        if not key and language in CODES:
            key = f"labels.{language}"
        elif not key and about in CODES and about != word:
            key = f"abouts.{about}"
        if key:
            found.setdefault(key, at)
    return found


def _gathered(cells: Mapping[str, str]) -> dict[str, Any]:
    said: dict[str, Any] = {"labels": {}, "abouts": {}}
    for key, cell in cells.items():
        head, _dot, language = key.partition(".")
        if language:
            said[head][language] = cell
        elif key in ("roles", "countries", "aligned"):
            said[key] = [one.strip() for one in cell.replace(";", "|").split("|") if one.strip()]
        else:
            said[key] = cell
    return said


def _row(line: int, said: Mapping[str, Any]) -> Row:
    code = str(said.get("code") or "").strip()
    area = str(said.get("area") or "").strip()
    kind = str(said.get("kind") or "").strip().lower()
    return Row(
        line=line,
        code=code,
        names=_words(said.get("labels") or said.get("names")),
        abouts=_words(said.get("abouts")),
        area=area or code.rpartition(".")[0],
        kind=KINDS.get(kind, kind),
        roles=_list(said.get("roles")),
        countries=[one.upper() for one in _list(said.get("countries"))],
        aligned=_list(said.get("aligned")),
    )


def _words(said: Any) -> dict[str, str]:
    found = said if isinstance(said, dict) else {"und": said} if isinstance(said, str) else {}
    return {str(code): str(text).strip() for code, text in found.items() if str(text).strip()}


def _list(said: Any) -> list[str]:
    return [str(one).strip() for one in said] if isinstance(said, list) else []


def _wrong(row: Row, countries: Collection[str], competences: Collection[str]) -> list[str]:
    found = []
    if not row.code:
        found.append(_("The code is missing."))
    if len(row.code) > 20:
        found.append(_("The code is longer than 20 letters."))
    if not row.names:
        found.append(_("The name is missing."))
    if row.kind not in KINDS.values():
        found.append(_("“%(word)s” is neither “decision” nor “operational”.") % {"word": row.kind})
    found += [
        _("There is no country with the code %(code)s.") % {"code": one}
        for one in row.countries
        if one not in countries
    ]
    found += [
        _("It corresponds to %(code)s, which is not here.") % {"code": one}
        for one in row.aligned
        if one not in competences
    ]
    return found


def _out_of_place(row: Row, codes: Collection[str], before: Collection[str]) -> list[str]:
    found = []
    if row.code and row.code in before:
        found.append(_("The code %(code)s stands twice.") % {"code": row.code})
    if row.area and row.area not in codes:
        found.append(_("There is no area %(code)s.") % {"code": row.area})
    if row.area and row.area == row.code:
        found.append(_("It is its own area."))
    return found


def role_key(words: str) -> str:
    """Return the key under which a framework keeps the name of a role."""
    return slugify(words)[:60]
