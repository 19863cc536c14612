from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.search.models import SavedSearch


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("What does your municipality need?"), required=False, max_length=1_000
    )


class SavedSearchForm(forms.ModelForm[SavedSearch]):
    """Under which name a search is kept: no two of one person have the same."""

    class Meta:
        model = SavedSearch
        fields = ["name"]
        help_texts = {"name": _("As you will recognise it in the notices.")}

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._person = person

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = self._person.saved_searches.exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("You have another saved search of this name."))
        return name
