"""Who notes presence and hands out certificates. Reading is decided by ``visible_to``."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.presence.models import Certificate
from innesto.registrations.rules import attends


def can_note(user: User, exchange: Exchange) -> bool:
    """Tick the list, show the codes, correct, hand out certificates: who runs the exchange."""
    return can_run(user, exchange)


def can_see(user: User, exchange: Exchange) -> bool:
    """Open the page of presence: who has a place, and who runs the exchange."""
    return can_run(user, exchange) or attends(user, exchange)


def can_print(user: User, certificate: Certificate) -> bool:
    """Get the paper: the person, and who runs the exchange."""
    return certificate.person_id == user.pk or can_run(user, certificate.exchange)
