"""Who may award and revoke. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.credentials.models import Credential
from innesto.organisations import rules as organisations
from innesto.organisations.models import Organisation


def can_award(user: User, organisation: Organisation) -> bool:
    """Write down what is awarded, award, revoke, change keys: who keeps the organisation's page."""
    return organisations.can_edit(user, organisation)


def can_hold(user: User, credential: Credential) -> bool:
    """Download it for a wallet and choose who sees it: only the person."""
    return credential.holder_id == user.pk
