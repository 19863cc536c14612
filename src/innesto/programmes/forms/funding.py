"""Pass money on to a partner."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.blueprints.schema import funding
from innesto.programmes.forms.partner import partner_field
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.labels import reader_language
from innesto.toolkit.forms import DateField, DecimalField

CENT = Decimal("0.01")


class GrantForm(forms.Form):
    """To whom, how much, when."""

    key = forms.ChoiceField(label=_("Which grant"))
    amount = DecimalField(label=_("Amount"), max_digits=14, decimal_places=2, min_value=CENT)
    decided_on = DateField(label=_("Decided on"))
    note = forms.CharField(
        label=_("Note"), required=False, max_length=300, help_text=_("For instance the act.")
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        grants: Sequence[funding.Grant],
        roles: Mapping[str, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._meant = {one.key: one.role for one in grants}
        self._words = roles
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        key.choices = [(one.key, one.label.read(reader_language())) for one in grants]
        self.fields["partner"] = partner_field(programme, label=_("To whom"))
        self.order_fields(["key", "partner"])

    def clean(self) -> dict[str, Any]:
        """Give a grant only to those whom the blueprint means it for."""
        given = super().clean() or self.cleaned_data
        partner, meant = given.get("partner"), self._meant.get(given.get("key", ""), ())
        if isinstance(partner, Partner) and meant:
            held = Partner.objects.filter(pk=partner.pk).in_role(*meant)
            if not held.exists():
                self.add_error("partner", self._not_meant(partner, meant))
        return given

    def _not_meant(self, partner: Partner, roles: Sequence[str]) -> str:
        words = ", ".join(self._words.get(role, role) for role in roles)
        return gettext("%(partner)s has no such role: this grant is for %(roles)s.") % {
            "partner": partner.organisation,
            "roles": words,
        }
