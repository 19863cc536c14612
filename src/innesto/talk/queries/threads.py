"""Threads in lists and at their address, and the posts of a page of one."""

from collections.abc import Mapping, Sequence

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Case, IntegerField, OuterRef, QuerySet, Subquery, Value, When

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.talk.models import Attachment, Mention, Place, Post, Reaction, Thread
from innesto.talk.models.threads import PAGE
from innesto.talk.queries.standing import with_standing
from innesto.toolkit.prepared import Prepared

NAMED = 12
"""Organisations named beside a reaction; its count says how many there are."""


def thread_at(pk: int, *, viewer: User | AnonymousUser) -> list[Thread]:
    """Return the thread with its community, if the viewer may read it."""
    if not isinstance(viewer, User):
        return _public_thread(pk)
    return _thread_for(pk, viewer.pk, is_operator=viewer.is_operator)


def _whole(found: QuerySet[Thread]) -> QuerySet[Thread]:
    return found.select_related(
        "community__programme__call", "community__part_of", "author", "answer", "joined_into"
    )


@Prepared
def _public_thread(pk: int) -> QuerySet[Thread]:
    return _whole(Thread.objects.visible_to(AnonymousUser()).filter(pk=pk))


@Prepared
def _thread_for(pk: int, viewer: int, *, is_operator: bool) -> QuerySet[Thread]:
    reader = User(pk=viewer, is_staff=is_operator)
    found = _whole(Thread.objects.visible_to(reader).filter(pk=pk))
    return with_standing(with_place(found, viewer), reader, community="community")


def with_place(found: QuerySet[Thread], person: int) -> QuerySet[Thread]:
    """Let threads know how far a person has read them: ``my_number``, ``my_attitude``."""
    mine = Place.objects.filter(thread=OuterRef("pk"), person=person)
    return found.annotate(
        my_number=Subquery(mine.values("number")[:1]),
        my_attitude=Subquery(mine.values("attitude")[:1]),
    )


IN_LISTS = ("-is_pinned", "-last_at", "-pk")
"""The pinned first, then what moved last."""


def thread_keys(community: Community) -> QuerySet[Thread, int]:
    """Return the keys of what is talked about in a community, in their order, to be cut in pages.

    Only keys are sorted and skipped: with their rows the last pages of a long list took thrice as
    long. Whoever asks has made sure that the viewer may read the community.
    """
    shown = Thread.objects.shown().filter(community=community)
    return shown.order_by(*IN_LISTS).values_list("pk", flat=True)


def threads_with(keys: QuerySet[Thread, int], *, viewer: User | AnonymousUser) -> QuerySet[Thread]:
    """Return the threads of a page of keys, with what a row says; sealed, keys in the same query.

    ``keys`` is what ``thread_keys`` gave, or a slice of it.
    """
    shown = Thread.objects.filter(pk__in=keys)
    found: QuerySet[Thread] = shown.select_related("author", "organisation", "last_author")
    if isinstance(viewer, User):
        found = with_place(found, viewer.pk)
    return found.order_by(*IN_LISTS).fetch_mode(models.FETCH_RAISE)


def recent_threads(
    community: Community, *, viewer: User | AnonymousUser, count: int
) -> list[Thread]:
    """Return what moved last in a community, for its front page and its feed."""
    found = Thread.objects.visible_to(viewer).shown().filter(community=community)
    found = found.select_related("author", "organisation", "last_author")
    return list(found.order_by("-last_at", "-pk")[:count])


def posts_of_page(thread: Thread, page: int) -> list[Post]:
    """Return the posts of a page, held and hidden ones too: the page says which text is shown."""
    first = (page - 1) * PAGE + 1
    return _posts_between(thread.pk, first, first + PAGE - 1)


@Prepared
def _posts_between(thread: int, first: int, last: int) -> QuerySet[Post]:
    found = Post.objects.filter(thread=thread, number__gte=first, number__lte=last)
    found = found.select_related("author", "organisation", "quotes__author")
    found = found.defer("once", "digest", "quotes__text", "quotes__once", "quotes__digest")
    return found.order_by("number")


def files_of(posts: Sequence[Post]) -> Mapping[int, list[Attachment]]:
    """Return pictures and files by post; asked only where there are some."""
    having = [post.pk for post in posts if post.has_files]
    found: dict[int, list[Attachment]] = {}
    if having:
        for one in Attachment.objects.filter(post__in=having).order_by("pk"):
            found.setdefault(one.post_id, []).append(one)
    return found


def called_in(posts: Sequence[Post]) -> Mapping[int, list[str]]:
    """Return by post who was called by name; asked only where somebody was."""
    having = [post.pk for post in posts if post.has_mentions]
    found: dict[int, list[str]] = {}
    if having:
        rows = Mention.objects.filter(post__in=having).select_related("person").order_by("pk")
        for one in rows:
            found.setdefault(one.post_id, []).append(str(one.person))
    return found


def reactions_to(
    posts: Sequence[Post], *, viewer: User | AnonymousUser
) -> Mapping[tuple[int, str], tuple[list[str], bool]]:
    """Return by post and kind the first organisations, and whether the viewer is among them."""
    having = [post.pk for post in posts if post.useful_count or post.doing_count]
    found: dict[tuple[int, str], tuple[list[str], bool]] = {}
    if not having:
        return found
    mine_first = Case(
        When(person=viewer.pk or 0, then=Value(0)), default=Value(1), output_field=IntegerField()
    )
    rows = Reaction.objects.filter(post__in=having).select_related("organisation")
    for one in rows.order_by(mine_first, "pk")[: PAGE * 2 * NAMED]:
        names, is_mine = found.get((one.post_id, one.kind), ([], False))
        name = one.organisation.name if one.organisation else ""
        if name and name not in names and len(names) < NAMED:
            names.append(name)
        found[one.post_id, one.kind] = names, is_mine or one.person_id == viewer.pk
    return found
