"""Arrange conversations: pin, lock, archive, mark the answer, split, move, join."""

from collections.abc import Sequence

from django.db import transaction

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.journal.actions import record
from innesto.search.actions import hand_in
from innesto.talk.actions.writing import NotOpen
from innesto.talk.bookkeeping import locked_thread, recount
from innesto.talk.models import Place, Post, Thread


class NothingToMove(Exception):
    """None of these posts can leave: the first one stays, or they moved meanwhile."""


@transaction.atomic
def steer_thread(
    thread: Thread, *, title: str, language: str, state: str, is_pinned: bool, by: User
) -> Thread:
    """Give it another title, pin it, lock it, archive it, or open it again."""
    thread = locked_thread(thread)
    before = {"title": thread.title, "state": thread.state, "is_pinned": thread.is_pinned}
    thread.title, thread.language = title, language
    thread.state, thread.is_pinned = state, is_pinned
    thread.save(update_fields=["title", "language", "state", "is_pinned"])
    record("thread_steered", thread, by=by, within=thread.community, before=before)
    hand_in("thread", thread.pk)
    return thread


@transaction.atomic
def mark_answer(thread: Thread, post: Post, *, by: User) -> Thread:
    """Say which post answered the conversation; marking it again takes the mark away."""
    thread = locked_thread(thread)
    thread.answer = None if thread.answer_id == post.pk else post
    thread.save(update_fields=["answer"])
    record("answer_marked", thread, by=by, within=thread.community, post=thread.answer_id)
    return thread


@transaction.atomic
def split_thread(thread: Thread, numbers: Sequence[int], title: str, *, by: User) -> Thread:
    """Make a conversation of its own out of these posts; each keeps its address.

    Raises ``NothingToMove``.
    """
    thread = locked_thread(thread)
    leaving = thread.posts.filter(number__in=numbers).exclude(number=1).order_by("number")
    posts = list(leaving.select_for_update(of=("self",)))
    if not posts:
        raise NothingToMove
    first = posts[0]
    made = Thread.objects.create(
        community=thread.community,
        title=title,
        language=first.language,
        author=first.author,
        organisation=first.organisation,
        created_at=first.created_at,
        last_at=first.created_at,
    )
    moved = [post.number for post in posts]
    _put_into(made, posts)
    if thread.answer_id in {post.pk for post in posts}:
        thread.answer = None
    recount(thread)
    Place.objects.bulk_create(
        Place(
            person_id=place.person_id,
            thread=made,
            number=sum(number <= place.number for number in moved),
            attitude=place.attitude,
        )
        for place in thread.places.order_by("pk")
    )
    record("thread_split", made, by=by, within=made.community, out_of=thread.pk)
    return made


@transaction.atomic
def move_thread(thread: Thread, to: Community, *, by: User) -> Thread:
    """Take a conversation to another community; its address stays, who may read it changes."""
    thread = locked_thread(thread)
    before = thread.community
    if thread.joined_into_id or before.pk == to.pk:
        raise NotOpen
    thread.community = to
    thread.is_pinned = False
    thread.save(update_fields=["community", "is_pinned"])
    record("thread_moved", thread, by=by, within=to, out_of=before.pk)
    hand_in("thread", thread.pk)
    return thread


@transaction.atomic
def join_threads(thread: Thread, into: Thread, *, by: User) -> Thread:
    """Put the posts of a conversation behind those of another, to which it leads from now on.

    Raises ``NotOpen`` if one of them was joined meanwhile, or if they are the same.
    """
    if thread.pk == into.pk:
        raise NotOpen
    first, second = sorted([thread, into], key=lambda one: one.pk)
    locked = {one.pk: one for one in (locked_thread(first), locked_thread(second))}
    thread, into = locked[thread.pk], locked[into.pk]
    if thread.joined_into_id or into.joined_into_id:
        raise NotOpen
    _put_into(into, list(thread.posts.order_by("number").select_for_update(of=("self",))))
    thread.joined_into, thread.answer = into, None
    recount(thread)
    record("threads_joined", into, by=by, within=into.community, joined=thread.pk)
    return into


def _put_into(thread: Thread, posts: Sequence[Post]) -> None:
    """Give posts the next numbers of a thread."""
    for post in posts:
        thread.given_numbers += 1
        Post.objects.filter(pk=post.pk).update(thread=thread, number=thread.given_numbers)
    recount(thread)
