"""Stories with their questions, challenges with what answers them, the practices of a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, QuerySet

from innesto.accounts.models import User
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.organisations.models import Organisation
from innesto.practices.models import Challenge, Practice
from innesto.practices.queries.catalogue import Asked, catalogue


def challenges(*, viewer: User | AnonymousUser) -> QuerySet[Challenge]:
    """Return the challenges the viewer may read, with how many share each."""
    found = Challenge.objects.visible_to(viewer).select_related("programme")
    shared = found.annotate(share_count=Count("organisations", distinct=True))
    return shared.defer("programme__blueprint").order_by("title", "pk")


def answering(
    challenge: Challenge, *, viewer: User | AnonymousUser, progress: str = ""
) -> QuerySet[Practice]:
    """Return the practices that answer a challenge, all or only those carried out or planned."""
    kind, key = ref_of(challenge)
    links = Link.objects.filter(
        relation=Link.Relation.ANSWERS,
        earlier_kind=kind,
        earlier_key=key,
        later_kind=Practice._meta.label_lower,
    )
    keys = [int(key) for key in links.values_list("later_key", flat=True)]
    return catalogue(Asked(progress=progress), viewer=viewer).filter(pk__in=keys)


@dataclass(frozen=True, slots=True)
class Tie:
    """Two practices of one organisation that have to do with each other."""

    later: Practice
    words: str
    earlier: Practice
    note: str


@dataclass(frozen=True, slots=True)
class OwnMap:
    """The practices of one organisation and how they hang together."""

    practices: Sequence[Practice]
    ties: Sequence[Tie]
    alone: Sequence[Practice]


def own_map(organisation: Organisation, *, viewer: User | AnonymousUser) -> OwnMap:
    """Return the practices of an organisation with the links between them: three queries."""
    shown = Practice.objects.visible_to(viewer).filter(organisation=organisation)
    practices = list(shown.published().order_by("title", "pk"))
    by_key: dict[str, Practice] = {str(one.pk): one for one in practices}
    kind = Practice._meta.label_lower
    links = Link.objects.filter(
        later_kind=kind, earlier_kind=kind, later_key__in=by_key, earlier_key__in=by_key
    )
    ties = [
        Tie(
            by_key[link.later_key],
            str(Link.Relation(link.relation).label),
            by_key[link.earlier_key],
            link.note,
        )
        for link in links.order_by("relation", "pk")
    ]
    tied: set[Any] = {one.pk for tie in ties for one in (tie.later, tie.earlier)}
    return OwnMap(practices, ties, [one for one in practices if one.pk not in tied])
