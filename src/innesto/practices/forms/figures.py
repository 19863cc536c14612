"""Several figures at once, as they stand in a spreadsheet: a line each."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.practices.models import Evidence
from innesto.toolkit.forms import DateField

COLUMNS = ("claim", "before", "figure", "unit", "source", "on")
MOST = 50
"""Lines that are read at once."""

_THOUSANDS = re.compile(r"-?\d{1,3}(\.\d{3})+")
_SPACE = re.compile(r"[\s\u00a0\u202f]+")


class FiguresField(forms.CharField):
    """Figures as lines, their columns parted by a semicolon or by what a spreadsheet pastes.

    Cleans to a list of rows with the names of ``COLUMNS``.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.Textarea(attrs={"rows": 6}),
            help_text=_(
                "One a line: what changed; before; after; unit; source; date. "
                "Or paste the cells of a spreadsheet. "
                "For instance: Days to the first paper; 41; 22; days; Register 2025; 31/12/2025"
            ),
            **options,
        )

    def clean(self, value: Any) -> list[dict[str, Any]]:
        """Read the lines; what cannot be read is named with its line."""
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        if len(lines) > MOST:
            words = gettext("At most %(most)d lines at once.")
            raise forms.ValidationError(words % {"most": MOST})
        return [_row(number, line) for number, line in enumerate(lines, start=1)]


def _row(number: int, line: str) -> dict[str, Any]:
    cells = [cell.strip() for cell in re.split(r"\t|;", line)]
    if len(cells) > len(COLUMNS):
        raise _refused(number, [gettext("there are more than six columns")])
    said = dict(zip(COLUMNS, [*cells, *([""] * len(COLUMNS))], strict=False))
    form = _RowForm(
        {**said, "before": plain_number(said["before"]), "figure": plain_number(said["figure"])}
    )
    if not form.is_valid():
        raise _refused(
            number, [f"{form[key].label}: {errors[0]}" for key, errors in form.errors.items()]
        )
    return dict(form.cleaned_data)


def plain_number(text: str) -> str:
    """Return a figure as machines write it: «1.234,5» and «1 234,5» are 1234.5."""
    text = _SPACE.sub("", text)
    if "," in text:
        return text.replace(".", "").replace(",", ".")
    return text.replace(".", "") if _THOUSANDS.fullmatch(text) else text


def _refused(number: int, reasons: Sequence[str]) -> forms.ValidationError:
    words = gettext("Line %(number)d – %(reasons)s")
    return forms.ValidationError(words % {"number": number, "reasons": "; ".join(reasons)})


class _RowForm(forms.ModelForm[Evidence]):
    on = DateField(label=_("Date of the figure"), required=False)

    class Meta:
        model = Evidence
        fields = ["claim", "before", "figure", "unit", "source", "on"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["figure"].required = True


class FiguresForm(forms.Form):
    """Evidence, many lines at once."""

    rows = FiguresField(label=_("Figures"))
