"""Ideas and lessons of a staff exchange, to choose from."""

from collections.abc import Sequence

from django.db.models import QuerySet

from innesto.exchanges.models import Idea
from innesto.placements.models import Lesson, Placement
from innesto.placements.queries.legs import Leg


def ideas_before(legs: Sequence[Leg]) -> QuerySet[Idea]:
    """Return the ideas noted at any leg: what lessons come from."""
    noted = Idea.objects.filter(exchange__in=[leg.exchange for leg in legs])
    return noted.order_by("at", "pk")


def lessons_of(placement: Placement) -> QuerySet[Lesson]:
    """Return the lessons of a placement in the order they were written."""
    return Lesson.objects.filter(placement=placement).order_by("at", "pk")
