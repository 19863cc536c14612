"""Who is in a community, as its front page says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from innesto.communities.models import Community, Member
from innesto.communities.queries.bodies import Bodies, bodies_of
from innesto.communities.queries.members import Counted, counted, leading_members

CHIPS = 14
"""Organisations named at the top; the others are counted."""


@dataclass(frozen=True, slots=True)
class Front:
    """Its organisations, how many people, and who leads it."""

    bodies: Bodies
    left_out: int
    counted: Counted
    leaders: Sequence[Member]


def front_of(community: Community) -> Front:
    """Return who is in a community."""
    bodies = bodies_of(community)
    return Front(
        bodies=bodies,
        left_out=max(0, len(bodies.all) - CHIPS),
        counted=counted(community),
        leaders=leading_members(community.pk),
    )
