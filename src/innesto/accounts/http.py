"""The request of a signed-in person."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from innesto.accounts.models import User


@dataclass(frozen=True)
class Support:
    """An operator at work in the account of a person."""

    supporter: User
    person: User
    ends_at: datetime


class SignedIn(HttpRequest):
    """A request whose ``user`` is a person: forgetting the login wall is a type error."""

    user: User
    support: Support | None
    """Who is really there, when that is not ``user`` but an operator who helps."""


def speak(response: HttpResponse, language: str) -> None:
    """Make this browser read the site in a language from now on."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=settings.LANGUAGE_COOKIE_AGE,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        samesite="Lax",
    )
