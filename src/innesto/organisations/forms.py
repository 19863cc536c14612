from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import (
    Closure,
    Level,
    Membership,
    Need,
    Offer,
    Office,
    Organisation,
    Weight,
)
from innesto.organisations.queries import countries_in_register
from innesto.places.http import place_field
from innesto.toolkit.forms import ChoiceField, DateField
from innesto.toolkit.meanwhile import KeepsBoth


class RegisterForm(forms.Form):
    """What one may ask the register."""

    all_optional = True

    q = forms.CharField(label=_("Name or municipality"), required=False, max_length=200)
    kind = ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("All")), *Organisation.Kind.choices]
    )
    country = ChoiceField(label=_("Country"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        assert isinstance(country, forms.ChoiceField)
        country.choices = [("", _("All")), *countries_in_register()]


class OrganisationForm(forms.ModelForm[Organisation]):
    """What an organisation says of itself; its municipality is asked for by name."""

    place = place_field(
        help_text=_("Where it is. Codes, inhabitants and position come from the register."),
    )

    class Meta:
        model = Organisation
        fields = ["name", "kind", "place", "country", "website", "about"]


class EditOrganisationForm(KeepsBoth, OrganisationForm):
    """The same of one that is there: colleagues may be writing too."""

    def __init__(self, *args: Any, instance: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, instance=instance, **kwargs)
        self.initial["place"] = instance.place  # Django gives its number, people read its name


class MembershipForm(forms.ModelForm[Membership]):
    """A request to join: which office, which job."""

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office = self.fields["office"]
        assert isinstance(office, forms.ModelChoiceField)
        office.queryset = organisation.offices.all()

    class Meta:
        model = Membership
        fields = ["office", "job"]


class OfficeForm(forms.ModelForm[Office]):
    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation = organisation

    class Meta:
        model = Office
        fields = ["name"]

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if self.organisation.offices.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("This office is already in the list."))
        return name


class NeedForm(forms.ModelForm[Need]):
    level = forms.TypedChoiceField(label=_("How much it matters"), choices=Weight, coerce=int)

    class Meta:
        model = Need
        fields = ["theme", "level", "question"]


class OfferForm(forms.ModelForm[Offer]):
    level = forms.TypedChoiceField(label=_("How well you know it"), choices=Level, coerce=int)

    class Meta:
        model = Offer
        fields = ["theme", "level", "evidence", "evidence_url"]


class ClosureForm(forms.ModelForm[Closure]):
    class Meta:
        model = Closure
        fields = ["first_day", "last_day", "reason"]
        field_classes = {"first_day": DateField, "last_day": DateField}


class MergeForm(forms.Form):
    """Which record goes into the one on the page; only likely ones are offered."""

    duplicate = forms.ModelChoiceField(
        label=_("The same body is also recorded as"),
        queryset=Organisation.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
    )

    def __init__(self, *args: Any, candidates: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        duplicate = self.fields["duplicate"]
        assert isinstance(duplicate, forms.ModelChoiceField)
        duplicate.queryset = Organisation.objects.filter(pk__in=[o.pk for o in candidates])
