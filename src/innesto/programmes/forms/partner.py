"""Which organisation takes part, as what, and until when."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Organisation
from innesto.organisations.queries import organisations_named, shown_organisation
from innesto.places.http import place_field
from innesto.places.models import Country
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.labels import Labels
from innesto.programmes.queries.register import partners_named
from innesto.toolkit.forms import DateField, DecimalField, FoldingForm, SearchChoiceField
from innesto.toolkit.meanwhile import KeepsBoth


def partner_field(programme: Programme, **options: Any) -> SearchChoiceField[Partner]:
    """Ask for one partner of a programme by its name: there may be thousands."""
    return SearchChoiceField(
        find=lambda text: partners_named(programme, text),
        key=lambda partner: str(partner.pk),
        url=reverse("programmes:partner-suggestions", args=[programme.slug]),
        **options,
    )


class PartnershipForm(FoldingForm):
    """What an organisation is in the programme, and how the source prints it."""

    folded = ("printed_name", "printed_country", "declared_country", "source", "note")
    folded_title = _("What the source says")

    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, widget=forms.CheckboxSelectMultiple
    )
    strands = forms.MultipleChoiceField(
        label=_("Strand"), required=False, widget=forms.CheckboxSelectMultiple
    )
    brought_by = forms.ModelChoiceField(
        label=_("Brought in by"),
        required=False,
        empty_label="–",
        queryset=Partner.objects.none(),
        help_text=_("Only for a municipality that takes part through another body."),
    )
    joined_on = DateField(label=_("Joined on"), required=False)
    contribution = DecimalField(
        label=_("Contribution"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=_("Leave it blank while you do not know it: blank is not zero."),
    )
    printed_name = forms.CharField(
        label=_("Name in the source"),
        required=False,
        max_length=250,
        help_text=_("As the grant or the partner list prints it, also where it is wrong."),
    )
    printed_country = forms.CharField(
        label=_("Country in the source"), required=False, max_length=80
    )
    declared_country = forms.ModelChoiceField(
        label=_("Which country does the source mean?"),
        required=False,
        empty_label="–",
        queryset=Country.objects.all(),
    )
    source = forms.CharField(label=_("Source"), required=False, max_length=200)
    note = forms.CharField(
        label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, labels: Labels, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "roles", labels.roles)
        offer(self, "strands", labels.strands, word=labels.strand_word)
        brought_by = self.fields["brought_by"]
        assert isinstance(brought_by, forms.ModelChoiceField)
        brought_by.queryset = (
            Partner.objects.filter(programme=programme, brought_by=None)
            .exclude(organisation__kind=Organisation.Kind.MUNICIPALITY)
            .select_related("organisation")
            .order_by("organisation__sought", "pk")
        )


def offer(form: forms.Form, name: str, words: Mapping[str, str], *, word: str = "") -> None:
    """Offer the words of the blueprint, or no such question when it has none."""
    if not words:
        del form.fields[name]
        return
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    first = [] if isinstance(field, forms.MultipleChoiceField) else [("", _("All"))]
    field.choices = [*first, *words.items()]
    field.label = word or field.label


class PartnerForm(PartnershipForm):
    """Bring in an organisation that the register has."""

    field_order = ["organisation"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = SearchChoiceField(
            label=_("Organisation"),
            find=organisations_named,
            key=lambda organisation: str(organisation.pk),
            shown=shown_organisation,
            names=lambda organisation: [organisation.name],
            url=reverse_lazy("organisations:suggestions"),
            help_text=_("Its name, or that of the municipality"),
        )
        self.order_fields(self.field_order)


class NewPartnerForm(PartnershipForm):
    """Bring in an organisation that the register does not have yet."""

    field_order = ["name", "kind", "place", "country"]

    name = forms.CharField(label=_("Name"), max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind)
    country = forms.ModelChoiceField(
        label=_("Country"), required=False, queryset=Country.objects.all(), empty_label="–"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"] = place_field(
            help_text=_("Where it has its seat. Population, code and position come from there."),
        )
        self.order_fields(self.field_order)


class EditPartnerForm(KeepsBoth, PartnershipForm):
    """Change what the partnership says; roles and strands have forms of their own."""

    def __init__(self, *args: Any, partner: Partner, **kwargs: Any) -> None:
        fields = (
            *("brought_by", "joined_on", "contribution", "printed_name", "printed_country"),
            *("declared_country", "source", "note", "contact"),
        )
        initial = {name: getattr(partner, name) for name in fields}
        super().__init__(*args, initial=initial, programme=partner.programme, **kwargs)
        people = partner.people.current()
        self.fields["contact"] = forms.ModelChoiceField(
            label=_("Person in charge"),
            required=False,
            empty_label=_("Nobody yet"),
            queryset=people.order_by("name", "pk"),
            help_text=_("Among the people who take part for this partner."),
        )
        self.order_fields(["contact"])
        self.fields.pop("roles", None)
        self.fields.pop("strands", None)


class RoleForm(forms.Form):
    """One more role for a partner: only those it does not have."""

    role = forms.ChoiceField(label=_("Role"))
    since = DateField(label=_("Since which day"), required=False)

    def __init__(self, *args: Any, words: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = list(words.items())


class StrandsForm(forms.Form):
    """In which strands a partner works from a day on."""

    strands = forms.MultipleChoiceField(
        label=_("Strand"), required=False, widget=forms.CheckboxSelectMultiple
    )
    on = DateField(label=_("From which day"), required=False)

    def __init__(self, *args: Any, labels: Labels, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "strands", labels.strands, word=labels.strand_word)


class WithdrawForm(forms.Form):
    """Why and from when a partner leaves."""

    on = DateField(label=_("From which day"))
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("It stays in the history of the programme and is shown with the partner."),
    )
