"""What a person has still to read: no posts are counted, only threads that moved."""

from datetime import date, datetime, time

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Member
from innesto.talk.models import Place, Thread, Watch
from innesto.talk.queries.threads import with_place
from innesto.toolkit.prepared import Prepared

MOST = 100
"""Threads that are counted; beyond it one says «more than 99»."""


@Prepared
def _baselines(person: int) -> QuerySet[Member, tuple[int, date, datetime | None]]:
    """Return the person's communities, since when they belong, until when they saw everything."""
    watch = Watch.objects.filter(person=person, community=OuterRef("community"))
    mine = Member.objects.current().filter(person=person)
    seen = Subquery(watch.values("seen_until")[:1])
    return mine.order_by("community").values_list("community", "since", seen)


def _moved(person: int) -> list[QuerySet[Thread]]:
    """Return by community the threads that moved since the person last saw all of it.

    Each ends at the newest hundred: an index finds these, however long somebody was away.
    """
    done = Place.objects.filter(person=person, thread=OuterRef("pk")).filter(
        Q(number__gte=OuterRef("last_number")) | Q(attitude=Place.Attitude.MUTED)
    )
    found: list[QuerySet[Thread]] = []
    for community, since, seen_until in _baselines(person):
        last = seen_until or timezone.make_aware(datetime.combine(since, time.min))
        moved = Thread.objects.shown().filter(~Exists(done), community=community, last_at__gt=last)
        found.append(moved.order_by("-last_at")[:MOST])
    return found


def _keys(person: int) -> list[int]:
    """Return the keys of all of them, the newest first, a hundred at most."""
    each = [
        Thread.objects.filter(pk__in=moved.values("pk")).order_by().values_list("pk", "last_at")
        for moved in _moved(person)
    ]
    if not each:
        return []
    together = each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]
    return [pk for pk, _at in together.order_by("-last_at", "-pk")[:MOST]]


def to_read(person: User) -> tuple[list[Thread], int]:
    """Return the threads with something new, the newest first, fifty at most, and how many are."""
    keys = _keys(person.pk)
    found = with_place(Thread.objects.filter(pk__in=keys[: MOST // 2]), person.pk)
    found = found.select_related("community", "author", "last_author")
    return list(found.order_by("-last_at", "-pk").fetch_mode(models.FETCH_RAISE)), len(keys)


def count_to_read(person: User) -> int:
    """Return how many threads have something new: for the frame and the desk; 100 at most."""
    return len(_keys(person.pk))
