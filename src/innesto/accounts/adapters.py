"""Where allauth asks what we want: names, mails, and which second factors may go.

No room fits: allauth loads these classes by the dotted names in the settings.
"""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.signup import get_signup_url
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from innesto.accounts import rules
from innesto.accounts.http import speak
from innesto.accounts.models import User
from innesto.accounts.queries import persons_numbered


class PersonBackend(AuthenticationBackend):  # type: ignore[misc]
    """Knows who has signed in: asked by every page, so the question is prepared."""

    def get_user(self, user_id: int) -> User | None:
        """Return the person of a session, unless the account was closed."""
        person = next(iter(persons_numbered(user_id)), None)
        return person if person and self.user_can_authenticate(person) else None


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Persons have a name and a language and no password."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Let anyone sign up, unless the installation is by invitation only."""
        return bool(settings.OPEN_SIGNUP)

    def save_user(
        self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True
    ) -> User:
        """Take the name from the form and the language from the page it was filled in on."""
        user.name = form.cleaned_data["name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """Go on in the language of the person, whatever the browser was set to."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        speak(response, user.language)
        return response

    def get_reauthentication_methods(self, user: User | AnonymousUser) -> list[dict[str, Any]]:
        """Offer the passkey first: who has nothing else holds no code to type."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        for method in methods:
            is_passkey = method["id"].endswith(":webauthn")
            method["description"] = _("Use a passkey") if is_passkey else _("Use a code")
        return sorted(methods, key=lambda method: not method["id"].endswith(":webauthn"))

    def send_account_already_exists_mail(self, email: str) -> None:
        """Say that the account is there already; allauth's own mail offers a new password."""
        signup_url = get_signup_url(context.request)
        self.send_mail("account/email/account_already_exists", email, {"signup_url": signup_url})


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A person who comes by an OpenID Connect provider brings their name and language along."""

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Take the whole name, or name and surname, as the provider states them."""
        person: User = super().populate_user(request, sociallogin, data)
        parts = (data.get("first_name"), data.get("last_name"))
        name = data.get("name") or " ".join(part for part in parts if part)
        person.name = name[: User._meta.get_field("name").max_length]
        person.language = get_language() or settings.LANGUAGE_CODE
        return person

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Ask who one is when the provider does not say a name."""
        return bool(sociallogin.user.name) and super().is_auto_signup_allowed(request, sociallogin)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Who must have a second factor keeps at least one."""

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to remove the last factor of a person who needs one."""
        person: Any = authenticator.user
        return rules.may_lose_second_factor(person, authenticator)
