"""Who says what is asked for, and who awards. Reading is decided by ``visible_to``."""

from innesto.accounts.models import User
from innesto.awards.models import Award, Candidacy, Statement
from innesto.credentials.models import Achievement
from innesto.credentials.rules import can_award


def can_ask_for(user: User, achievement: Achievement) -> bool:
    """Write what a credential asks for, see who set out, award: who keeps its issuer's page."""
    return can_award(user, achievement.issuer.organisation)


def can_set_out(user: User, award: Award) -> bool:
    """Anyone who has signed in, while it is awarded."""
    return user.is_active and award.achievement.is_open


def can_testify(user: User, statement: Statement) -> bool:
    """Only who was asked, once."""
    return statement.witness_id == user.pk and statement.answer == Statement.Answer.ASKED


def can_give(user: User, candidacy: Candidacy) -> bool:
    """Who keeps the issuer's page awards; nobody awards to themselves."""
    return candidacy.person_id != user.pk and can_ask_for(user, candidacy.award.achievement)
