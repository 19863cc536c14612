from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.minutes.models import Decision
from innesto.minutes.queries.people import partners_for_tasks, proposed
from innesto.toolkit.forms import ChoiceField, DateField, RichField
from innesto.toolkit.languages import SPOKEN


class MinutesForm(forms.Form):
    """What was said, and who was there."""

    text = RichField(label=_("What was said"), limit=20_000)
    present = forms.TypedMultipleChoiceField(
        label=_("Who was there"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Proposed are the people of the partners that take part."),
    )
    others = forms.CharField(
        label=_("Others who were there"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One name a line."),
    )
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in proposed(exchange)}
        present = self.fields["present"]
        assert isinstance(present, forms.TypedMultipleChoiceField)
        present.choices = [(pk, str(one)) for pk, one in self.people.items()]
        if not self.people:
            del self.fields["present"]

    def clean_present(self) -> Sequence[User]:
        """Return the persons."""
        return [self.people[pk] for pk in self.cleaned_data["present"]]

    def clean_others(self) -> Sequence[str]:
        """Return the names, each once."""
        lines = (" ".join(line.split()) for line in self.cleaned_data["others"].splitlines())
        return list(dict.fromkeys(line for line in lines if line))


class DecisionForm(forms.ModelForm[Decision]):
    """One thing that was decided."""

    class Meta:
        model = Decision
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 3})}


class TaskForm(forms.Form):
    """Who does what until when."""

    text = forms.CharField(label=_("What is to be done?"), max_length=400)
    who = ChoiceField(label=_("Who does it?"))
    due_on = DateField(label=_("Until when?"))

    def __init__(self, *args: Any, exchange: Exchange, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"p{one.pk}": one for one in proposed(exchange)}
        self.partners = {f"e{one.pk}": one for one in partners_for_tasks(exchange)}
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [
            ("", _("Choose")),
            (_("Persons"), [(key, str(one)) for key, one in self.people.items()]),
            (_("Partners"), [(key, str(one)) for key, one in self.partners.items()]),
        ]

    def clean(self) -> dict[str, Any]:
        """Turn the choice into a person or a partner."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        who = answers.pop("who", "")
        return {**answers, "owner": self.people.get(who), "partner": self.partners.get(who)}


class CirculateForm(forms.Form):
    """Until when one may remark."""

    remarks_until = DateField(label=_("Remarks until"))

    def clean_remarks_until(self) -> Any:
        """Want a day that is not over."""
        until = self.cleaned_data["remarks_until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return until


class RemarkForm(forms.Form):
    """What somebody would have otherwise."""

    all_optional = True

    text = forms.CharField(
        label=_("What should be otherwise?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Leave it empty if they are right as they are."),
    )


class FinishForm(forms.Form):
    """What came of a task."""

    all_optional = True

    note = forms.CharField(
        label=_("What came of it?"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveForm(forms.Form):
    """Another day for a task, and why."""

    due_on = DateField(label=_("Until when?"))
    reason = forms.CharField(label=_("Why?"), max_length=300)


ONLY = [("", _("Still to be done")), ("late", _("Late")), ("mine", _("Mine")), ("done", _("Done"))]


class FilterForm(forms.Form):
    """Which tasks one wants to see."""

    all_optional = True

    solo = ChoiceField(label=_("Which"), required=False, choices=ONLY)
