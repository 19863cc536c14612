from typing import Any

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.badges.reading import LARGEST_FILE
from innesto.credentials.models import Achievement, Evidence
from innesto.toolkit.forms import DateField
from innesto.toolkit.questions import RowsField
from innesto.toolkit.wordings import WordsForm


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the credential"),
        max_length=40,
        help_text=_("Twelve letters and figures, as on the paper: K7QM-2XPD-9RTA."),
    )


class FileForm(forms.Form):
    """A credential that somebody was shown; it is looked at and not kept."""

    file = forms.FileField(
        label=_("File of the credential"),
        help_text=_("JSON, JWT, PNG or SVG, whoever issued it. We look at it and do not keep it."),
        max_length=200,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].widget.attrs["accept"] = ".json,.jsonld,.jwt,.txt,.png,.svg"

    def clean_file(self) -> bytes:
        """Return what is in it, as much as a credential may be."""
        content: bytes = self.cleaned_data["file"].read(LARGEST_FILE + 1)
        return content


class AchievementForm(WordsForm):
    """What is awarded, in the languages of who is to understand it."""

    words = {
        "names": (_("Name"), 120),
        "abouts": (_("In a few words"), 600),
        "criteria": (_("What one must have done"), 2000),
    }
    required_words = ("names", "abouts", "criteria")

    kind = forms.ChoiceField(label=_("Kind"), choices=Achievement.Kind.choices)
    lasts_months = forms.IntegerField(
        label=_("Months for which it holds"),
        help_text=_("Empty: it holds for ever."),
        required=False,
        min_value=1,
        max_value=600,
    )
    alignments = RowsField(
        label=_("Competences it shows"),
        help_text=_("A name and its address in each row: Digital content creation, https://…"),
        required=False,
        most=20,
    )

    def __init__(self, *args: Any, achievement: Achievement | None = None, **kwargs: Any) -> None:
        known: dict[str, Any] = {}
        if achievement:
            known = {name: getattr(achievement, name) for name in self.words}
            kwargs["initial"] = {
                "kind": achievement.kind,
                "lasts_months": achievement.lasts_months,
                "alignments": [
                    f"{one['name']}, {one['address']}" for one in achievement.alignments
                ],
            } | (kwargs.get("initial") or {})
        super().__init__(*args, known=known, **kwargs)

    def clean_alignments(self) -> list[dict[str, str]]:
        """Take rows apart: the address is the last word."""
        rows = []
        for row in self.cleaned_data["alignments"]:
            name, _comma, address = row.rpartition(" ")
            URLValidator()(address)
            rows.append({"name": name.rstrip(", ") or address, "address": address})
        return rows

    def fields_given(self) -> dict[str, Any]:
        """Return the answers as the table keeps them."""
        plain = ("kind", "lasts_months", "alignments")
        return {name: self.given(name) for name in self.words} | {
            name: self.cleaned_data[name] for name in plain
        }


class AwardForm(forms.Form):
    """To whom, and what shows that it was earned."""

    person = forms.EmailField(
        label=_("E-mail address of the person"),
        help_text=_("They need an account here."),
    )
    name = forms.CharField(label=_("What shows it"), max_length=200)
    address = forms.URLField(label=_("Where it can be seen"), required=False)
    on = DateField(label=_("When it was"), required=False)

    def clean_person(self) -> User:
        """Return who has this address."""
        email = self.cleaned_data["person"].strip().lower()
        found = User.objects.filter(email=email, is_active=True).first()
        if found is None:
            raise forms.ValidationError(_("Nobody has an account with this address."))
        return found

    @property
    def evidence(self) -> Evidence:
        """What shows it."""
        given = self.cleaned_data
        return Evidence(given["name"], given["address"], given["on"])


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it does not hold any more"),
        max_length=300,
        help_text=_("The person and whoever verifies it read this."),
    )
