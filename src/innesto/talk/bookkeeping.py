"""The counters of threads and the places of readers, kept right by whatever is done.

No room fits: every action calls it, inside its transaction, and records what it does itself.
"""

from functools import partial

from django.db import transaction

from innesto.accounts.models import User
from innesto.search.actions import hand_in
from innesto.talk.models import Place, Post, Thread


def locked_thread(thread: Thread) -> Thread:
    """Return the thread as it is now, and let nobody else change it until the end."""
    found = Thread.objects.select_for_update(of=("self",)).select_related("community__programme")
    return found.get(pk=thread.pk)


def locked_post(post: Post) -> Post:
    """Lock the thread before the post, as every action does."""
    thread = locked_thread(post.thread)
    post = Post.objects.select_for_update().get(pk=post.pk)
    post.thread = thread
    return post


def empty_post(post: Post, state: str) -> None:
    """Let nothing stay of what a post said."""
    for attachment in post.attachments.all():
        transaction.on_commit(partial(attachment.file.storage.delete, str(attachment.file.name)))
    post.attachments.all().delete()
    post.mentions.all().delete()
    Post.history.filter(id=post.pk).delete()
    post.text, post.state, post.waiting_since = "", state, None
    post.has_files = post.has_mentions = False
    post.skip_history_when_saving = True  # type: ignore[attr-defined]
    post.save()


def recount(thread: Thread) -> None:
    """Set the counters of a thread right after posts were hidden, shown or moved: a rare thing."""
    shown = thread.posts.shown().order_by("-number")
    last = shown.first()
    thread.posts_count = shown.count()
    thread.last_number = last.number if last else 0
    if last:
        thread.last_at, thread.last_author = last.created_at, last.author
    first = thread.posts.order_by("number").first()
    is_hidden = first is None or first.state in {Post.State.HELD, Post.State.HIDDEN}
    thread.is_shown = not is_hidden and last is not None and thread.joined_into_id is None
    thread.save()
    hand_in("thread", thread.pk)


def put_place(person: User, thread: Thread, *, number: int, attitude: str = "") -> None:
    """Move the person's place forward, never back; an attitude is only given to who has none."""
    fresh = Place(person=person, thread=thread, number=number, attitude=attitude)
    Place.objects.bulk_create([fresh], ignore_conflicts=True)
    mine = Place.objects.filter(person=person, thread=thread)
    mine.filter(number__lt=number).update(number=number)
    if attitude:
        mine.filter(attitude=Place.Attitude.NONE).update(attitude=attitude)
