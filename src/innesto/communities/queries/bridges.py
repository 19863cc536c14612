"""What communities share with each other, and where to."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.communities.models import Bridge, Community, Member
from innesto.toolkit.kinds_of_work import Work, work_kinds

HOMES = 4
"""Communities among which one chooses from where a work is offered: the forum of all first."""


def works_reaching(user: User | AnonymousUser, kind: type[models.Model]) -> QuerySet[Bridge, Any]:
    """Return the numbers of works of this kind that a bridge lets the person read.

    ``Thread.objects.filter(Q(community__in=…) | Q(pk__in=works_reaching(user, Thread)))``
    """
    work_type = ContentType.objects.get_for_model(kind)
    return Bridge.objects.reaching(user).filter(work_type=work_type).values("work_id")


def bridged_audiences(
    kind: type[models.Model], numbers: Collection[int]
) -> Mapping[int, frozenset[str]]:
    """Return who else may find works of a kind in the search, for many in one query.

    Put them on the cards beside their own; a work that is not shared is left out.
    """
    work_type = ContentType.objects.get_for_model(kind)
    there = Bridge.objects.standing().filter(work_type=work_type, work_id__in=numbers)
    found: defaultdict[int, set[str]] = defaultdict(set)
    for number, community in there.order_by("pk").values_list("work_id", "to"):
        found[number].add(f"member:{community}")
    return {number: frozenset(audiences) for number, audiences in found.items()}


def is_inside(work: models.Model, community: Community) -> bool:
    """Tell whether a work belongs to the community, by its own word or by programme and strand.

    One that says so itself (``stays_inside``) is shared with nobody.
    """
    if getattr(work, "stays_inside", False):
        return False
    if hasattr(work, "community_id"):
        return bool(work.community_id == community.pk)
    of = getattr(work, "programme_id", None)
    inside = of is not None and of == community.programme_id
    return inside and _strand_of(work) in {"", community.strand}


def homes_of(work: models.Model, *, viewer: User) -> QuerySet[Community]:
    """Return the communities from which the viewer may offer a work: see ``is_inside``.

    The work is one of a programme, perhaps of a strand, that says if it ``stays_inside``.
    """
    programme = getattr(work, "programme_id", None)
    if programme is None or getattr(work, "stays_inside", False):
        return Community.objects.none()
    inside = Community.objects.filter(programme=programme, part_of=None, closed_on=None)
    strand = _strand_of(work)
    if strand:
        inside = inside.filter(strand=strand)
    members = Member.objects.current().exclude(level=Member.Level.GUEST).filter(person=viewer)
    led = Community.objects.led_by(viewer)
    mine = Q(pk__in=members.values("community")) | Q(pk__in=led.values("pk"))
    return inside.filter(mine).order_by("strand", "slug")[:HOMES]


def _strand_of(work: models.Model) -> str:
    return str(getattr(work, "strand", getattr(work, "scope", "")))


def work_of(kind: str, number: int, *, viewer: User) -> tuple[models.Model, Work] | None:
    """Return a work by the label of its kind, with its words, if the viewer may open it."""
    known = work_kinds().get(kind)
    if known is None:
        return None
    words = known.describe([str(number)], viewer).get(str(number))
    if words is None:
        return None
    model = ContentType.objects.get_by_natural_key(*kind.split(".")).model_class()
    work = model._default_manager.filter(pk=number).first() if model else None  # noqa: SLF001
    return (work, words) if work else None


def ways_from(community: Community, *, viewer: User) -> QuerySet[Community]:
    """Communities to which a work of this one may be offered: open ones that the viewer knows."""
    known = Community.objects.visible_to(viewer).filter(closed_on=None).exclude(pk=community.pk)
    return (
        known.select_related("programme")
        .defer("programme__blueprint")
        .order_by("programme__slug", "slug")
    )


@dataclass(frozen=True, slots=True)
class Shared:
    """A bridge with its work in words, if the viewer may open it."""

    bridge: Bridge
    work: Work | None

    @property
    def title(self) -> str:
        """What the work is called now, else when it was offered."""
        return self.work.title if self.work else self.bridge.title


def bridges_at(community: Community) -> QuerySet[Bridge]:
    """Bridges to and from a community that wait or stand, those that wait first."""
    found = Bridge.objects.filter(Q(origin=community) | Q(to=community))
    found = found.standing() | found.waiting()
    return (
        found.select_related("origin", "to", "offered_by", "work_type")
        .order_by("-state", "-offered_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )


def in_words(bridges: Sequence[Bridge], *, viewer: User | AnonymousUser) -> list[Shared]:
    """Name the works: one query for each kind of work."""
    wanted: dict[str, list[str]] = {}
    for bridge in bridges:
        wanted.setdefault(_kind(bridge), []).append(str(bridge.work_id))
    kinds = work_kinds()
    words: dict[str, Mapping[str, Work]] = {
        kind: kinds[kind].describe(keys, viewer) for kind, keys in wanted.items() if kind in kinds
    }
    return [Shared(one, words.get(_kind(one), {}).get(str(one.work_id))) for one in bridges]


def _kind(bridge: Bridge) -> str:
    work_type = ContentType.objects.get_for_id(bridge.work_type_id)
    return f"{work_type.app_label}.{work_type.model}"
