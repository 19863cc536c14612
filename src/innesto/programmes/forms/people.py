"""Who does what in a programme."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.programmes.forms.partner import offer, partner_field
from innesto.programmes.models import Programme
from innesto.programmes.queries.labels import Labels
from innesto.toolkit.forms import DateField


class InviteForm(forms.Form):
    """Whom to invite by e-mail, to which role, for which partner."""

    name = forms.CharField(label=_("Name and surname"), max_length=120)
    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("An invitation goes there. Nobody gets an account before they accept it."),
    )
    role = forms.ChoiceField(label=_("Role"))
    is_contact = forms.BooleanField(
        label=_("This is the person in charge at the partner"), required=False
    )

    def __init__(self, *args: Any, labels: Labels, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = list(labels.person_roles.items())
        self.fields["partner"] = partner_field(
            programme, label=_("For which partner"), required=False
        )
        self.order_fields(["name", "email", "role", "partner", "is_contact"])

    def clean(self) -> dict[str, Any]:
        """Be in charge at some partner, not at none."""
        answers = super().clean() or {}
        if (
            answers.get("is_contact")
            and not answers.get("partner")
            and "partner" not in self.errors
        ):
            self.add_error("partner", _("In charge at which partner? Write its name."))
        return answers


class AddressForm(forms.Form):
    """Where an invitation goes."""

    email = forms.EmailField(label=_("E-mail address"))


class ParticipantForm(forms.Form):
    """Who does what: by the address of an account, or by name only."""

    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_("Of somebody who has an account here. Without one, give the name only."),
    )
    name = forms.CharField(label=_("Name and surname"), required=False, max_length=120)
    role = forms.ChoiceField(label=_("Role"))
    audiences = forms.MultipleChoiceField(
        label=_("Audiences"), required=False, widget=forms.CheckboxSelectMultiple
    )
    since = DateField(label=_("Since which day"), required=False)

    def __init__(self, *args: Any, labels: Labels, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)
        role.choices = list(labels.person_roles.items())
        offer(self, "audiences", labels.audiences)
        self.fields["partner"] = partner_field(
            programme, label=_("For which partner"), required=False
        )
        self.order_fields(["email", "name", "role", "partner"])

    def clean(self) -> dict[str, Any]:
        """Find the account by its address; without one a name is enough."""
        answers = super().clean() or {}
        email, name = answers.get("email"), answers.get("name")
        answers["user"] = None
        if email:
            answers["user"] = User.objects.filter(email=email.lower(), is_active=True).first()
            if answers["user"] is None and not name:
                self.add_error(
                    "email",
                    _("Nobody has an account with this address. Give the name, or invite them."),
                )
        elif not name and "email" not in self.errors:
            self.add_error("name", _("Give an address or a name. For example: Ada Coordina"))
        return answers

    def naming(self) -> Mapping[str, Any]:
        """Return the answers as the action wants them."""
        wanted = ("user", "name", "role", "partner", "since")
        return {
            **{key: self.cleaned_data[key] for key in wanted},
            "audiences": self.cleaned_data.get("audiences", []),
        }
