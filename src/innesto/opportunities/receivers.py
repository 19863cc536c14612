"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.opportunities.models import Opportunity
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="opportunities.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let opportunities of the duplicate become those of the one kept."""
    Opportunity.objects.filter(organisation=duplicate).update(organisation=kept)
