from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community
from innesto.opportunities.models import Opportunity
from innesto.opportunities.queries import regions_with_opportunities
from innesto.places.http import place_field
from innesto.toolkit.forms import ChoiceField, DateField
from innesto.toolkit.languages import SPOKEN


class OpportunityForm(forms.ModelForm[Opportunity]):
    """What is offered, to whom, where and until when."""

    language = forms.ChoiceField(label=_("In which language do you write?"), choices=SPOKEN)
    place = place_field(
        help_text=_("A local one reaches the province around it, a regional one the region."),
    )

    class Meta:
        model = Opportunity
        fields = [
            *("kind", "title", "about", "language", "reach", "place"),
            *("begins_on", "closes_on", "url", "contact", "visibility"),
        ]
        field_classes = {"begins_on": DateField, "closes_on": DateField}
        widgets = {"reach": forms.RadioSelect, "visibility": forms.RadioSelect}

    def __init__(self, *args: Any, community: Community | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if community is None:
            del self.fields["visibility"]
        elif community.is_private:
            del self.fields["visibility"]
            self.instance.visibility = Opportunity.Visibility.COMMUNITY
        self.instance.community = community

    def clean(self) -> dict[str, Any]:
        """Want a place for what does not reach everywhere."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        reach = answers.get("reach")
        everywhere = reach == Opportunity.Reach.INTERREGIONAL
        if reach and not everywhere and not answers.get("place") and "place" not in self.errors:
            self.add_error("place", _("Say where: a local or regional one reaches its area."))
        return answers


class FilterForm(forms.Form):
    """What one may ask the list."""

    all_optional = True

    tipo = ChoiceField(
        label=_("What it is"), required=False, choices=[("", _("All")), *Opportunity.Kind.choices]
    )
    portata = ChoiceField(
        label=_("How far it reaches"),
        required=False,
        choices=[("", _("All")), *Opportunity.Reach.choices],
    )
    regione = ChoiceField(label=_("Reaches the region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region = self.fields["regione"]
        assert isinstance(region, forms.ChoiceField)
        region.choices = [("", _("All")), *regions_with_opportunities()]
