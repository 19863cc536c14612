"""Who may look after incoming mail."""

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User


def can_watch_mail(user: User | AnonymousUser) -> bool:
    """Operators see what was refused, and why; not what it said."""
    return isinstance(user, User) and user.is_operator
