"""Forms of allauth in our words.

Not in ``forms``: allauth reads that module while its own forms are still loading, and these are
built on them. The settings name them.
"""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, SignupForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


def _name_address(field: forms.Field) -> None:
    """Say «e-mail address» in the label, and nothing in the field itself."""
    field.label = _("E-mail address")
    field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):  # type: ignore[misc]
    """Asks the address and sends a code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["login"])


class OpenAccountForm(SignupForm):  # type: ignore[misc]
    """Asks name and address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["email"])


class ChangeAddressForm(AddEmailForm):  # type: ignore[misc]
    """Asks the new address."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _name_address(self.fields["email"])


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey is meant to let in by itself, unless one says otherwise."""

    name = forms.CharField(label=_("A name for this passkey"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("It lets me in by itself, without a code"),
        help_text=_("Take the tick away for an old security key without a PIN."),
        initial=True,
        required=False,
    )
