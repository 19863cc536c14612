"""What is said when a sheet moves on: reasons, opinions, checks."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.practices.models import Check, Opinion
from innesto.toolkit.forms import DateField


class ReviewForm(forms.Form):
    """The decision on a submitted sheet."""

    decision = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[
            ("publish", _("Publish it")),
            ("changes", _("Ask for changes")),
            ("refuse", _("Refuse it")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("What the author should know"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Needed when you do not publish."),
    )

    def clean(self) -> dict[str, Any]:
        """Want a reason from whoever does not publish."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("decision") in {"changes", "refuse"} and not answers.get("reason"):
            self.add_error("reason", _("Say why: nobody is sent back without a word."))
        return answers


class ReasonForm(forms.Form):
    """A reason."""

    reason = forms.CharField(
        label=_("Why?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )


class OpinionForm(forms.ModelForm[Opinion]):
    """The signed opinion of an expert."""

    score = forms.TypedChoiceField(
        label=_("How much does it help others?"),
        choices=[(n, str(n)) for n in range(1, 6)],
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("1 a little, 5 very much."),
    )
    validates = forms.BooleanField(
        label=_("Others can rely on it: I validate the practice"), required=False
    )

    class Meta:
        model = Opinion
        fields = ["role", "text", "score"]
        help_texts = {"role": _("You sign with your name and this role.")}


class CheckForm(forms.Form):
    """How a practice is doing."""

    verdict = forms.ChoiceField(
        label=_("How is it?"), choices=Check.Verdict.choices, widget=forms.RadioSelect
    )
    figures = forms.CharField(
        label=_("Figures"),
        required=False,
        max_length=300,
        help_text=_("For instance: 1,840 people accompanied in 2026."),
    )
    note = forms.CharField(
        label=_("What changed"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    next_on = DateField(label=_("When should it be checked again?"), required=False)

    def clean_next_on(self) -> Any:
        """Look forward."""
        day = self.cleaned_data["next_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day to come."))
        return day
