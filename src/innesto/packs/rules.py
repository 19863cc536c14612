"""Who takes a pack along, and who writes into it."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import acts_at, can_run
from innesto.registrations.rules import attends


def can_take(user: User, exchange: Exchange) -> bool:
    """Read the pack: who has a place, who acts for a body that takes part, who runs it."""
    return can_run(user, exchange) or attends(user, exchange) or acts_at(user, exchange)


def can_write(user: User, exchange: Exchange) -> bool:
    """Say whom to call and what to bring: who runs the exchange."""
    return can_run(user, exchange)
