"""Who may read the register of everything."""

from django.contrib.auth.models import AbstractUser, AnonymousUser


def can_read_register(user: AbstractUser | AnonymousUser) -> bool:
    """Operators only; what happened to a thing is told on its own page."""
    return user.is_staff
