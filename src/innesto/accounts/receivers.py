"""What allauth tells goes into the journal."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.base.internal.flows import post_authentication
from allauth.socialaccount import signals as providers
from django.dispatch import receiver
from django.http import HttpRequest

from innesto.accounts import rules
from innesto.accounts.actions import keep_address, note_change_of_sign_in, welcome_person
from innesto.accounts.models import User


@receiver(account.user_signed_up)
def sign_up(user: User, **_: Any) -> None:
    """Somebody opened an account."""
    welcome_person(user)


@receiver(account.authentication_step_completed)
def code(user: User, method: str, email: str = "", **_: Any) -> None:
    """A code came back: allauth wants to mark the address and may not know it yet."""
    if method == "code" and email:
        keep_address(user)


@receiver(account.email_changed)
def email(user: User, from_email_address: Any, **_: Any) -> None:
    """The address is another one, not the first; which one is not written down."""
    if from_email_address:
        note_change_of_sign_in(user, "email changed")


@receiver(mfa.authenticator_added)
def factor_added(request: HttpRequest, user: User, authenticator: Any, **_: Any) -> None:
    """A passkey, an app or recovery codes came.

    To add a factor is to use it, so the person need not prove themselves again on the next page,
    which shows the recovery codes.
    """
    note_change_of_sign_in(user, f"{authenticator.type} added")
    if authenticator.type in rules.STRONG:
        post_authentication(request, authenticator, reauthenticated=True)


@receiver(mfa.authenticator_removed)
def factor_removed(user: User, authenticator: Any, **_: Any) -> None:
    """A passkey, an app or recovery codes went."""
    note_change_of_sign_in(user, f"{authenticator.type} removed")


@receiver(mfa.authenticator_reset)
def factor_reset(user: User, authenticator: Any, **_: Any) -> None:
    """New recovery codes replace the old ones."""
    note_change_of_sign_in(user, f"{authenticator.type} renewed")


@receiver(providers.social_account_added)
def provider_added(sociallogin: Any, **_: Any) -> None:
    """Another way to sign in was connected."""
    note_change_of_sign_in(sociallogin.user, f"{sociallogin.account.provider} added")


@receiver(providers.social_account_removed)
def provider_removed(socialaccount: Any, **_: Any) -> None:
    """Another way to sign in was taken off."""
    note_change_of_sign_in(socialaccount.user, f"{socialaccount.provider} removed")
