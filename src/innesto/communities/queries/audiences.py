"""Who may find in the search what is inside a community; upper floors put it on their cards."""

from innesto.communities.models import Community
from innesto.search.models import PUBLIC


def audiences_within(community: Community) -> frozenset[str]:
    """Return who may find what is inside a community: whom ``open_to`` lets in.

    Say on the card that it is ``within`` «community:12»: it is indexed again when that changes.
    """
    if community.visibility == Community.Visibility.PUBLIC:
        return frozenset({PUBLIC})
    return frozenset({f"community:{community.pk}"})
