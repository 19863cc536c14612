"""Bring in a list of partners: the file, its letters, its columns, its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.programmes.actions.imports import Choices
from innesto.programmes.queries.columns import FIELDS
from innesto.programmes.queries.imports import NONE_OF_THEM, Row, labels_of_places
from innesto.sheets.reading import Sheet

SAMPLES = 3
SUFFIXES = (".csv", ".txt", ".tsv", ".xls", ".xlsx", ".ods")

NOT_A_SHEET = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than 10 MB. Take out pictures or sheets that are not it."),
    "unreadable": _("This file cannot be read. Save it as XLSX, ODS or CSV and try again."),
    "too_many_rows": _("The list has more than 20,000 rows. Divide it into several files."),
    "no_table": _("There is no table in this file. The first row should hold the headers."),
}

ENCODINGS = (
    ("utf-8", _("UTF-8, today’s standard")),
    ("cp1252", _("Windows-1252, Excel in Western Europe")),
    ("cp1250", _("Windows-1250, Excel in Central Europe")),
    ("cp1253", _("Windows-1253, Excel in Greece")),
    ("mac_roman", _("Macintosh")),
    ("utf-16", _("UTF-16")),
)


class UploadForm(forms.Form):
    """The file that holds the list."""

    file = forms.FileField(
        label=_("File with the list"),
        help_text=_("CSV, XLS, XLSX or ODS, with headers. Nothing comes in before you confirm."),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def refuse(self, reason: str) -> None:
        """Say why a file is no list."""
        self.add_error("file", NOT_A_SHEET[reason])


class EncodingForm(forms.Form):
    """In which encoding a text file was saved."""

    encoding = forms.ChoiceField(
        label=_("Do letters with accents look wrong?"),
        help_text=_("Choose how the file was saved and look at the examples again."),
    )

    def __init__(self, data: Any = None, *, current: str) -> None:
        found = current.removesuffix("-sig")
        super().__init__(data, initial={"encoding": found})
        known = [*ENCODINGS] if found in dict(ENCODINGS) else [(found, found), *ENCODINGS]
        field = self.fields["encoding"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = known


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column of the file: its header, a few of its values, and the question what it is."""

    header: str
    samples: Sequence[str]
    field: forms.BoundField


class ColumnsForm(forms.Form):
    """What each column of the file is."""

    def __init__(self, *args: Any, sheet: Sheet, columns: Mapping[str, int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        chosen = {number: key for key, number in columns.items()}
        choices = [("", _("Leave it out")), *((field.key, field.label) for field in FIELDS)]
        for number, header in enumerate(sheet.headers):
            self.fields[f"column_{number}"] = forms.ChoiceField(
                label=_("What is “%(header)s”?") % {"header": header},
                choices=choices,
                required=False,
                initial=chosen.get(number, ""),
            )

    def columns(self) -> list[FileColumn]:
        """Return the columns of the file with three of their values."""
        return [
            FileColumn(header, self._samples(number), self[f"column_{number}"])
            for number, header in enumerate(self.sheet.headers)
        ]

    def _samples(self, number: int) -> list[str]:
        values = (line.cells[number] for line in self.sheet.lines)
        return list(dict.fromkeys(value for value in values if value))[:SAMPLES]

    def clean(self) -> dict[str, Any]:
        """One column for each field, and one that says the name."""
        columns: dict[str, int] = {}
        for number in range(len(self.sheet.headers)):
            key = self.cleaned_data.get(f"column_{number}")
            if key in columns:
                words = _("“%(first)s” says the same already: choose one of the two.")
                first = self.sheet.headers[columns[key]]
                self.add_error(f"column_{number}", words % {"first": first})
            elif key:
                columns[key] = number
        if not {"name", "place"} & columns.keys():
            self.add_error(None, _("Say which column holds the name of the organisation."))
        return {"columns": columns}


@dataclass(frozen=True, slots=True)
class Question:
    """A row of the list with what is asked about it."""

    row: Row
    take: forms.BoundField | None
    place: forms.BoundField | None


class RowsForm(forms.Form):
    """Which rows of a page come in, and which place is meant where several fit.

    ``roles`` are those to which the persons in charge may be invited, if the list names any.
    """

    def __init__(
        self,
        *args: Any,
        rows: Sequence[Row],
        left_out: Sequence[int],
        roles: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows = rows
        if roles:
            self.fields["role"] = forms.ChoiceField(
                label=_("Role of the persons in charge"),
                choices=[("", _("Name and invite nobody")), *roles.items()],
                required=False,
                help_text=_(
                    "Each gets one invitation when the rows come in, and an account only by "
                    "accepting it."
                ),
            )
        for row in rows:
            if row.state != "stop":
                self.fields[f"take_{row.number}"] = forms.BooleanField(
                    label=_("Bring in row %(number)d, %(name)s")
                    % {"number": row.number, "name": row.name},
                    required=False,
                    initial=row.number not in left_out,
                )
            if row.candidates:
                self.fields[f"place_{row.number}"] = forms.ChoiceField(
                    label=_("Which place is %(name)s?") % {"name": row.name},
                    choices=[
                        ("", _("Choose")),
                        *labels_of_places(row.candidates),
                        (NONE_OF_THEM, _("None of these")),
                    ],
                    required=False,
                    initial=row.chosen or (row.place.pk if row.place else ""),
                )

    @property
    def numbers(self) -> str:
        """The rows that are being asked about."""
        return ",".join(str(row.number) for row in self.rows)

    def questions(self) -> list[Question]:
        """Return the rows with their fields."""
        return [
            Question(
                row,
                self[f"take_{row.number}"] if f"take_{row.number}" in self.fields else None,
                self[f"place_{row.number}"] if f"place_{row.number}" in self.fields else None,
            )
            for row in self.rows
        ]

    def choices(self) -> Choices:
        """Return what was decided on the rows of this page."""
        asked = [row.number for row in self.rows if f"take_{row.number}" in self.fields]
        taken = [number for number in asked if self.cleaned_data[f"take_{number}"]]
        return Choices(
            places={
                row.number: self.cleaned_data[f"place_{row.number}"]
                for row in self.rows
                if f"place_{row.number}" in self.fields
            },
            left_out=[number for number in asked if number not in taken],
            taken_in=taken,
            role=self.cleaned_data.get("role"),
        )
