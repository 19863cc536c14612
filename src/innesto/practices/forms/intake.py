"""A file with sheets."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models import Programme

LARGEST = 20_000_000  # bytes
NOT_READ = {
    "empty": _("The file is empty."),
    "too_large": _("The file is too large."),
    "unreadable": _("The file cannot be read. Save it as CSV, XLSX or JSON lines."),
    "too_many_rows": _("The file has too many rows."),
    "no_table": _("The file holds no table."),
    "no_title": _("No column is called “title” or “titolo”."),
}


class UploadForm(forms.Form):
    """The file and the programme its sheets belong to."""

    file = forms.FileField(label=_("File"), help_text=_("CSV, XLSX, ODS or JSON lines."))
    programme = forms.ModelChoiceField(
        label=_("In which programme?"),
        queryset=Programme.objects.none(),
        required=False,
        empty_label=_("In none"),
    )

    def __init__(self, *args: Any, programmes: QuerySet[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["programme"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = programmes

    def clean_file(self) -> Any:
        """Refuse what nobody can look through."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(NOT_READ["too_large"])
        return file
