"""Who may write. Reading is decided by ``visible_to`` on the querysets: the two sides alone."""

from innesto.accounts.models import User
from innesto.correspondence.models import Copy
from innesto.correspondence.queries import own_sides
from innesto.programmes.models import Programme

SILENT = (Programme.State.DRAFT, Programme.State.ARCHIVED)


def can_write(user: User, programme: Programme) -> bool:
    """Whoever speaks for a project, for a partner or for the coordination, until the archive."""
    return programme.state not in SILENT and bool(own_sides(user, programme))


def can_answer_message(user: User, copy: Copy) -> bool:
    """Both sides of a copy, until the programme is in the archive."""
    if copy.message.programme.state in SILENT:
        return False
    return Copy.objects.visible_to(user).filter(pk=copy.pk).exists()
