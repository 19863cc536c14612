"""What an adopter says: why, what was changed, what came of it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Office, Organisation
from innesto.practices.forms.figures import FiguresField
from innesto.practices.models import Adaptation, Adoption, Check, Outcome, Practice
from innesto.practices.queries.people import advisers_for
from innesto.toolkit.forms import DateField


class ContextForm(forms.ModelForm[Adoption]):
    """What the adopter can build on."""

    conditions = forms.CharField(
        label=_("What is there already?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("People, rooms, agreements, data that you can build on."),
    )

    class Meta:
        model = Adoption
        fields = ["budget", "conditions"]


class AdoptForm(ContextForm):
    """The request: who, from which office, why, with what."""

    organisation = forms.ModelChoiceField(
        label=_("Who takes it home?"), queryset=Organisation.objects.none(), empty_label=None
    )
    adviser = forms.ModelChoiceField(
        label=_("Who should accompany you?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Whoever offers"),
    )
    motive = forms.CharField(
        label=_("Why do you want it?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Which problem of yours it could solve. The owner reads this first."),
    )

    class Meta(ContextForm.Meta):
        fields = ["organisation", "office", "motive", "budget", "conditions", "adviser"]

    def __init__(self, *args: Any, person: User, practice: Practice, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = Organisation.objects.of(person).exclude(pk__in=[practice.organisation_id])
        offered = {
            "organisation": own,
            "office": Office.objects.filter(organisation__in=own.values("pk")),
            "adviser": advisers_for(practice),
        }
        for name, rows in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class AdaptationForm(forms.ModelForm[Adaptation]):
    """One line of the log."""

    kind = forms.ChoiceField(
        label=_("What did you do with it?"),
        choices=Adaptation.Kind.choices,
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Adaptation
        fields = ["kind", "what", "why"]


class ResultForm(forms.ModelForm[Outcome]):
    """The result in words, and its figures with their sources: one, or many as lines."""

    result = forms.CharField(
        label=_("What came of it?"), max_length=2000, widget=forms.Textarea(attrs={"rows": 6})
    )
    resources = forms.CharField(
        label=_("What did it take?"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    on = DateField(label=_("Date of the figure"), required=False)
    more = FiguresField(label=_("More figures"), required=False)

    field_order = (
        *("result", "resources", "claim", "before", "figure", "unit", "on", "source", "more"),
    )

    class Meta:
        model = Outcome
        fields = ["claim", "before", "figure", "unit", "source"]

    @property
    def answers(self) -> dict[str, Any]:
        """Return the answers as the action takes them."""
        row = dict(self.cleaned_data)
        words = {name: row.pop(name) for name in ("result", "resources")}
        more = row.pop("more")
        return {**words, "outcomes": [row, *more]}


class FollowUpForm(forms.Form):
    """What became of it."""

    verdict = forms.ChoiceField(
        label=_("How is it?"), choices=Check.Verdict.choices, widget=forms.RadioSelect
    )
    figures = forms.CharField(label=_("Figures"), required=False, max_length=300)
    note = forms.CharField(
        label=_("What happened?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HandOverForm(forms.Form):
    """The colleague who leads it from now on."""

    to = forms.ModelChoiceField(label=_("To whom?"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, adoption: Adoption, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Membership.objects.current().filter(organisation=adoption.organisation)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=held.values("person")).exclude(
            pk__in=[adoption.lead_id]
        )
