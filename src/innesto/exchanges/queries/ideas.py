"""Ideas noted at an exchange, and what came of each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.urls import reverse

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, described, ref_of
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.toolkit.kinds_of_work import Work

MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class IdeaLine:
    """An idea with the practice it is about, what came of it, and where to bring it home."""

    idea: Idea
    practice: Practice | None
    came_of_it: Sequence[Work]
    bring_home: str
    """Address at which its organisation asks for the practice; empty for everybody else."""
    may_drop: bool


def ideas_of(exchange: Exchange, *, viewer: User | AnonymousUser) -> Sequence[IdeaLine]:
    """Return the ideas of an exchange as the reader may know them, in the order they came."""
    ideas = list(
        Idea.objects.visible_to(viewer)
        .filter(exchange=exchange)
        .select_related("organisation", "practice", "by")[:MOST_SHOWN]
    )
    if not ideas:
        return []
    about = [idea.practice_id for idea in ideas if idea.practice_id]
    readable = Practice.objects.visible_to(viewer).filter(pk__in=about).in_bulk()
    mine = _organisations(viewer)
    came = _came_of(ideas, viewer)
    return [
        IdeaLine(
            idea=idea,
            practice=(practice := readable.get(idea.practice_id or 0)),
            came_of_it=came[ref_of(idea)],
            bring_home=_bring_home(idea, practice)
            if practice and idea.organisation_id in mine
            else "",
            may_drop=isinstance(viewer, User) and idea.by_id == viewer.pk,
        )
        for idea in ideas
    ]


def may_note_for(exchange: Exchange, *, by: User) -> QuerySet[Organisation]:
    """Return the organisations for which a person may note an idea: theirs, if they take part."""
    seated = exchange.seats.values("partner__organisation")
    return Organisation.objects.of(by).filter(pk__in=seated).order_by("name", "pk")


def practices_shown(exchange: Exchange, *, viewer: User) -> QuerySet[Practice]:
    """Return the practices presented at an exchange, as the reader may open them."""
    kind, key = ref_of(exchange)
    shown = Link.objects.filter(
        earlier_kind=kind, earlier_key=key, later_kind=Practice._meta.label_lower
    ).values_list("later_key", flat=True)
    found = Practice.objects.visible_to(viewer).filter(pk__in=[*map(int, shown)])
    return found.order_by("title", "pk")


def _organisations(viewer: User | AnonymousUser) -> set[int]:
    if not isinstance(viewer, User):
        return set()
    return {*Organisation.objects.of(viewer).values_list("pk", flat=True)}


def _bring_home(idea: Idea, practice: Practice) -> str:
    if practice.organisation_id == idea.organisation_id or not practice.is_living:
        return ""
    kind, key = ref_of(idea)
    address = reverse("practices:adopt", args=[practice.slug])
    return f"{address}?{urlencode({'da': f'{kind}:{key}'})}"


def _came_of(
    ideas: Sequence[Idea], viewer: User | AnonymousUser
) -> defaultdict[Ref, Sequence[Work]]:
    kind = Idea._meta.label_lower
    links = Link.objects.filter(
        earlier_kind=kind, earlier_key__in=[str(idea.pk) for idea in ideas]
    ).order_by("on", "pk")
    later = [(link.later_kind, link.later_key) for link in links]
    known = described(later, viewer)
    found: defaultdict[Ref, list[Work]] = defaultdict(list)
    for link, ref in zip(links, later, strict=True):
        if ref in known:
            found[kind, link.earlier_key].append(known[ref][1])
    return defaultdict(list, found)
