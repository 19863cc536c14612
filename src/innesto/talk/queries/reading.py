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


def _moved(person: int) -> QuerySet[Thread]:
    """Return threads of the person's communities that moved since they last saw all of them."""
    moved = Q(pk__in=[])
    for community, since, seen_until in _baselines(person):
        last = seen_until or timezone.make_aware(datetime.combine(since, time.min))
        moved |= Q(community=community, is_shown=True, last_at__gt=last)
    done = Place.objects.filter(person=person, thread=OuterRef("pk")).filter(
        Q(number__gte=OuterRef("last_number")) | Q(attitude=Place.Attitude.MUTED)
    )
    return Thread.objects.filter(moved, ~Exists(done))


def to_read(person: User) -> tuple[list[Thread], int]:
    """Return the threads with something new, the newest first, fifty at most, and how many are.

    Their keys are sorted alone, for whoever was away has thousands; the count ends at 100.
    """
    moved = _moved(person.pk).order_by("-last_at", "-pk")
    keys = list(moved.values_list("pk", flat=True)[:MOST])
    found = with_place(Thread.objects.filter(pk__in=keys[: MOST // 2]), person.pk)
    found = found.select_related("community", "author", "last_author")
    return list(found.order_by("-last_at", "-pk").fetch_mode(models.FETCH_RAISE)), len(keys)


def count_to_read(person: User) -> int:
    """Return how many threads have something new: for the frame and the desk; 100 at most."""
    return len(_moved(person.pk).order_by().values_list("pk")[:MOST])
