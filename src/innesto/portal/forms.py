from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("What does your municipality need?"), required=False, max_length=1_000
    )
