"""The request of a signed-in person."""

from django.http import HttpRequest

from innesto.accounts.models import User


class SignedIn(HttpRequest):
    """A request whose ``user`` is a person: forgetting the login wall is a type error."""

    user: User
