"""Open a selection, apply, give points, decide."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.blueprints.schema.templates import Criterion, TemplateField
from innesto.organisations.models import Organisation
from innesto.places.models import Country
from innesto.programmes.models import Application
from innesto.programmes.queries.questions import questions_of
from innesto.toolkit.forms import DateField
from innesto.toolkit.questions import Kind, field_for, kept


class SelectionForm(forms.Form):
    """Which selection opens, where, from when to when."""

    key = forms.ChoiceField(label=_("Selection"))
    country = forms.ModelChoiceField(
        label=_("Country"),
        required=False,
        queryset=Country.objects.all(),
        empty_label=_("the whole programme"),
    )
    opens_on = DateField(label=_("Opens on"))
    closes_on = DateField(label=_("Last day to apply"))

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        key.choices = list(words.items())

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        answers = super().clean() or {}
        first, last = answers.get("opens_on"), answers.get("closes_on")
        if first and last and last < first:
            self.add_error("closes_on", _("The last day comes before the first."))
        return answers


AS_TEXT: Mapping[Kind, Kind] = {"file": "link", "list": "long"}
"""Who applies gives the address of a file, and writes a list as a text."""


class ApplicationForm(forms.Form):
    """The questions of the blueprint's form, asked of one's own organisation."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(
        self,
        *args: Any,
        author: User,
        asked: Sequence[TemplateField],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        organisation = self.fields["organisation"]
        assert isinstance(organisation, forms.ModelChoiceField)
        organisation.queryset = Organisation.objects.of(author)
        self.asked = [field.key for field in asked]
        for question in questions_of(asked):
            kind = AS_TEXT.get(question.kind, question.kind)
            self.fields[f"answer_{question.key}"] = field_for(replace(question, kind=kind))

    def answers(self) -> dict[str, str]:
        """Return the answers by the keys of the blueprint, as text."""
        return {key: str(kept(self.cleaned_data[f"answer_{key}"])) for key in self.asked}


class ScoreForm(forms.Form):
    """Points on each criterion, within its scale."""

    comment = forms.CharField(
        label=_("Comment"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, *args: Any, criteria: Sequence[Criterion], language: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = [criterion.key for criterion in criteria]
        asked: dict[str, forms.Field] = {
            f"points_{criterion.key}": forms.IntegerField(
                label=criterion.label.read(language),
                min_value=0,
                max_value=criterion.scale,
                help_text=_("From 0 to %(scale)s") % {"scale": criterion.scale},
            )
            for criterion in criteria
        }
        self.fields = {**asked, **self.fields}

    def points(self) -> dict[str, int]:
        """Return the points by criterion."""
        return {key: self.cleaned_data[f"points_{key}"] for key in self.criteria}


class DecisionForm(forms.Form):
    """What becomes of an application."""

    outcome = forms.ChoiceField(
        label=_("Outcome"),
        choices=[
            (outcome.value, outcome.label)
            for outcome in (
                Application.Outcome.CHOSEN,
                Application.Outcome.RESERVE,
                Application.Outcome.DECLINED,
            )
        ],
        widget=forms.RadioSelect,
    )
    role = forms.ChoiceField(label=_("Role, if chosen"), required=False)
    prize = forms.ChoiceField(label=_("Prize"), required=False)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Who applied will read it."),
    )

    def __init__(
        self, *args: Any, roles: Mapping[str, str], prizes: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, words in (("role", roles), ("prize", prizes)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "–"), *words.items()]
            if not words:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse a prize without being chosen."""
        answers = super().clean() or {}
        chosen = answers.get("outcome") == Application.Outcome.CHOSEN
        if answers.get("prize") and not chosen:
            self.add_error("prize", _("Only an application that is chosen can have a prize."))
        return answers
