"""Ideas and lessons of a staff exchange, to choose from."""

from collections.abc import Sequence

from django.db.models import QuerySet

from innesto.exchanges.models import Idea
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.outcomes.models import Lesson
from innesto.placements.models import Adaptation, Placement
from innesto.placements.queries.legs import Leg


def ideas_before(legs: Sequence[Leg]) -> QuerySet[Idea]:
    """Return the ideas noted at any leg: what lessons come from."""
    noted = Idea.objects.filter(exchange__in=[leg.exchange for leg in legs])
    return noted.order_by("at", "pk")


def links_to_ideas(lesson: Lesson) -> QuerySet[Link]:
    """Return the links that say from which ideas a lesson comes."""
    kind, key = ref_of(lesson)
    return Link.objects.filter(
        later_kind=kind,
        later_key=key,
        relation=Link.Relation.DERIVED,
        earlier_kind=Idea._meta.label_lower,
    )


def idea_keys_of(lesson: Lesson) -> Sequence[str]:
    """Return the keys of the ideas a lesson comes from."""
    return list(links_to_ideas(lesson).order_by("pk").values_list("earlier_key", flat=True))


def adaptations_of(placement: Placement) -> QuerySet[Adaptation]:
    """Return the lessons of a placement with their adaptation, in the order they were written."""
    found = Adaptation.objects.filter(placement=placement).select_related("lesson")
    return found.order_by("at", "pk")
