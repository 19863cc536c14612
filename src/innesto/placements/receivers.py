"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.outcomes.models import Lesson
from innesto.outcomes.signals import lesson_dropped
from innesto.placements.models import Adaptation, Side
from innesto.search.actions import hand_in


@receiver(organisations_merged, dispatch_uid="placements.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let sides and adaptations of the duplicate become those of the one kept."""
    for model in (Side, Adaptation):
        model.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(lesson_dropped, dispatch_uid="placements.follow_lesson")
def follow_lesson(sender: type[Lesson], lesson: Lesson, **kwargs: Any) -> None:
    """Nothing leads to how a lesson was adapted that was taken back."""
    adaptations = list(lesson.adaptations.order_by("pk"))
    for adaptation in adaptations:
        Link.objects.touching(*ref_of(adaptation)).delete()
    hand_in("adaptation", *(one.pk for one in adaptations))
