"""What happens here when an exchange moves or is called off, or two bodies become one.

The agenda moves by itself: its days are counted from the first day of the exchange.
"""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from innesto.agendas.models import Profile, Speaker
from innesto.agendas.tasks import tell_speakers_of_change
from innesto.exchanges.models import Exchange
from innesto.exchanges.signals import exchange_called_off, exchange_moved
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(exchange_moved, dispatch_uid="agendas.tell_of_move")
@receiver(exchange_called_off, dispatch_uid="agendas.tell_of_end")
def tell_speakers(*, exchange: Exchange, **_signal: Any) -> None:
    """Tell whoever speaks there, after the commit."""
    transaction.on_commit(partial(tell_speakers_of_change.enqueue, exchange.pk))


@receiver(organisations_merged, dispatch_uid="agendas.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Speakers of the duplicate speak for the organisation kept."""
    for model in (Profile, Speaker):
        model.objects.filter(organisation=duplicate).update(organisation=kept)
