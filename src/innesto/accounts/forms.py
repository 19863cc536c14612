from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User


class NameForm(forms.Form):
    """What allauth's sign-up form asks besides the address; it builds its form on this one."""

    name = forms.CharField(
        label=_("Name and surname"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email")

    def signup(self, request: HttpRequest, user: User) -> None:
        """Do nothing: allauth wants the method, the adapter has taken the name already."""
