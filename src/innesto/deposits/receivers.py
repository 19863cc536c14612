"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.communities.models import Bridge
from innesto.communities.signals import bridge_changed
from innesto.deposits.models import Deposit, Reuse
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.search.actions import hand_in


@receiver(organisations_merged, dispatch_uid="deposits.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let deposits and re-uses of the duplicate become those of the one kept."""
    Deposit.objects.filter(organisation=duplicate).update(organisation=kept)
    there = Reuse.objects.filter(organisation=kept).values("deposit")
    Reuse.objects.filter(organisation=duplicate, deposit__in=there).delete()
    Reuse.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(bridge_changed, dispatch_uid="deposits.follow_bridge")
def follow_bridge(sender: type[Bridge], bridge: Bridge, **kwargs: Any) -> None:
    """Let the other community find a work that is shared with it, or no longer."""
    if isinstance(bridge.work, Deposit):
        hand_in("deposit", bridge.work.pk)
