"""Who may do what with registrations. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.organisations.rules import speaks_for
from innesto.registrations.models import Registration


def attends(user: User, exchange: Exchange) -> bool:
    """Tell whether the person has a place at the exchange."""
    return exchange.registrations.confirmed().filter(person=user).exists()


def is_registered(user: User, exchange: Exchange) -> bool:
    """Tell whether the person is invited, asks, waits or has a place."""
    return exchange.registrations.live().filter(person=user).exists()


def can_look_after(user: User, exchange: Exchange) -> bool:
    """See the names, set who may come, decide: who runs the exchange."""
    return can_run(user, exchange)


def can_answer_for(user: User, registration: Registration) -> bool:
    """Say yes or no to an invitation: only who is invited."""
    return registration.person_id == user.pk


def can_withdraw(user: User, registration: Registration) -> bool:
    """Give a place back: the person, who speaks for their organisation, who runs the exchange."""
    if not registration.is_live:
        return False
    return (
        registration.person_id == user.pk
        or (registration.organisation is not None and speaks_for(user, registration.organisation))
        or can_run(user, registration.exchange)
    )


def can_substitute(user: User, registration: Registration) -> bool:
    """Send somebody else of the same organisation: as who may withdraw, where there is one."""
    return registration.organisation is not None and can_withdraw(user, registration)
