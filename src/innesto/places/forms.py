from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.places.models import SizeClass
from innesto.places.queries import countries_to_choose, italian_regions
from innesto.toolkit.forms import ChoiceField


class SearchForm(forms.Form):
    """What one may ask the register of places; nothing must be filled in."""

    all_optional = True

    q = forms.CharField(label=_("Name or code"), required=False, max_length=100)
    country = ChoiceField(label=_("Country"), required=False)
    region = ChoiceField(label=_("Region of Italy"), required=False)
    size = ChoiceField(
        label=_("Inhabitants"), required=False, choices=[("", _("All sizes")), *SizeClass.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, nothing, choices in (
            ("country", _("All countries"), countries_to_choose()),
            ("region", _("All regions"), italian_regions()),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", nothing), *choices]
