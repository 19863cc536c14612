"""Who may do what. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.rules import can_run
from innesto.minutes.models import Minutes, Task
from innesto.minutes.queries.people import took_part
from innesto.organisations.models import Organisation


def can_write(user: User, exchange: Exchange) -> bool:
    """Write the minutes, note decisions and give tasks: who runs the exchange."""
    return exchange.state != Exchange.State.CANCELLED and can_run(user, exchange)


def can_change(user: User, minutes: Minutes) -> bool:
    """Change what they say: who runs the exchange, until they are approved."""
    return not minutes.is_approved and can_write(user, minutes.exchange)


def can_remark(user: User, minutes: Minutes) -> bool:
    """Remark on minutes that went round: who was there, or acts for a body that took part."""
    return minutes.is_sent and took_part(user, minutes)


def can_publish(user: User, minutes: Minutes) -> bool:
    """Let everyone read approved minutes, or no longer: who runs the exchange."""
    return minutes.is_approved and can_write(user, minutes.exchange)


def can_work_on(user: User, task: Task) -> bool:
    """Finish or move a task: its owner, who acts for its partner, who runs the exchange."""
    partner = task.partner
    return (
        task.owner_id == user.pk
        or (
            partner is not None
            and Organisation.objects.of(user).filter(pk=partner.organisation_id).exists()
        )
        or can_run(user, task.minutes.exchange)
    )
