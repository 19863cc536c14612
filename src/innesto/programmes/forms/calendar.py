"""Phases that begin, dates that move, what came of a branch."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema.blueprint import Blueprint
from innesto.blueprints.speech.heard_time import heard_moment
from innesto.programmes.forms.partner import partner_field
from innesto.programmes.models import Programme
from innesto.toolkit.dates import read_date
from innesto.toolkit.forms import DateField, DecimalField


class PhaseForm(forms.Form):
    """Which phase begins, when, and for whom."""

    phase = forms.ChoiceField(label=_("Phase"))
    on = DateField(label=_("From which day"))
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For instance: by which signal one could tell that the last one was over."),
    )

    def __init__(
        self, *args: Any, programme: Programme, phases: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        phase = self.fields["phase"]
        assert isinstance(phase, forms.ChoiceField)
        phase.choices = list(phases.items())
        self.fields["partner"] = partner_field(
            programme,
            label=_("For whom"),
            required=False,
            help_text=_("A partner. Leave it blank for the whole programme."),
        )
        self.order_fields(["partner"])


class PhaseRecordsForm(forms.Form):
    """What a phase brought: a note, and an answer to each thing the blueprint wants recorded."""

    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, asked: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = len(asked)
        for number, label in enumerate(asked):
            self.fields[f"record_{number}"] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 3}),
            )

    def records(self) -> list[str]:
        """Return the answers in the blueprint's order."""
        return [self.cleaned_data[f"record_{number}"] for number in range(self.asked)]


class ShiftForm(forms.Form):
    """Where a date goes, and why."""

    moment = forms.CharField(
        label=_("New date"),
        max_length=120,
        help_text=_(
            "A day, as in 16/4/2021, or words that move with the programme: “end of year 3”, "
            "“2 months after start”."
        ),
    )
    reason = forms.CharField(
        label=_("Reason"), max_length=300, help_text=_("It stays in the history of the date.")
    )

    def __init__(self, *args: Any, blueprint: Blueprint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._blueprint = blueprint

    def clean_moment(self) -> str:
        """Return a day or a relative moment as blueprints write it."""
        text: str = self.cleaned_data["moment"]
        day = read_date(text)
        try:
            return day.isoformat() if day else str(heard_moment(text, self._blueprint))
        except ValueError as error:
            raise forms.ValidationError(
                _("This is no date. For example: 16/4/2021, or “end of year 3”.")
            ) from error


class ExtensionForm(forms.Form):
    """Until when a deadline is extended, and why."""

    until = DateField(label=_("New deadline"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It is shown beside the deadline, with your name and the day it had."),
    )


class ActualForm(forms.Form):
    """What came of a branch of the logic tree."""

    actual = DecimalField(
        label=_("Actual"),
        required=False,
        max_digits=14,
        decimal_places=2,
        help_text=_("Leave it blank while nobody counted: blank is not zero."),
    )
    outcome = forms.CharField(
        label=_("What came of it"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    source = forms.CharField(label=_("Where the figure comes from"), required=False, max_length=200)
