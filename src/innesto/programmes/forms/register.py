"""What one may ask the list of programmes."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.programmes.models import Programme

SHOWN_STATES = [
    (value, label) for value, label in Programme.State.choices if value != Programme.State.DRAFT
]


class ProgrammeSearchForm(forms.Form):
    """What one may ask the list of programmes."""

    all_optional = True

    q = forms.CharField(label=_("Name of the programme"), required=False, max_length=120)
    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("All")), *Programme.State.choices]
    )
    mine = forms.BooleanField(label=_("Only those I take part in"), required=False)

    def __init__(self, *args: Any, signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not signed_in:
            del self.fields["mine"]
            state = self.fields["state"]
            assert isinstance(state, forms.ChoiceField)
            state.choices = [("", _("All")), *SHOWN_STATES]


class ProjectSearchForm(forms.Form):
    """What one may ask the projects of a call."""

    all_optional = True

    q = forms.CharField(label=_("Name of the project"), required=False, max_length=120)
    territory = forms.ChoiceField(label=_("Territory"), required=False)

    def __init__(self, *args: Any, territories: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.territories = territories
        territory = self.fields["territory"]
        assert isinstance(territory, forms.ChoiceField)
        territory.choices = [("", _("All")), *((name, name) for name in territories)]
