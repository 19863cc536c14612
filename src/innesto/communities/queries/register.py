"""Communities, one at its address and in lists, and who belongs to them."""

import json
from collections.abc import Sequence
from hashlib import sha256

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.blueprints.schema.roles import Strand
from innesto.communities.models import Community, Member
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.toolkit.letters import in_address
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.remembered import remembered

TAKEN_BY_PAGES = frozenset({"nuova"})
"""Words that stand in the place of an address: /comunita/nuova/."""


def free_slug(name: str) -> str:
    """Return an address made of the name that no community has yet."""
    stem = in_address(name)[:70] or "comunita"
    taken = set(Community.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    slug, number = stem, 1
    while slug in taken | TAKEN_BY_PAGES:
        number += 1
        slug = f"{stem}-{number}"
    return slug


SEALED = (
    *("names", "questions", "charter", "charter_language", "rhythm"),
    *("visibility", "joining", "review_on"),
)
"""Fields that two people may edit at once."""


def seals_of(community: Community) -> dict[str, str]:
    """Return a short word for what stands in each field: another text has another one."""
    return {
        name: sha256(_written(getattr(community, name)).encode()).hexdigest()[:16]
        for name in SEALED
    }


def _written(value: object) -> str:
    return json.dumps(value, sort_keys=True) if isinstance(value, dict) else str(value or "")


def unopened_strands(programme: Programme) -> Sequence[Strand]:
    """Return the strands of the programme's blueprint that have no community yet."""
    strands = blueprint_of(programme).strands
    if strands is None:
        return ()
    opened = set(programme.communities.exclude(strand="").values_list("strand", flat=True))
    return [strand for strand in strands.items if strand.key not in opened]


def community_list(
    *, viewer: User | AnonymousUser, programme: Programme | None = None, mine: bool = False
) -> QuerySet[Community]:
    """Communities the viewer may know of, those of one programme if given, sealed."""
    found = Community.objects.visible_to(viewer).select_related("programme", "part_of")
    if programme:
        found = found.filter(programme=programme)
    if mine:
        found = found.joined_by(viewer)
    found = found.defer("programme__blueprint", "charter")
    return found.order_by("closed_on", "programme", "strand", "slug").fetch_mode(models.FETCH_RAISE)


def community_at(slug: str, *, viewer: User | AnonymousUser) -> list[Community]:
    """Return the community with this address and its programme, if the viewer may know of it."""
    if not isinstance(viewer, User):
        return _public_community(slug)
    return _community_for(slug, viewer.pk, is_operator=viewer.is_operator)


@Prepared
def _public_community(slug: str) -> QuerySet[Community]:
    found = Community.objects.visible_to(AnonymousUser()).filter(slug=slug)
    return found.select_related("programme__call", "part_of")


@Prepared
def _community_for(slug: str, viewer: int, *, is_operator: bool) -> QuerySet[Community]:
    reader = User(pk=viewer, is_staff=is_operator)
    found = Community.objects.visible_to(reader).filter(slug=slug)
    return found.select_related("programme__call", "part_of")


@Prepared
def membership_in(community: int, person: int) -> QuerySet[Member]:
    """Return the membership of a person, asked for or standing, if there is one."""
    found = Member.objects.filter(community=community, person=person)
    return found.exclude(status=Member.Status.ENDED)


def is_open(community: Community, viewer: User | AnonymousUser) -> bool:
    """Tell whether the viewer may read what is said and left in the community."""
    if community.visibility == Community.Visibility.PUBLIC:
        return True
    return isinstance(viewer, User) and _is_open_to(viewer, community)


@remembered
def _is_open_to(person: User, community: Community) -> bool:
    return bool(_open_community(community.pk, person.pk, is_operator=person.is_operator))


@Prepared
def _open_community(
    community: int, viewer: int, *, is_operator: bool
) -> QuerySet[Community, tuple[int]]:
    reader = User(pk=viewer, is_staff=is_operator)
    return Community.objects.open_to(reader).filter(pk=community).values_list("pk")
