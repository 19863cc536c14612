"""Who must prove more at sign-in, who may see and do what with persons."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User

STRONG = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def needs_second_factor(person: User) -> bool:
    """Operators, and whoever holds an office that an upper floor marked as such.

    The invented persons of a demo are left out: there everyone may be anyone.
    """
    if settings.DEMO and person.is_example:
        return False
    return person.is_operator or person.holds_office


def has_second_factor(person: User) -> bool:
    """Recovery codes alone do not count: they run out."""
    return bool(Authenticator.objects.filter(user=person, type__in=STRONG).exists())


def may_lose_second_factor(person: User, authenticator: Authenticator) -> bool:
    """Whoever needs a second factor keeps the last one."""
    if not needs_second_factor(person) or authenticator.type not in STRONG:
        return True
    others = Authenticator.objects.filter(user=person, type__in=STRONG).exclude(pk=authenticator.pk)
    return bool(others.exists())


def can_support(viewer: User | AnonymousUser) -> bool:
    """Operators help persons by using their account."""
    return isinstance(viewer, User) and viewer.is_operator


def can_stand_in_for(operator: User, person: User) -> bool:
    """Never for another operator, for oneself, or for someone whose account is closed."""
    return can_support(operator) and not person.is_operator and person.is_active


def can_erase(viewer: User, person: User) -> bool:
    """Everybody erases themselves; operators first hand their office over."""
    return viewer == person and not person.is_operator
