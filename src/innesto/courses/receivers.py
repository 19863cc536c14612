"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.courses.models import Course, Enrolment
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="courses.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let courses and learners of the duplicate become those of the one kept."""
    Course.objects.filter(organisation=duplicate).update(organisation=kept)
    Enrolment.objects.filter(organisation=duplicate).update(organisation=kept)
