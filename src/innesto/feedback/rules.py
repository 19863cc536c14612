"""Who may do what. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.feedback.models import Round, Ticket


def can_ask(user: User, exchange: Exchange) -> bool:
    """Ask for feedback, once it took place: who runs the exchange."""
    return exchange.state == Exchange.State.HELD and can_run(user, exchange)


def can_look_after(user: User, round_: Round) -> bool:
    """Close a round, look at its texts, share its results: who runs the exchange."""
    return can_run(user, round_.exchange)


def can_read_results(user: User, round_: Round) -> bool:
    """Read the results of a closed round: who runs, and once shared, who answered."""
    if round_.is_open:
        return False
    answered = Ticket.objects.filter(round=round_, person=user, is_spent=True)
    return can_run(user, round_.exchange) or (round_.shared_at is not None and answered.exists())
