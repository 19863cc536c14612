"""Who pays, and what a project is called."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.programmes.forms.words import CodesField
from innesto.programmes.models import Programme
from innesto.toolkit.forms import DateField, DecimalField
from innesto.toolkit.meanwhile import KeepsBoth
from innesto.toolkit.wordings import WordsForm

WORDS = ("names", "summaries", "funders", "lines", "notices")
PLAIN = (
    *("line_code", "reference", "currency", "grant_amount", "languages"),
    *("starts_on", "ends_on", "duration_months", "website", "visibility"),
)


class IdentityForm(KeepsBoth, WordsForm):
    """Who pays, under which reference, from when to when. A blank is a blank, not zero."""

    words = {
        "names": (_("Name"), 200),
        "summaries": (_("In a few words"), 2000),
        "funders": (_("Who pays"), 200),
        "lines": (_("Fund and line"), 200),
        "notices": (_("Co-funding notice"), 1000),
    }
    required_words = ("names",)

    line_code = forms.CharField(
        label=_("Action code"), required=False, max_length=40, help_text=_("For example: KA204")
    )
    reference = forms.CharField(label=_("Reference"), required=False, max_length=80)
    currency = forms.RegexField(
        r"^[A-Za-z]{3}$",
        label=_("Currency"),
        error_messages={"invalid": _("Three letters. For example: EUR")},
    )
    grant_amount = DecimalField(
        label=_("Grant"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=_("Leave it blank while you do not know it: blank is not zero."),
    )
    languages = CodesField(
        label=_("Working languages"), required=False, help_text=_("For example: it, en, de")
    )
    starts_on = DateField(label=_("First day"), required=False)
    ends_on = DateField(label=_("Last day"), required=False)
    duration_months = forms.IntegerField(
        label=_("Declared duration in months"), required=False, min_value=1, max_value=600
    )
    website = forms.URLField(label=_("Website"), required=False)
    visibility = forms.ChoiceField(label=_("Who may read it"), choices=Programme.Visibility)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        known = {name: getattr(programme, name) for name in WORDS}
        initial = {name: getattr(programme, name) for name in PLAIN}
        spoken = programme.languages
        super().__init__(*args, known=known, spoken=spoken, initial=initial, **kwargs)

    def clean_currency(self) -> str:
        """Return the code in capitals."""
        return str(self.cleaned_data["currency"]).upper()

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        answers = super().clean() or {}
        first, last = answers.get("starts_on"), answers.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The last day comes before the first."))
        return answers

    def changes(self) -> dict[str, Any]:
        """Return the answers by the names of the programme's fields."""
        plain = {name: self.cleaned_data[name] for name in PLAIN}
        return {name: self.given(name) for name in WORDS} | plain


class ProjectForm(WordsForm):
    """A project of a call: what it is called, where it works."""

    words = {"names": (_("Name of the project"), 200), "summaries": (_("In a few words"), 2000)}
    required_words = ("names",)
    territory = forms.CharField(label=_("Territory"), required=False, max_length=200)
