"""What a reader is to a community, asked together with the page: no query of its own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from django.contrib.auth.models import AnonymousUser
from django.db.models import DateField, Exists, Model, OuterRef, QuerySet, Subquery

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.talk.models import Watch
from innesto.toolkit.prepared import Prepared


@dataclass(frozen=True, slots=True)
class Standing:
    """What the reader may do in a community; says what ``rules`` says, without asking again."""

    may_answer: bool = False
    may_contribute: bool = False
    may_moderate: bool = False
    seen_until: datetime | None = None
    follows: bool = False


def with_standing[M: Model](found: QuerySet[M], reader: User, *, community: str) -> QuerySet[M]:
    """Let rows know what the reader is to their community; ``community`` names its column."""
    here = OuterRef(community)
    members = Member.objects.current().filter(community=here, person=reader)
    watches = Watch.objects.filter(community=here, person=reader)
    known = found.annotate(
        reader_level=Subquery(members.values("level")[:1]),
        reader_since=Subquery(members.values("since")[:1], output_field=DateField()),
        reader_leads=Exists(Community.objects.led_by(reader).filter(pk=here)),
        reader_seen_until=Subquery(watches.values("seen_until")[:1]),
        reader_follows=Subquery(watches.values("follows")[:1]),
    )
    return cast("QuerySet[M]", known)


def standing_of(thing: Any, community: Community, user: User | AnonymousUser) -> Standing:
    """Read the standing off something found with ``with_standing``."""
    if not isinstance(user, User):
        return Standing()
    level = getattr(thing, "reader_level", None)
    leads = bool(getattr(thing, "reader_leads", False))
    is_public = community.visibility == Community.Visibility.PUBLIC
    is_going_on = not community.is_closed
    return Standing(
        may_answer=is_going_on and (level is not None or leads),
        may_contribute=is_going_on and (level not in {None, Member.Level.GUEST} or leads),
        may_moderate=leads or (user.is_operator and is_public),
        seen_until=getattr(thing, "reader_seen_until", None),
        follows=bool(getattr(thing, "reader_follows", False)),
    )


def room_at(slug: str, *, viewer: User | AnonymousUser) -> list[Community]:
    """Return the community with this address if the viewer may read what is inside it."""
    if not isinstance(viewer, User):
        return _public_room(slug)
    return _room_for(slug, viewer.pk, is_operator=viewer.is_operator)


@Prepared
def _public_room(slug: str) -> QuerySet[Community]:
    found = Community.objects.open_to(AnonymousUser()).filter(slug=slug)
    return found.select_related("programme__call", "part_of")


@Prepared
def _room_for(slug: str, viewer: int, *, is_operator: bool) -> QuerySet[Community]:
    reader = User(pk=viewer, is_staff=is_operator)
    found = Community.objects.open_to(reader).filter(slug=slug)
    found = found.select_related("programme__call", "part_of")
    return with_standing(found, reader, community="pk")
