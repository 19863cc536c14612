"""The request of a signed-in person."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

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
