"""Stories with their questions, challenges with what answers them, the practices of a place."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import CharField, Count, Q, QuerySet
from django.db.models.functions import Cast

from innesto.accounts.models import User
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of
from innesto.organisations.models import Organisation
from innesto.practices.models import Challenge, Practice
from innesto.practices.queries.catalogue import Asked, catalogue
from innesto.programmes.models import Programme


def challenges(*, viewer: User | AnonymousUser) -> QuerySet[Challenge]:
    """Return the challenges the viewer may read, with how many share each."""
    found = Challenge.objects.visible_to(viewer).select_related("programme")
    shared = found.annotate(share_count=Count("organisations", distinct=True))
    return shared.defer("programme__blueprint").order_by("title", "pk")


def challenges_of(
    programme: Programme, *, viewer: User | AnonymousUser, strand: str = ""
) -> QuerySet[Challenge]:
    """Return the challenges named in a programme, and those that its practices answer.

    With a strand, only those of this strand.
    """
    within = {"programme": programme} | ({"strand": strand} if strand else {})
    practices = Practice.objects.visible_to(viewer).published().filter(**within)
    links = Link.objects.filter(
        relation=Link.Relation.ANSWERS,
        earlier_kind=Challenge._meta.label_lower,
        later_kind=Practice._meta.label_lower,
        later_key__in=practices.annotate(key=Cast("pk", CharField())).values("key"),
    )
    answered = {int(key) for key in links.values_list("earlier_key", flat=True)}
    return challenges(viewer=viewer).filter(Q(**within) | Q(pk__in=answered))


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
    """A practice of an organisation that has to do with another one, its own or not."""

    later: Practice
    words: str
    earlier: Practice
    note: str


@dataclass(frozen=True, slots=True)
class Mandate:
    """A programme of mandate or a plan, with the practices it rests on."""

    name: str
    url: str
    practices: Sequence[Practice]


@dataclass(frozen=True, slots=True)
class OwnMap:
    """The practices of one organisation and how they hang together."""

    practices: Sequence[Practice]
    mandates: Sequence[Mandate]
    ties: Sequence[Tie]
    alone: Sequence[Practice]


def own_map(organisation: Organisation, *, viewer: User | AnonymousUser) -> OwnMap:
    """Return the practices of an organisation with their links, at home first: three queries."""
    shown = Practice.objects.visible_to(viewer).published().select_related("organisation")
    practices = list(shown.filter(organisation=organisation).order_by("title", "pk"))
    by_key: dict[str, Practice] = {str(one.pk): one for one in practices}
    kind = Practice._meta.label_lower
    found = Link.objects.filter(later_kind=kind, earlier_kind=kind)
    found = found.filter(Q(later_key__in=by_key) | Q(earlier_key__in=by_key))
    links = list(found.order_by("relation", "pk")) if by_key else []
    others = {key for link in links for key in (link.later_key, link.earlier_key)} - {*by_key}
    by_key |= {str(one.pk): one for one in shown.filter(pk__in=others)}
    links = [link for link in links if link.later_key in by_key and link.earlier_key in by_key]
    links.sort(key=lambda link: link.later_key in others or link.earlier_key in others)
    ties = [
        Tie(
            by_key[link.later_key],
            str(Link.Relation(link.relation).label),
            by_key[link.earlier_key],
            link.note,
        )
        for link in links
    ]
    tied: set[Any] = {one.pk for tie in ties for one in (tie.later, tie.earlier)}
    alone = [one for one in practices if one.pk not in tied]
    return OwnMap(practices, _mandates(practices), ties, alone)


def _mandates(practices: Sequence[Practice]) -> list[Mandate]:
    named: dict[str, list[Practice]] = {}
    for practice in practices:
        if practice.mandate:
            named.setdefault(practice.mandate, []).append(practice)
    return [
        Mandate(name, next((one.mandate_url for one in rests if one.mandate_url), ""), rests)
        for name, rests in sorted(named.items())
    ]
