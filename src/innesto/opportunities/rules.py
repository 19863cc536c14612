"""Who may do what with opportunities. Reading is decided by ``visible_to`` on the queryset."""

from innesto.accounts.models import User
from innesto.communities import rules as communities
from innesto.communities.models import Community
from innesto.opportunities.models import Opportunity
from innesto.organisations.models import Organisation


def can_post(user: User, community: Community | None = None) -> bool:
    """Members post in their community; whoever acts for an organisation posts for everyone."""
    if community:
        return communities.can_contribute(user, community)
    return user.is_operator or Organisation.objects.of(user).exists()


def can_change(user: User, opportunity: Opportunity) -> bool:
    """Its author, whoever leads its community, and operators where it is public."""
    if opportunity.author_id == user.pk:
        return True
    if opportunity.community:
        return communities.can_lead(user, opportunity.community)
    return user.is_operator
