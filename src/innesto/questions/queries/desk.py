"""What the expert desk of a community promises, and how it kept that: counted, never said."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q

from innesto.communities.models import Community
from innesto.questions.models import Desk, Question


@dataclass(frozen=True, slots=True)
class Figures:
    """How a desk kept its promise. What nothing is known of is None, never nought.

    ``due`` counts the questions whose day has come or that were answered before it; ``kept``
    those of them that were answered in time.
    """

    asked: int
    answered: int
    due: int
    kept: int
    by_peers: int
    median: timedelta | None

    @property
    def share_kept(self) -> int | None:
        """Percentage of the due questions that were answered in time."""
        return round(100 * self.kept / self.due) if self.due else None

    @property
    def share_by_peers(self) -> int | None:
        """Percentage of the answered questions that a peer answered first."""
        return round(100 * self.by_peers / self.answered) if self.answered else None


def desk_of(community: Community) -> Desk:
    """Return what the community promises, or what the house does."""
    return Desk.objects.filter(community=community).first() or Desk(community=community)


def figures_of(community: Community, *, at: datetime) -> Figures:
    """Count what became of the questions of a community: two queries."""
    asked = Question.objects.filter(community=community)
    answered = Q(first_answered_at__isnull=False)
    in_time = Q(first_answered_at__lte=F("due_at"))
    counts = asked.aggregate(
        asked=Count("pk"),
        answered=Count("pk", filter=answered),
        due=Count("pk", filter=Q(due_at__lte=at) | in_time),
        kept=Count("pk", filter=in_time),
        by_peers=Count("pk", filter=answered & Q(first_by_expert=False)),
    )
    number = counts["answered"]
    if not number:
        return Figures(**counts, median=None)
    waits = asked.filter(answered).annotate(waited=F("first_answered_at") - F("asked_at"))
    middle = waits.order_by("waited", "pk").values_list("waited", flat=True)
    both = list(middle[(number - 1) // 2 : number // 2 + 1])
    return Figures(**counts, median=(both[0] + both[-1]) / 2)
