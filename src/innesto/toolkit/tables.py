"""Tables over a queryset: sorted, filtered and paged by the address, exported as files.

A table is declared once, beside the view:

    PARTNERS = Table[Partner](
        caption=_("Partners"),
        columns=[
            Column("name", _("Name"), lambda p: p.name, order=["name"], url=address_of),
            Column("since", _("Since"), lambda p: p.joined_on, order=["joined_on"]),
        ],
        search=["name"],
    )

    partners = PARTNERS.read(queryset, request.GET)
    if partners.file_kind:
        return partners.as_file("partner")
    return render_page(request, "…", {"partners": partners}, parts=("results",))

and drawn with ``{% table partners %}``. A page costs two queries, whatever the number of rows,
if the queryset loads all that the columns read.
"""

import csv
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from io import StringIO
from tempfile import SpooledTemporaryFile
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy
from django.http import FileResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext as _

from innesto.toolkit import dates
from innesto.toolkit.forms import ChoiceField
from innesto.toolkit.frame import Link
from innesto.toolkit.sheet_files import Format, Worksheet, legal, new_book, sheet_name

FILES = frozenset({"csv", "xlsx"})
"""The files a table may be asked for."""

CHUNK = 2000
DAY, MOMENT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Column[T: Model]:
    """One column: what a row says in it, where that leads, by what it sorts.

    ``shown`` draws a value that is more than a text, such as a state; files get ``value``.
    """

    key: str
    label: Any
    value: Callable[[T], Any]
    order: Sequence[str] = ()
    url: Callable[[T], str] | None = None
    shown: Callable[[T], Any] | None = None
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Filter[T: Model]:
    """One choice that narrows the rows: ``narrow(queryset, "it")``."""

    key: str
    label: Any
    choices: Callable[[], Sequence[tuple[str, Any]]]
    narrow: Callable[[QuerySet[T], str], QuerySet[T]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What is drawn: the words and where they lead."""

    text: Any
    url: str


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a column and the address that sorts by it."""

    key: str
    label: Any
    url: str
    direction: str
    is_number: bool


@dataclass(frozen=True)
class Table[T: Model]:
    """What a table shows and by what it can be narrowed. The first column names the row."""

    caption: Any
    columns: Sequence[Column[T]]
    filters: Sequence[Filter[T]] = ()
    search: Sequence[str] = ()
    order: str = ""
    per_page: int = 25

    def read(self, rows: QuerySet[T], query: QueryDict) -> "TablePage[T]":
        """Narrow, sort and page the rows as the address says; what it says wrong is passed over."""
        return TablePage(self, rows, query)


@dataclass(frozen=True)
class TablePage[T: Model]:
    """A table as one address shows it."""

    table: Table[T]
    all_rows: QuerySet[T]
    query: QueryDict

    @property
    def file_kind(self) -> str:
        """Return ``csv`` or ``xlsx`` when the address asks for a file."""
        kind = self.query.get("file", "")
        return kind if kind in FILES else ""

    @property
    def sort(self) -> str:
        """Return the key of the sorting column, with a minus for downwards."""
        asked = self.query.get("sort", "")
        keys = {column.key for column in self.table.columns if column.order}
        return asked if asked.removeprefix("-") in keys else self.table.order

    @property
    def words(self) -> str:
        """Return the words searched for."""
        return self.query.get("q", "").strip()

    @property
    def is_narrowed(self) -> bool:
        """Tell whether some rows are left out by what the reader chose."""
        return bool(self.words or any(self.query.get(f.key) for f in self.table.filters))

    @cached_property
    def rows(self) -> QuerySet[T]:
        """Return all rows that fit, in order; the primary key settles what is equal."""
        rows = self.all_rows
        for one in self.table.filters:
            chosen = self.query.get(one.key, "")
            if chosen in {key for key, _label in one.choices()}:
                rows = one.narrow(rows, chosen)
        if self.words:
            found = Q()
            for name in self.table.search:
                found |= Q(**{f"{name}__icontains": self.words})
            rows = rows.filter(found)
        return rows.order_by(*self._order(), "pk")

    def _order(self) -> Iterator[OrderBy]:
        wanted = self.sort.removeprefix("-")
        for column in self.table.columns:
            if column.key == wanted:
                for name in column.order:
                    term = F(name)
                    is_down = self.sort.startswith("-")
                    yield term.desc(nulls_last=True) if is_down else term.asc(nulls_last=True)

    @cached_property
    def page(self) -> Page[T]:
        """Return the rows of this page."""
        return Paginator(self.rows, self.table.per_page).get_page(self.query.get("page"))

    @cached_property
    def form(self) -> forms.Form | None:
        """Return the form that narrows the table, or nothing to narrow by."""
        if not self.table.filters and not self.table.search:
            return None
        form = forms.Form(self.query.dict(), auto_id="table_%s", use_required_attribute=False)
        form.all_optional = True  # type: ignore[attr-defined]
        if self.table.search:
            form.fields["q"] = forms.CharField(
                label=_("Search in the table"),
                required=False,
                widget=forms.TextInput(attrs={"type": "search"}),
            )
        for one in self.table.filters:
            choices = [("", _("All")), *one.choices()]
            form.fields[one.key] = ChoiceField(label=one.label, choices=choices, required=False)
        if "sort" in self.query:
            form.fields["sort"] = forms.CharField(required=False, widget=forms.HiddenInput)
        return form

    @property
    def headings(self) -> list[Heading]:
        """Return the heads of the columns."""
        return [self._heading(column) for column in self.table.columns]

    def _heading(self, column: Column[T]) -> Heading:
        is_up, is_down = self.sort == column.key, self.sort == f"-{column.key}"
        return Heading(
            key=column.key,
            label=column.label,
            url=self._url(sort=f"-{column.key}" if is_up else column.key) if column.order else "",
            direction="ascending" if is_up else "descending" if is_down else "",
            is_number=column.is_number,
        )

    @property
    def lines(self) -> Iterator[list[Cell]]:
        """Yield the cells of each row of this page."""
        for row in self.page:
            yield [
                Cell(
                    text=column.shown(row) if column.shown else in_words(column.value(row)),
                    url=column.url(row) if column.url else "",
                )
                for column in self.table.columns
            ]

    @property
    def files(self) -> list[Link]:
        """Return links to all rows that fit, as files."""
        return [
            Link(_("Download CSV"), self._url(file="csv")),
            Link(_("Download XLSX"), self._url(file="xlsx")),
        ]

    def _url(self, **changes: str) -> str:
        query = self.query.copy()
        query.pop("page", None)
        for key, value in changes.items():
            query[key] = value
        return f"?{query.urlencode()}"

    def as_file(self, name: str) -> HttpResponseBase:
        """Answer with all rows that fit, as a file, without holding them in memory."""
        if self.file_kind == "xlsx":
            return self._as_xlsx(name)
        answer = StreamingHttpResponse(self._csv_lines(), content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
        return answer

    def _values(self) -> Iterator[list[Any]]:
        yield [str(column.label) for column in self.table.columns]
        for row in self.rows.iterator(chunk_size=CHUNK):
            yield [column.value(row) for column in self.table.columns]

    def _csv_lines(self) -> Iterator[str]:
        """Write for spreadsheets as Italian offices have them: UTF-8 with its mark, semicolons."""
        yield "\ufeff"
        buffer = StringIO()
        writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
        for values in self._values():
            writer.writerow([_for_csv(value) for value in values])
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()

    def _as_xlsx(self, name: str) -> FileResponse:
        file = SpooledTemporaryFile(max_size=1_000_000)  # noqa: SIM115 - the answer closes it
        book = new_book(file)
        sheet = book.add_worksheet(sheet_name(str(self.table.caption)))
        day, moment = (book.add_format({"num_format": form}) for form in (DAY, MOMENT))
        for line, values in enumerate(self._values()):
            for column, value in enumerate(values):
                _write_cell(sheet, line, column, value, day=day, moment=moment)
        book.close()
        file.seek(0)
        return FileResponse(file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)


def in_words(value: Any) -> Any:
    """Write a value for people: dates and figures as the language does, a dash for nothing."""
    match value:
        case None | "":
            return "–"
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return dates.moment(value)
        case date():
            return dates.day(value)
        case int() | float() | Decimal():
            return number_format(value, force_grouping=True)
        case _:
            return value


def _for_csv(value: Any) -> str:
    """Write dates by ISO, decimals with the comma of the language, and no formulas."""
    match value:
        case None:
            return ""
        case bool():
            return _("yes") if value else _("no")
        case datetime():
            return timezone.localtime(value).isoformat(sep=" ", timespec="minutes")
        case date():
            return value.isoformat()
        case int():
            return str(value)
        case float() | Decimal():
            return str(value).replace(".", get_format("DECIMAL_SEPARATOR"))
        case _:
            text = str(value)
            return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def _write_cell(
    sheet: Worksheet, line: int, column: int, value: Any, *, day: Format, moment: Format
) -> None:
    """Keep figures and dates as such; a text is never taken for a formula."""
    match value:
        case None:
            pass
        case bool():
            sheet.write_boolean(line, column, value)
        case int() | float() | Decimal():
            sheet.write_number(line, column, value)
        case datetime():
            local = timezone.localtime(value).replace(tzinfo=None)
            sheet.write_datetime(line, column, local, moment)
        case date():
            sheet.write_datetime(line, column, value, day)
        case _:
            sheet.write_string(line, column, legal(str(value)))
