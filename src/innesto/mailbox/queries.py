"""Where to answer, and what came in."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.mailbox.addresses import Answerable, write_address
from innesto.mailbox.models import Incoming


def reply_address(kind: str, thing: int, person: User) -> str:
    """Return where this person answers this thing by e-mail; «» where replies are not taken.

    ``kind`` is the name that a domain gives in its ``replies.py``.
    """
    return write_address(Answerable(kind, thing, person.pk))


def incoming_mail(viewer: User | AnonymousUser, *, outcome: str = "") -> QuerySet[Incoming]:
    """Return what came in, the newest first, without what it said."""
    found = Incoming.objects.visible_to(viewer).defer("raw", "words").select_related("person")
    if outcome:
        found = found.filter(outcome=outcome)
    return found.order_by("-came_at", "-pk").fetch_mode(models.FETCH_RAISE)
