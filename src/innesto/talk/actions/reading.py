"""Keep how far a person has read, and how they follow."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.journal.actions import record
from innesto.talk.models import Place, Thread, Watch


def keep_place(thread: Thread, number: int, *, by: User, is_first: bool) -> None:
    """Remember up to which post the person has read, for all their devices: one statement.

    ``is_first`` says that they had no place in this thread when the page was asked for.
    """
    if is_first:
        fresh = Place(person=by, thread=thread, number=number)
        Place.objects.bulk_create([fresh], ignore_conflicts=True)
    else:
        mine = Place.objects.filter(person=by, thread=thread, number__lt=number)
        mine.update(number=number)


@transaction.atomic
def mark_all_seen(*, by: User, community: Community | None = None) -> None:
    """Take everything off what is to read, in one community or in all of one's own."""
    mine = Member.objects.current().filter(person=by)
    if community:
        mine = mine.filter(community=community)
    now = timezone.now()
    Watch.objects.bulk_create(
        [
            Watch(person=by, community_id=pk, seen_until=now)
            for pk in mine.values_list("community", flat=True)
        ],
        update_conflicts=True,
        unique_fields=["person", "community"],
        update_fields=["seen_until"],
    )


@transaction.atomic
def follow_thread(thread: Thread, attitude: str, *, by: User) -> None:
    """Choose to be told of each answer, of none, or as in the whole community."""
    Place.objects.bulk_create(
        [Place(person=by, thread=thread, number=0, attitude=attitude)],
        update_conflicts=True,
        unique_fields=["person", "thread"],
        update_fields=["attitude"],
    )
    record("thread_followed", thread, by=by, within=thread.community, attitude=attitude)


@transaction.atomic
def follow_community(community: Community, *, by: User, follows: bool) -> None:
    """Choose to be told of every conversation of a community."""
    Watch.objects.bulk_create(
        [Watch(person=by, community=community, follows=follows)],
        update_conflicts=True,
        unique_fields=["person", "community"],
        update_fields=["follows"],
    )
    record("community_followed", community, by=by, within=community, follows=follows)
