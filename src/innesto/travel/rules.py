"""Who may do what. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.programmes.models import Programme
from innesto.travel.models import Trip


def belongs(user: User, exchange: Exchange) -> bool:
    """Tell whether the person takes part in the programme, or looks after the exchange."""
    joined = Programme.objects.joined_by(user).filter(pk=exchange.programme_id)
    return joined.exists() or can_run(user, exchange)


def can_enter(user: User, exchange: Exchange) -> bool:
    """Enter a trip of one's own: who belongs to the programme; an online meeting has none."""
    is_off = exchange.state == Exchange.State.CANCELLED
    return not is_off and exchange.mode != Exchange.Mode.ONLINE and belongs(user, exchange)


def can_enter_for_guests(user: User, exchange: Exchange) -> bool:
    """Enter trips of others: who runs the exchange."""
    return can_enter(user, exchange) and can_run(user, exchange)


def can_change(user: User, trip: Trip) -> bool:
    """Change a trip or take it out: its traveller, who entered it, who runs the exchange."""
    return user.pk in (trip.traveller_id, trip.entered_by_id) or can_run(user, trip.exchange)
