"""What is taken of the places of an exchange, and who is next."""

import datetime
from collections import Counter
from collections.abc import Sequence

from django.db.models import QuerySet

from innesto.registrations.models import Opening, Registration
from innesto.registrations.seating import Room, Share, in_line


def room_of(opening: Opening, *, on: datetime.date) -> Room:
    """Return the places of an opening and what is taken of them.

    Only participants take places. What is kept for some is free for all once it has closed.
    """
    shares = [
        Share(one.by, one.key, one.seats, is_reserved=one.is_reserved, is_hard=one.is_hard)
        for one in opening.quotas.all()
        if not (one.is_reserved and on > opening.closes_on)
    ]
    seated = opening.exchange.registrations.confirmed().on_places()
    if not shares:
        return Room(opening.places, (), seated.count())
    marks = list(seated.values_list("marks", flat=True))
    counts = Counter(mark for one in marks for mark in one.split("|") if mark)
    return Room(opening.places, shares, len(marks), counts)


def waiting_at(opening: Opening) -> QuerySet[Registration]:
    """Return who waits, by the time they asked."""
    waiting = opening.exchange.registrations.waiting().on_places()
    return waiting.order_by("queued_at", "pk")


def waiting_list(opening: Opening, room: Room) -> Sequence[Registration]:
    """Return who waits, in the order of their turn."""
    return in_line(waiting_at(opening), room)
