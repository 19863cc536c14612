"""Who may do what in listening. Operators may nothing, whatever else they are."""

from innesto.accounts.models import User
from innesto.listening.models import Circle
from innesto.listening.queries import is_elected, listens, seat_in


def can_listen(user: User) -> bool:
    """Elected administrators agree to listen, and take it back."""
    return is_elected(user)


def can_plead(user: User) -> bool:
    """Elected administrators ask without a name."""
    return is_elected(user)


def can_open_circle(user: User) -> bool:
    """Any elected administrator, and any listener."""
    return is_elected(user) or listens(user)


def can_speak(user: User, circle: Circle) -> bool:
    """Who accepted the rules reads and speaks, and invites."""
    seat = seat_in(circle, user)
    return seat is not None and seat.accepted_on is not None
