"""How long is kept who travelled; what it cost and emitted stays."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.toolkit.keeping import Keeping
from innesto.travel.models import Trip


def forget_travellers(before: datetime) -> int:
    """Forget the names of who travelled to exchanges that ended before."""
    old = Trip.objects.filter(exchange__ends_on__lt=before.date())
    named = old.exclude(Q(traveller=None) & Q(entered_by=None), name="", note="")
    return named.update(traveller=None, entered_by=None, name="", note="")


RETENTION = (Keeping("travellers", _("Who travelled to an exchange"), forget_travellers, days=730),)
