"""Who may change what. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.organisations.models import Membership, Organisation
from innesto.organisations.queries import memberships_between


def speaks_for(user: User, organisation: Organisation) -> bool:
    """Tell whether the person keeps this organisation's page."""
    between = memberships_between(user.pk, organisation.pk)
    return any(it.is_referent and not it.is_asked for it in between)


def can_register(user: User) -> bool:
    """Anyone who has signed in may add the body they work for."""
    return user.is_active


def can_edit(user: User, organisation: Organisation) -> bool:
    """Referents keep their own page, operators any page."""
    return user.is_operator or speaks_for(user, organisation)


def can_join(user: User, organisation: Organisation) -> bool:
    """Ask to act for an organisation one does not act for yet."""
    return not memberships_between(user.pk, organisation.pk)


def can_decide(user: User, membership: Membership) -> bool:
    """Say yes or no to a colleague, or end a membership."""
    return can_edit(user, membership.organisation)


def can_leave(user: User, membership: Membership) -> bool:
    """Anyone may leave; referents may also end a colleague's membership."""
    return membership.person_id == user.pk or can_decide(user, membership)


def can_merge(user: User) -> bool:
    """Joining two records touches every programme: operators only."""
    return user.is_operator
