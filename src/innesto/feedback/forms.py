import datetime
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.feedback.models import Passage, Round
from innesto.feedback.questions import surveys_of
from innesto.programmes.models import Programme
from innesto.programmes.models.programme import said
from innesto.registrations.models import Registration
from innesto.toolkit.forms import ChoiceField, DateField

SCALE = [(str(step), str(step)) for step in range(1, 6)]
NAMES = [
    ("yes", _("Without names: nobody can find out which answer is whose")),
    ("no", _("With names: who runs the exchange reads them")),
]


class AskForm(forms.Form):
    """What is asked, how, until when."""

    moment = forms.ChoiceField(
        label=_("What do you want to know?"), choices=Round.Moment, widget=forms.RadioSelect
    )
    survey = ChoiceField(label=_("Which questions?"), required=False)
    without_names = forms.ChoiceField(
        label=_("How are they answered?"), choices=NAMES, widget=forms.RadioSelect
    )
    closes_on = DateField(label=_("Last day to answer"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        survey = self.fields["survey"]
        assert isinstance(survey, forms.ChoiceField)
        offered = surveys_of(programme)
        survey.choices = [
            ("", _("Our plain ones")),
            *((key, said(names)) for key, names in offered.items()),
        ]

    def clean_closes_on(self) -> datetime.date:
        """Want a day that is not over."""
        closes_on: datetime.date = self.cleaned_data["closes_on"]
        if closes_on < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return closes_on


class AnswerForm(forms.Form):
    """The questions of a round; no one has to be answered, and nothing is kept until it is sent."""

    all_optional = True

    def __init__(self, *args: Any, round_: Round, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [question["key"] for question in round_.asked]
        for question in round_.asked:
            self.fields[f"q_{question['key']}"] = _field(question)
        gender = Registration._meta.get_field("gender")
        self.fields["gender"] = forms.ChoiceField(
            label=_("You are (if you want to say it)"),
            choices=[("", _("I do not say it")), *gender.flatchoices],
            required=False,
            help_text=_("For sums alone, and only where at least five are of each group."),
        )

    @property
    def values(self) -> Mapping[str, Any]:
        """What was answered, by the key of each question."""
        given = {key: self.cleaned_data.get(f"q_{key}") for key in self.keys}
        return {key: value for key, value in given.items() if value not in (None, "")}


def _field(question: Mapping[str, Any]) -> forms.Field:
    label = said(question["label"])
    match question["type"]:
        case "scale":
            return forms.TypedChoiceField(
                label=label,
                choices=SCALE,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        case "choice":
            choices = [(str(at), said(words)) for at, words in enumerate(question["choices"])]
            return forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        case "number":
            return forms.IntegerField(label=label, min_value=0, max_value=100, required=False)
        case _:
            return forms.CharField(
                label=label,
                max_length=2000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
            )


class PassageForm(forms.Form):
    """Show a text to others, perhaps without some words, or not."""

    text = forms.CharField(
        label=_("Text"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    state = forms.ChoiceField(
        choices=[
            (Passage.State.SHOWN, Passage.State.SHOWN.label),
            (Passage.State.HIDDEN, Passage.State.HIDDEN.label),
        ]
    )
