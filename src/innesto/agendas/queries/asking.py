"""What was asked at an exchange, and how much one browser or person has asked."""

import datetime

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import BooleanField, Case, F, QuerySet, Value, When

from innesto.accounts.models import User
from innesto.agendas.models import Room, RoomQuestion, Vote
from innesto.exchanges.models import Exchange

A_WHILE = datetime.timedelta(minutes=10)
MOST_IN_A_WHILE = 5
MOST_UNSEEN = 300
"""So many questions may wait for the facilitator before nobody without an account asks more."""


def room_of(exchange: Exchange) -> Room | None:
    """Return the room of an exchange, if somebody has set one up."""
    return Room.objects.filter(exchange=exchange).first()


def questions_at(
    exchange: Exchange, *, viewer: User | AnonymousUser, moderates: bool = False
) -> QuerySet[RoomQuestion]:
    """Return the questions: unanswered first, those that most want to know before the others.

    Who moderates gets those too that nobody else sees yet; hidden ones stand last.
    """
    found = RoomQuestion.objects.filter(exchange=exchange)
    if not moderates:
        found = found.visible_to(viewer)
    is_hidden = Case(
        When(state=RoomQuestion.State.HIDDEN, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )
    return (
        found.select_related("block", "practice", "answered_by")
        .order_by(is_hidden, F("answered_at").asc(nulls_first=True), "-votes", "asked_at", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def voted_by(exchange: Exchange, *, viewer: User | AnonymousUser, visitor: str) -> set[int]:
    """Return the questions for which this person or browser has voted."""
    votes = Vote.objects.filter(question__exchange=exchange)
    if isinstance(viewer, User):
        votes = votes.filter(person=viewer)
    elif visitor:
        votes = votes.filter(visitor=visitor)
    else:
        return set()
    return set(votes.values_list("question", flat=True))


def has_asked_enough(
    exchange: Exchange, *, person: User | None, visitor: str, at: datetime.datetime
) -> bool:
    """Tell whether somebody asked so much in a while, or so much is unseen, that it is enough."""
    asked = RoomQuestion.objects.filter(exchange=exchange)
    mine = asked.filter(author=person) if person else asked.filter(author=None, visitor=visitor)
    if mine.filter(asked_at__gt=at - A_WHILE).count() >= MOST_IN_A_WHILE:
        return True
    unseen = asked.filter(author=None, state=RoomQuestion.State.WAITING)
    return person is None and unseen.count() >= MOST_UNSEEN
