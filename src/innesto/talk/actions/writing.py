"""Open threads, answer in them, and correct or take back what one said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.journal.actions import record
from innesto.lineage.actions import link_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref
from innesto.organisations.models import Organisation
from innesto.search.actions import hand_in
from innesto.talk.bookkeeping import (
    empty_post,
    locked_post,
    locked_thread,
    put_place,
    recount,
)
from innesto.talk.models import Attachment, Mention, Place, Post, Reaction, Thread
from innesto.talk.queries.pace import digest_of, pace_of
from innesto.talk.queries.people import members_among, members_called
from innesto.talk.tasks import tell_moderators, tell_post


@dataclass(frozen=True)
class TooFast(Exception):
    """The person wrote much in a short time; they may go on at ``free_at``."""

    free_at: datetime


@dataclass(frozen=True)
class SaidAlready(Exception):
    """The same form came twice: ``post`` is what it made the first time."""

    post: Post


class NotOpen(Exception):
    """The conversation was locked, archived or joined to another meanwhile."""


class ChangedMeanwhile(Exception):
    """The post was changed on another device, hidden or taken back since it was opened."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person sends: clean HTML, its language, and what goes with it.

    ``once`` is the mark of the form; ``called`` are persons chosen from a list.
    """

    text: str
    language: str
    once: str = ""
    quotes: int | None = None
    called: Sequence[int] = ()
    picture: File[Any] | None = None
    alternative: str = ""
    file: File[Any] | None = None
    files: Sequence[File[Any]] = ()


@transaction.atomic
def open_thread(
    community: Community,
    title: str,
    said: Said,
    *,
    by: User,
    organisation: Organisation | None = None,
    is_trusted: bool = False,
    origin: Ref | None = None,
) -> Thread:
    """Begin a conversation with its first post, perhaps out of another work.

    Who is trusted (leads the community) is neither slowed down nor held. Raises ``TooFast``,
    ``SaidAlready``.
    """
    _one_at_a_time(by, said.once)
    now = timezone.now()
    thread = Thread.objects.create(
        community=community,
        title=title,
        language=said.language,
        author=by,
        organisation=organisation,
        created_at=now,
        last_at=now,
    )
    post = _write(thread, said, by=by, organisation=organisation, is_trusted=is_trusted)
    if origin is not None:
        link_works(thread, Link.Relation.DERIVED, origin, by=by)
    record("thread_opened", thread, by=by, within=community, post=post.pk)
    hand_in("thread", thread.pk)
    return thread


@transaction.atomic
def add_post(
    thread: Thread,
    said: Said,
    *,
    by: User,
    organisation: Organisation | None = None,
    is_trusted: bool = False,
) -> Post:
    """Answer. Raises ``NotOpen``, ``TooFast``, ``SaidAlready``."""
    _one_at_a_time(by, said.once)
    thread = locked_thread(thread)
    if not thread.is_open or thread.joined_into_id:
        raise NotOpen
    post = _write(thread, said, by=by, organisation=organisation, is_trusted=is_trusted)
    record("post_added", thread, by=by, within=thread.community, post=post.pk)
    return post


def _one_at_a_time(person: User, once: str) -> None:
    """Let a second click wait for the first, and find what it made."""
    User.objects.select_for_update().get(pk=person.pk)
    made = Post.objects.filter(author=person, once=once).select_related("thread").first()
    if once and made:
        raise SaidAlready(made)


def _write(
    thread: Thread, said: Said, *, by: User, organisation: Organisation | None, is_trusted: bool
) -> Post:
    now = timezone.now()
    suspicion = ""
    if not is_trusted:
        pace = pace_of(by, at=now)
        if free_at := pace.free_at(now):
            raise TooFast(free_at)
        suspicion = pace.suspicion(said.text, thread.pk)
    called = _called(thread.community, said, by)
    thread.given_numbers += 1
    post = Post.objects.create(
        thread=thread,
        number=thread.given_numbers,
        author=by,
        organisation=organisation,
        text=said.text,
        language=said.language,
        state=Post.State.HELD if suspicion else Post.State.SHOWN,
        why_held=suspicion,
        waiting_since=now if suspicion else None,
        quotes=_quoted(thread, said.quotes),
        created_at=now,
        has_files=bool(said.picture or said.file or said.files),
        has_mentions=bool(called),
        once=said.once,
        digest=digest_of(said.text),
    )
    Mention.objects.bulk_create(Mention(post=post, person=person) for person in called)
    _attach(post, said)
    if post.is_shown:
        thread.last_number = post.number
        thread.posts_count += 1
        thread.last_at, thread.last_author = now, by
    elif post.is_first:
        thread.is_shown = False
    thread.save()
    put_place(by, thread, number=post.number, attitude=Place.Attitude.FOLLOWS)
    follow_up = tell_post if post.is_shown else tell_moderators
    transaction.on_commit(partial(follow_up.enqueue, post.pk))
    return post


def _called(community: Community, said: Said, by: User) -> list[User]:
    chosen = members_among(community, said.called) if said.called else []
    people = {person.pk: person for person in [*chosen, *members_called(said.text, community)]}
    people.pop(by.pk, None)
    return list(people.values())


def _quoted(thread: Thread, number: int | None) -> Post | None:
    return thread.posts.shown().filter(number=number).first() if number else None


def _attach(post: Post, said: Said) -> None:
    others = [said.file, *said.files]
    for file, is_picture in [(said.picture, True), *[(one, False) for one in others]]:
        if file:
            Attachment.objects.create(
                post=post,
                file=file,
                name=(file.name or "").rpartition("/")[2][-120:],
                alternative=said.alternative if is_picture else "",
                is_picture=is_picture,
            )


@transaction.atomic
def edit_post(
    post: Post,
    *,
    text: str,
    language: str,
    by: User,
    seen: str = "",
    is_trusted: bool = False,
) -> Post:
    """Correct one's words; earlier ones stay readable.

    ``seen`` is the stamp of the post as its author opened it. Raises
    ``ChangedMeanwhile``. What a newcomer adds may be held, as if it were new.
    """
    post = locked_post(post)
    if not (post.is_shown or post.is_held) or post.stamp != seen:
        raise ChangedMeanwhile
    now = timezone.now()
    held = "" if is_trusted else pace_of(by, at=now).suspicion(text, post.thread_id)
    post.text, post.language, post.edited_at = text, language, now
    post.digest = digest_of(text)
    if held:
        post.state, post.why_held, post.waiting_since = Post.State.HELD, held, now
    post.save()
    if held:
        recount(post.thread)
        transaction.on_commit(partial(tell_moderators.enqueue, post.pk))
    if post.is_first:
        hand_in("thread", post.thread_id)
    record("post_edited", post.thread, by=by, within=post.thread.community, post=post.pk)
    return post


@transaction.atomic
def withdraw_post(post: Post, *, by: User) -> Post:
    """Take one's words back: text, files and earlier versions go, its place in the thread stays.

    Raises ``ChangedMeanwhile``.
    """
    post = locked_post(post)
    if not (post.is_shown or post.is_held):
        raise ChangedMeanwhile
    empty_post(post, Post.State.WITHDRAWN)
    recount(post.thread)
    record("post_withdrawn", post.thread, by=by, within=post.thread.community, post=post.pk)
    return post


@transaction.atomic
def react(post: Post, kind: str, *, by: User, organisation: Organisation | None = None) -> bool:
    """Say something without words, or take it back; return whether it is said now."""
    post = locked_post(post)
    said, is_new = Reaction.objects.get_or_create(
        post=post,
        kind=kind,
        person=by,
        defaults={"organisation": organisation, "at": timezone.now()},
    )
    if not is_new:
        said.delete()
    counter = f"{Reaction.Kind(kind).value}_count"
    count = post.reactions.filter(kind=kind).count()
    Post.objects.filter(pk=post.pk).update(**{counter: count})
    record("reacted", post.thread, by=by, within=post.thread.community, post=post.pk, kind=kind)
    return is_new
