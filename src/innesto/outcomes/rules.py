"""Who may tell and write. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.outcomes.models import Account, Lesson
from innesto.outcomes.queries.accounts import seats_of
from innesto.programmes.models import Programme
from innesto.programmes.rules import can_coordinate


def can_tell(user: User, exchange: Exchange) -> bool:
    """Say what a side learned and gave: once it began, whoever acts for one that takes part."""
    if exchange.state == Exchange.State.CANCELLED:
        return False
    return can_coordinate(user, exchange.programme) or seats_of(exchange, by=user).exists()


def can_retract(user: User, account: Account) -> bool:
    """Take an account back: who wrote it, or who coordinates."""
    return account.by_id == user.pk or can_coordinate(user, account.exchange.programme)


def can_write_lesson(user: User, programme: Programme) -> bool:
    """Write a lesson: whoever acts for a partner of the programme, or coordinates it."""
    if programme.state == Programme.State.ARCHIVED:
        return False
    own = programme.partners.filter(organisation__in=Organisation.objects.of(user))
    return own.exists() or can_coordinate(user, programme)


def can_change_lesson(user: User, lesson: Lesson) -> bool:
    """Its author, the colleagues of its organisation, and who coordinates."""
    if lesson.programme.state == Programme.State.ARCHIVED:
        return False
    return (
        lesson.author_id == user.pk
        or Organisation.objects.of(user).filter(pk=lesson.organisation_id).exists()
        or can_coordinate(user, lesson.programme)
    )
