"""How long it is kept what came in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.mailbox.models import Incoming
from innesto.toolkit.keeping import Keeping


def forget_incoming(before: datetime) -> int:
    """Drop what became of mail; a message that still waited is dropped with it."""
    return Incoming.objects.filter(came_at__lt=before).delete()[0]


RETENTION = (
    Keeping("incoming", _("What became of your answers by e-mail"), forget_incoming, days=90),
)
