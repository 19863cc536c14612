from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.places.http import place_field
from innesto.toolkit.forms import ChoiceField, DecimalField, RichField
from innesto.toolkit.languages import SPOKEN
from innesto.travel.models import Directions, Mode, Trip

NO_MODE = [("", _("no other"))]


class TripForm(forms.ModelForm[Trip]):
    """Where from, where to, how, what it cost."""

    start = place_field(required=True)
    end = place_field(required=True)
    mode = ChoiceField(label=_("How do you travel?"), choices=Mode.choices)
    km = forms.IntegerField(
        label=_("Kilometres one way"),
        min_value=0,
        max_value=40_000,
        required=False,
        help_text=_("Leave it empty if you do not know: it is estimated."),
    )
    other_mode = ChoiceField(
        label=_("And for another part of the way?"),
        choices=[*NO_MODE, *Mode.choices],
        required=False,
    )
    other_km = forms.IntegerField(
        label=_("Kilometres of that part, one way"), min_value=0, max_value=40_000, required=False
    )

    field_order = (
        *("name", "start", "end", "mode", "km", "other_mode", "other_km", "is_return"),
        *("people", "nights", "cost", "currency", "payer", "note"),
    )

    class Meta:
        model = Trip
        fields = [
            *("name", "is_return", "people", "nights"),
            *("cost", "currency", "payer", "note"),
        ]
        field_classes = {"cost": DecimalField}
        help_texts = {
            "cost": _("Tickets, fuel and nights, for all who travel together."),
            "people": _("Whoever shares a car shares its CO₂."),
        }

    def __init__(self, *args: Any, is_guest: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["start"].label = _("Where from?")
        self.fields["end"].label = _("Where to?")
        if is_guest:
            self.fields["name"].required = True
        else:
            del self.fields["name"]
        people = self.fields["people"]
        assert isinstance(people, forms.IntegerField)
        people.min_value = 1
        people.widget.attrs["min"] = 1

    def clean_people(self) -> int:
        """Want somebody to travel."""
        people: int = self.cleaned_data["people"]
        if people < 1:
            raise forms.ValidationError(_("At least one travels."))
        return people

    def clean_currency(self) -> str:
        """Want three letters."""
        code = str(self.cleaned_data["currency"]).strip().upper()
        if len(code) != 3 or not code.isalpha():
            raise forms.ValidationError(_("Three letters, such as EUR."))
        return code

    def clean(self) -> dict[str, Any]:
        """Want the kilometres of a second part, and make the legs."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        mode, km = answers.pop("mode", ""), answers.pop("km", None)
        other, other_km = answers.pop("other_mode", ""), answers.pop("other_km", None)
        if other and other_km is None and "other_km" not in self.errors:
            self.add_error("other_km", _("Say how many kilometres: only one part is estimated."))
        self.legs: Sequence[tuple[str, int | None]] = [
            (mode, km),
            *([(other, other_km)] if other else []),
        ]
        return answers


class DirectionsForm(forms.ModelForm[Directions]):
    """How to get there and where to stay."""

    getting_there = RichField(label=_("How to get there"), limit=4000, required=False)
    staying = RichField(label=_("Where to stay"), limit=4000, required=False)
    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)

    class Meta:
        model = Directions
        fields = ["getting_there", "staying", "language"]
