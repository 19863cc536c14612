"""Communities and their members, what is shared between them, and how alive they are."""

from innesto.communities.models.community import Community, CommunityQuerySet, Member, Promise
from innesto.communities.models.sharing import Bridge
from innesto.communities.models.signs import Sign

__all__ = ["Bridge", "Community", "CommunityQuerySet", "Member", "Promise", "Sign"]
