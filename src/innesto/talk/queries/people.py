"""Whom a post concerns: who follows, who is called by name, who moderates."""

import re
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.talk.models import Place, Post, Thread, Watch
from innesto.toolkit.letters import plain_letters

CALL = re.compile(r"@(\w[\w'’.\-]*(?: \w[\w'’.\-]*){0,3})")
MOST_CALLED = 10


def followers(thread: Thread) -> QuerySet[User]:
    """Return who follows the thread, or its whole community and did not mute it.

    Only members and others who may read: whoever left is not told.
    """
    inside = Member.objects.current().filter(community=thread.community_id).values("person")
    places = Place.objects.filter(thread=thread.pk)
    here = places.filter(attitude=Place.Attitude.FOLLOWS).values("person")
    muted = places.filter(attitude=Place.Attitude.MUTED).values("person")
    whole = Watch.objects.filter(community=thread.community_id, follows=True).values("person")
    return (
        User.objects.filter(Q(pk__in=here) | Q(pk__in=whole), pk__in=inside, is_active=True)
        .exclude(pk__in=muted)
        .order_by("pk")
    )


def members_called(text: str, community: Community) -> list[User]:
    """Return the members whose name stands after an @ in the text, each only if it is clear.

    «@Marta Esempio ha ragione» calls Marta Esempio: the longest name that fits wins.
    """
    wanted: list[list[str]] = []
    for found in CALL.finditer(text):
        words = found[1].split()
        wanted.append([plain_letters(" ".join(words[:n])) for n in range(len(words), 0, -1)])
    if not wanted:
        return []
    starts = Q(pk__in=[])
    for found in CALL.finditer(text):
        starts |= Q(person__name__istartswith=found[1].split()[0])
    members = Member.objects.current().filter(starts, community=community)
    by_name: dict[str, list[User]] = {}
    for member in members.select_related("person").order_by("pk")[:200]:
        by_name.setdefault(plain_letters(member.person.name), []).append(member.person)
    called: dict[int, User] = {}
    for names in wanted:
        fits = next((by_name[name] for name in names if name in by_name), [])
        if len(fits) == 1:
            called[fits[0].pk] = fits[0]
    return list(called.values())[:MOST_CALLED]


def members_among(community: Community, people: Iterable[int]) -> list[User]:
    """Return those of these persons who are members."""
    members = Member.objects.current().filter(community=community, person__in=list(people))
    return [member.person for member in members.select_related("person").order_by("pk")]


def moderators_of(community: Community) -> QuerySet[User]:
    """Return who looks at reports: who leads it, else operators where everyone may read it."""
    leading = Member.objects.current().leading().filter(community=community)
    if not leading.exists() and community.visibility == Community.Visibility.PUBLIC:
        return User.objects.filter(is_staff=True, is_active=True).order_by("pk")
    return User.objects.filter(pk__in=leading.values("person"), is_active=True).order_by("pk")


def concerned_by(post: Post) -> QuerySet[User]:
    """Return who was called by name in the post and may read it."""
    inside = Member.objects.current().filter(community=post.thread.community_id)
    called = User.objects.filter(talk_mentions__post=post, pk__in=inside.values("person"))
    return called.filter(is_active=True).order_by("pk")
