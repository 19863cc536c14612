"""Who may read the register of everything."""

from django.contrib.auth.models import AbstractUser, AnonymousUser


def can_read_register(user: AbstractUser | AnonymousUser) -> bool:
    """Whoever has signed in: operators find everything, others what they did or met themselves."""
    return user.is_authenticated
