"""What communities ask of a person, and which are theirs: for the desk."""

import datetime
from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.models import Bridge, Community, Member
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


@Prepared
def own_communities(person: int) -> QuerySet[Community]:
    """Return the communities a person belongs to, with what a link to them says."""
    joined = Community.objects.joined_by(User(pk=person)).filter(closed_on=None)
    return joined.only("slug", "names").order_by("slug")


def waiting_for(person: User, *, on: datetime.date) -> list[Waiting]:
    """Return who asks to come in, what is offered, and what is to be looked at again."""
    return [*_asking(person), *_offered(person), *_to_review(person, on)]


@Prepared
def _requests(person: int) -> QuerySet[Member]:
    led = Community.objects.led_by(User(pk=person)).values("pk")
    asked = Member.objects.asked().filter(community__in=led)
    return asked.select_related("community", "person").order_by("pk")


def _asking(person: User) -> Iterator[Waiting]:
    for member in _requests(person.pk):
        yield Waiting(
            title=_("%(name)s asks to come in") % {"name": member.person},
            detail=member.community.name,
            url=address_of("communities:members", member.community.slug),
            action=_("Answer"),
        )


@Prepared
def _bridges(person: int) -> QuerySet[Bridge]:
    led = Community.objects.led_by(User(pk=person)).values("pk")
    waiting = Bridge.objects.waiting().filter(to__in=led)
    return waiting.select_related("origin", "to").order_by("offered_at", "pk")


def _offered(person: User) -> Iterator[Waiting]:
    for bridge in _bridges(person.pk):
        words = {"origin": bridge.origin.name, "work": bridge.title}
        yield Waiting(
            title=_("“%(origin)s” offers you “%(work)s”") % words,
            detail=bridge.to.name,
            url=address_of("communities:bridges", bridge.to.slug),
            action=_("Answer"),
        )


@Prepared
def _due(person: int, on: datetime.date) -> QuerySet[Community]:
    kept = Member.objects.current().filter(person=person, is_steward=True).values("community")
    due = Community.objects.filter(pk__in=kept, closed_on=None, review_on__lte=on)
    return due.order_by("review_on", "pk")


def _to_review(person: User, on: datetime.date) -> Iterator[Waiting]:
    for community in _due(person.pk, on):
        yield Waiting(
            title=_("“%(community)s”: does it go on?") % {"community": community.name},
            detail=_("Its day to be looked at has come."),
            url=address_of("communities:life", community.slug),
            action=_("Look at it"),
            due=community.review_on,
        )
