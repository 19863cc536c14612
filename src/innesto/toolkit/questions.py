"""Questions that are data: one form for whatever a programme, a sheet or a report wants to know.

No room fits: forms of several domains ask them, actions keep the answers, pages read them again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from django import forms
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.formats import number_format
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.dates import day
from innesto.toolkit.forms import DateField, DecimalField
from innesto.toolkit.uploads import UploadField

type Kind = Literal[
    "short", "long", "number", "money", "date", "choice", "flag", "list", "file", "link"
]

MORE = "more_rows"
"""The name of the button that asks for more rows of a list."""
BLANK_ROWS = 3
LONGEST_ROW = 500
LONGEST_TEXT = 5000
MOST_ROWS = 50


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is asked; ``limit`` counts letters, or rows of a list.

    ``choices`` are what is kept and what is read: the same answer in every language.
    """

    key: str
    label: str
    kind: Kind = "long"
    hint: str = ""
    limit: int = 0
    is_required: bool = False
    choices: Sequence[tuple[str, str]] = ()


class RowsInput(forms.Widget):
    """A text field a row; whoever fills the last ones asks for more, an empty one is left out."""

    template_name = "toolkit/widgets/rows.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the rows that are filled, and some that are not."""
        context = super().get_context(name, value, attrs)
        filled = [value] if isinstance(value, str) else list(value or ())
        most = self.attrs.get("data-most") or MOST_ROWS
        blank = max(0, min(BLANK_ROWS, int(most) - len(filled)))
        context["widget"]["rows"] = [*filled, *[""] * blank]
        context["widget"]["longest"] = LONGEST_ROW
        context["widget"]["more"] = MORE if blank else ""
        return context

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> list[str]:
        """Read the rows that say something."""
        sent = data.getlist(name) if isinstance(data, QueryDict) else data.get(name) or []
        rows = [sent] if isinstance(sent, str) else sent
        return [row.strip() for row in rows if row.strip()]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Tell whether the list was not asked at all."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """Name the first row."""
        return f"{id_}_1" if id_ else id_


class RowsField(forms.Field):
    """A list of short texts."""

    widget = RowsInput

    def __init__(self, *, most: int = 0, **options: Any) -> None:
        super().__init__(**options)
        self.most = most or MOST_ROWS
        self.widget.attrs["data-most"] = self.most

    def clean(self, value: Any) -> list[str]:
        """Refuse too many rows, and rows that are essays."""
        rows: list[str] = super().clean(value) or []
        if len(rows) > self.most:
            words = gettext("These are %(count)d. Keep the %(most)d that matter most.")
            raise forms.ValidationError(words % {"count": len(rows), "most": self.most})
        if any(len(row) > LONGEST_ROW for row in rows):
            words = gettext("Keep each of them under %(count)d letters.")
            raise forms.ValidationError(words % {"count": LONGEST_ROW})
        return rows


type Long = Callable[..., forms.Field]


def long_text(*, limit: int, **options: Any) -> forms.Field:
    """Return a field for several lines of plain text."""
    area = forms.Textarea(attrs={"rows": 4 if limit <= 1000 else 7})
    return forms.CharField(max_length=limit, widget=area, **options)


def field_for(
    question: Question, *, long: Long = long_text, longest: int = LONGEST_TEXT
) -> forms.Field:
    """Return the form field that asks a question; ``long`` draws long texts, rich ones maybe."""
    options: dict[str, Any] = {
        "label": question.label,
        "help_text": escape(question.hint),  # hints are drawn as they are, and these are data
        "required": question.is_required,
    }
    match question.kind:
        case "number" | "money":
            return DecimalField(max_digits=14, decimal_places=2, **options)
        case "date":
            return DateField(**options)
        case "flag":
            return forms.BooleanField(**{**options, "required": False})
        case "choice":
            return forms.ChoiceField(choices=[("", "–"), *question.choices], **options)
        case "list":
            return RowsField(most=question.limit, **options)
        case "file":
            hint = options["help_text"] or _("PDF, office document or picture, up to 20 MB.")
            return UploadField(**{**options, "help_text": hint})
        case "link":
            return forms.URLField(**options)
        case "short":
            return forms.CharField(max_length=question.limit or 300, **options)
    return long(limit=question.limit or longest, **options)


def kept(value: Any) -> Any:
    """Return an answer as it is stored: dates and figures as text, exact; nothing as «»."""
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case Decimal():
            return f"{value.normalize():f}"
    return value


def told(question: Question, answer: Any) -> Any:
    """Return a stored answer as a reader wants it: a text, or the rows of a list."""
    match question.kind:
        case "date":
            on = parse_date(str(answer)) if answer else None
            return day(on) if on else ""
        case "flag":
            return gettext("yes") if answer else gettext("no")
        case "choice":
            return dict(question.choices).get(answer, answer or "")
        case "number" | "money" if answer:
            return number_format(Decimal(str(answer)), use_l10n=True, force_grouping=True)
    return answer or ""


def wants_more_rows(sent: QueryDict) -> bool:
    """Tell whether what was sent only asks for more rows of a list."""
    return MORE in sent
