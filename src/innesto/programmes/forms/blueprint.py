"""Send a blueprint, or write its next edition."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

LARGEST = 512 * 1024


class UploadForm(forms.Form):
    """A blueprint from one's own computer."""

    file = forms.FileField(
        label=_("Blueprint"),
        help_text=_("A text file in YAML, in UTF-8, of at most 512 kB."),
    )

    def clean_file(self) -> Any:
        """Refuse what is too large to be a blueprint."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _("This file is larger than 512 kB: it is hardly a blueprint.")
            )
        return file


class BlueprintForm(forms.Form):
    """The text of a blueprint, which edition it started from, and why it changes."""

    text = forms.CharField(
        label=_("Blueprint"),
        strip=False,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "code"}),
    )
    reason = forms.CharField(
        label=_("Why do you change it?"),
        required=False,
        max_length=300,
        help_text=_("Your colleagues read it in the history."),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean_text(self) -> str:
        """Return the text with the line ends of the library, not those of the browser."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")
