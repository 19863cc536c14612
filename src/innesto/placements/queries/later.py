"""Six months after the last leg: who has still to say what became of it."""

import datetime

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from innesto.exchanges.models import Exchange
from innesto.placements.models import Placement

LATER = datetime.timedelta(days=182)
"""So long after the last day of the last leg, what became of it is asked."""
REMINDED_EVERY = datetime.timedelta(days=14)
MOST_REMINDERS = 2


def due_since(placement: Placement) -> datetime.date:
    """Return the day on which a placement of ``asked_later`` was asked."""
    last: datetime.date = placement.last_day  # type: ignore[attr-defined]
    return last + LATER


def asked_later(on: datetime.date) -> QuerySet[Placement]:
    """Return the placements whose legs were all held so long ago that they are asked."""
    legs = Exchange.objects.standing().filter(
        programme=OuterRef("programme"),
        format=OuterRef("opening__format"),
        scope=OuterRef("opening__scope"),
    )
    last = legs.order_by("-ends_on").values("ends_on")[:1]
    return Placement.objects.annotate(
        last_day=Subquery(last), is_open=Exists(legs.exclude(state=Exchange.State.HELD))
    ).filter(is_open=False, last_day__lte=on - LATER)
