"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.networks.models import Relation
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="networks.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let relations with the duplicate lead to the page of the one kept."""
    Relation.objects.filter(organisation=duplicate).update(organisation=kept)
