"""How long is kept what was asked in confidence."""

from datetime import datetime
from itertools import batched

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.listening.models import Plea, Reply, Seal
from innesto.listening.sealing import marks_of
from innesto.toolkit.keeping import Keeping

TWO_YEARS = 730
AT_ONCE = 100
"""Persons whose seals are sought together."""


@transaction.atomic
def forget_pleas(before: datetime) -> int:
    """Drop pleas of which nobody has spoken since, with their replies and the seals on them.

    A seal leads to nobody, so every person is tried: some microseconds each.
    """
    lately = Reply.objects.filter(shown_on__gte=before.date()).values("plea")
    old = Plea.objects.filter(shown_on__lt=before.date()).exclude(pk__in=lately)
    handles = list(old.values_list("pk", flat=True))
    if not handles:
        return 0
    everybody = User.objects.order_by("pk").values_list("pk", flat=True).iterator()
    for persons in batched(everybody, AT_ONCE, strict=False):
        marks = [mark for person in persons for mark, _plea in marks_of(person, handles)]
        Seal.objects.filter(pk__in=marks).delete()
    Plea.objects.filter(pk__in=handles).delete()
    return len(handles)


RETENTION = (
    Keeping("pleas", _("What administrators asked in confidence"), forget_pleas, days=TWO_YEARS),
)
