"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.deposits.models import Deposit, Reuse
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="deposits.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let deposits and re-uses of the duplicate become those of the one kept."""
    Deposit.objects.filter(organisation=duplicate).update(organisation=kept)
    there = Reuse.objects.filter(organisation=kept).values("deposit")
    Reuse.objects.filter(organisation=duplicate, deposit__in=there).delete()
    Reuse.objects.filter(organisation=duplicate).update(organisation=kept)
