from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.networks.models import Body, Decision, Look, Openness, Relation
from innesto.networks.queries import keepers_of
from innesto.organisations.models import Organisation
from innesto.organisations.queries import organisations_named, shown_organisation
from innesto.programmes.models import Programme
from innesto.toolkit.forms import SearchChoiceField, Select


class BodyForm(forms.ModelForm[Body]):
    """A body: its name, who sits in it, how often it meets."""

    class Meta:
        model = Body
        fields = ["name", "members", "rhythm", "about"]
        widgets = {"rhythm": Select, "about": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "name": _("For instance: Steering group"),
            "members": _("In roles, not names: the lead, one person for each partner."),
        }


class DecisionForm(forms.ModelForm[Decision]):
    """Who decides on one matter, and how."""

    class Meta:
        model = Decision
        fields = ["body", "manner", "note"]
        widgets = {"body": forms.RadioSelect, "manner": forms.RadioSelect}

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        body = self.fields["body"]
        assert isinstance(body, forms.ModelChoiceField)
        body.queryset = programme.bodies.order_by("pk")
        body.empty_label = None
        _without_blank(self, "manner", Decision.Manner.choices)


class OpennessForm(forms.ModelForm[Openness]):
    """What everyone may read."""

    class Meta:
        model = Openness
        fields = ["governance_is_public", "relations_are_public"]


class RelationForm(forms.ModelForm[Relation]):
    """With whom, what for, who keeps it; how it stands is asked only at the start."""

    class Meta:
        model = Relation
        fields = ["name", "kind", "purpose", "state", "keeper", "months"]
        widgets = {"kind": Select, "state": forms.RadioSelect, "keeper": Select}
        help_texts = {
            "keeper": _("One person who calls them now and then."),
            "months": _("After so many months without a word it shows up as dormant."),
        }

    field_order = ["name", "organisation", "kind", "purpose", "state", "keeper", "months"]

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"] = SearchChoiceField[Organisation](
            label=_("Its page here, if it has one"),
            find=organisations_named,
            key=lambda organisation: organisation.slug,
            shown=shown_organisation,
            names=lambda organisation: [organisation.name],
            required=False,
        )
        self.order_fields(self.field_order)
        keeper = self.fields["keeper"]
        assert isinstance(keeper, forms.ModelChoiceField)
        keeper.queryset = keepers_of(programme)
        keeper.empty_label = str(_("nobody yet"))
        _without_blank(self, "state", Relation.State.choices)
        if self.instance.pk:
            del self.fields["state"]
            self.initial["organisation"] = self.instance.organisation


class LookForm(forms.ModelForm[Look]):
    """How a relation stands today."""

    class Meta:
        model = Look
        fields = ["state", "note"]
        widgets = {"state": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _without_blank(self, "state", Relation.State.choices)


def _without_blank(form: forms.BaseForm, name: str, choices: Sequence[tuple[str, Any]]) -> None:
    """Offer the choices alone: nobody presses a button that means «choose»."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices
