"""Pass money on to a partner."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.programmes.forms.partner import partner_field
from innesto.programmes.models import Programme
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
        self, *args: Any, programme: Programme, grants: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        key = self.fields["key"]
        assert isinstance(key, forms.ChoiceField)
        key.choices = list(grants.items())
        self.fields["partner"] = partner_field(programme, label=_("To whom"))
        self.order_fields(["key", "partner"])
