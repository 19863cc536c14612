"""Who may do what with registrations. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.exchanges.rules import can_run
from innesto.organisations.rules import speaks_for
from innesto.programmes.models import Partner
from innesto.programmes.rules import coordinates
from innesto.registrations.models import Registration
from innesto.registrations.queries.openings import list_of
from innesto.toolkit.remembered import remembered


@remembered
def attends(user: User, exchange: Exchange) -> bool:
    """Tell whether the person has a place at the exchange."""
    found = Registration.objects.filter(exchange__in=list_of(exchange), person=user)
    return found.confirmed().exists()


def can_look_after(user: User, exchange: Exchange) -> bool:
    """See the names, set who may come, decide: who runs the exchange."""
    return can_run(user, exchange)


def can_read_needs(user: User, exchange: Exchange) -> bool:
    """Read what people need: who speaks for the host; the coordination where nobody hosts.

    Operators do not pass. ``Needs.objects.visible_to`` decides the same row by row.
    """
    hosts = exchange.seats.filter(part=Seat.Part.HOST).select_related("partner__organisation")
    host = hosts.first()
    if host is None:
        return coordinates(user, exchange.programme)
    return speaks_for(user, host.partner.organisation)


def can_answer_for(user: User, registration: Registration) -> bool:
    """Say yes or no to an invitation: only who is invited."""
    return registration.person_id == user.pk


def can_tell_more(user: User, registration: Registration) -> bool:
    """Answer the questions of the second step: only the person."""
    return registration.is_live and registration.person_id == user.pk


def can_withdraw(user: User, registration: Registration) -> bool:
    """Give a place back: the person, who speaks for their organisation, who runs the exchange."""
    if not registration.is_live:
        return False
    return (
        registration.person_id == user.pk
        or (registration.organisation is not None and speaks_for(user, registration.organisation))
        or can_run(user, registration.exchange)
    )


def can_nominate(user: User, partner: Partner) -> bool:
    """Name who comes for a partner: who speaks for it."""
    return speaks_for(user, partner.organisation)


def can_substitute(user: User, registration: Registration) -> bool:
    """Send somebody else of the same organisation: as who may withdraw, where there is one."""
    return registration.organisation is not None and can_withdraw(user, registration)
