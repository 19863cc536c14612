"""Who may do what with a deposit. Reading is decided by ``visible_to`` on the queryset."""

from innesto.accounts.models import User
from innesto.communities import rules as communities
from innesto.communities.models import Community
from innesto.deposits.models import Deposit, Guideline
from innesto.organisations.models import Organisation


def can_hand_in(user: User, community: Community) -> bool:
    """Members who are no guests hand works in, while the community is not closed."""
    return communities.can_contribute(user, community)


def can_edit(user: User, deposit: Deposit) -> bool:
    """Its author, and whoever leads the community, while that is not closed."""
    if deposit.community.is_closed:
        return False
    if deposit.author_id == user.pk:
        return communities.can_answer(user, deposit.community)
    return communities.can_lead(user, deposit.community)


def can_add_version(user: User, deposit: Deposit) -> bool:
    """A work is carried on by every member who is no guest."""
    return not deposit.is_withdrawn and can_hand_in(user, deposit.community)


def can_withdraw(user: User, deposit: Deposit) -> bool:
    """Its author and whoever leads the community, also after the community has closed."""
    return deposit.author_id == user.pk or communities.can_lead(user, deposit.community)


def can_reuse(user: User, deposit: Deposit) -> bool:
    """Whoever acts for an organisation and may read a tool tells that it took it home."""
    return deposit.is_tool and not deposit.is_withdrawn and Organisation.objects.of(user).exists()


def can_promote(user: User, deposit: Deposit) -> bool:
    """Whoever acts for an organisation begins a good practice from a work they may read."""
    return not deposit.is_withdrawn and Organisation.objects.of(user).exists()


def can_write(user: User, guideline: Guideline) -> bool:
    """Every member who is no guest writes a guideline, also after it was published."""
    return can_hand_in(user, guideline.community)


def can_publish(user: User, guideline: Guideline) -> bool:
    """Whoever leads the community publishes what has a section, unless nobody may know of it."""
    return not guideline.community.is_private and communities.can_lead(user, guideline.community)
