from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.toolkit.languages import SPOKEN


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


class ProfileForm(forms.ModelForm[User]):
    languages = forms.MultipleChoiceField(
        label=_("Languages I speak"),
        choices=SPOKEN,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = User
        fields = ["name", "headline", "languages", "contact_shown_to"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_shown_to": forms.RadioSelect,
        }


class EraseForm(forms.Form):
    email = forms.EmailField(label=_("Your e-mail address, to be sure"))

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_email(self) -> str:
        """Erase nobody by a slip of the finger."""
        email: str = self.cleaned_data["email"]
        if email.lower() != self.person.email:
            raise forms.ValidationError(_("This is not the address of this account."))
        return email


class SupportForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("It goes into the journal, where the person can read it."),
        max_length=300,
    )


class PersonSearchForm(forms.Form):
    q = forms.CharField(label=_("Name or e-mail address"), required=False)
