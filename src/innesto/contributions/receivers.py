"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.contributions.models import Contribution
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="contributions.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let contributions of the duplicate become those of the one kept."""
    Contribution.objects.filter(organisation=duplicate).update(organisation=kept)
