"""How long it is kept what came in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.mailbox.models import Incoming
from innesto.toolkit.keeping import Keeping


def forget_incoming(before: datetime) -> int:
    """Drop what became of mail; a message that still waited is dropped with it."""
    return Incoming.objects.filter(came_at__lt=before).delete()[0]


def forget_texts(before: datetime) -> int:
    """Drop the texts of mail that nobody could take in all this time; that it came stays."""
    waiting = Incoming.objects.filter(came_at__lt=before, outcome=Incoming.Outcome.WAITING)
    return waiting.exclude(raw=b"").update(raw=b"")


RETENTION = (
    Keeping("incoming_texts", _("Answers by e-mail that could not be taken"), forget_texts, days=7),
    Keeping("incoming", _("What became of your answers by e-mail"), forget_incoming, days=90),
)
