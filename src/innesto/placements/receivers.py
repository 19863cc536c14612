"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.placements.models import Lesson, Side


@receiver(organisations_merged, dispatch_uid="placements.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let sides and lessons of the duplicate become those of the one kept."""
    for model in (Side, Lesson):
        model.objects.filter(organisation=duplicate).update(organisation=kept)
