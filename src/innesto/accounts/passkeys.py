"""The form that adds a passkey.

Not in ``forms``: allauth reads that module while its own forms are still loading, and this form
is built on one of them. The settings name it.
"""

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class AddPasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A passkey is meant to let in by itself, unless one says otherwise."""

    name = forms.CharField(label=_("A name for this passkey"), required=False, max_length=100)
    passwordless = forms.BooleanField(
        label=_("It lets me in by itself, without a code"),
        help_text=_("Take the tick away for an old security key without a PIN."),
        initial=True,
        required=False,
    )
