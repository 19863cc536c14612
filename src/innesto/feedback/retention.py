"""How long is kept who was asked; what was answered is nobody's and stays."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.feedback.models import Ticket
from innesto.toolkit.keeping import Keeping


def forget_tickets(before: datetime) -> int:
    """Forget who was asked in rounds that closed before."""
    old = Ticket.objects.filter(round__closed_at__lt=before).exclude(person=None, name="", email="")
    return old.update(person=None, name="", email="")


RETENTION = (Keeping("feedback", _("Who was asked for feedback"), forget_tickets, days=365),)
