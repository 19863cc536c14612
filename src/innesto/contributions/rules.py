"""Who may call, send, review and decide. Reading is decided by ``visible_to``."""

import datetime

from innesto.accounts.models import User
from innesto.contributions.models import Assessment, Contribution, ContributionCall
from innesto.contributions.queries import calls_for_contributions, is_partial
from innesto.exchanges.models import Exchange
from innesto.programmes.rules import can_coordinate


def can_call(user: User, exchange: Exchange) -> bool:
    """Open a call and change it: who coordinates, where the blueprint has one."""
    return (
        exchange.is_standing
        and calls_for_contributions(exchange)
        and can_coordinate(user, exchange.programme)
    )


def can_send(user: User, call: ContributionCall, *, on: datetime.date) -> bool:
    """Send a contribution: anyone with an account, while the call is open."""
    return user.is_active and call.is_open(on) and call.exchange.is_standing


def can_change(user: User, contribution: Contribution, *, on: datetime.date) -> bool:
    """Change or withdraw it: who sent it, before the decision; the text while the call is open."""
    return contribution.by_id == user.pk and contribution.is_sent and contribution.call.is_open(on)


def can_withdraw(user: User, contribution: Contribution) -> bool:
    """Take it back: who sent it, as long as it is not withdrawn or declined."""
    gone = {Contribution.State.WITHDRAWN, Contribution.State.DECLINED}
    return contribution.by_id == user.pk and contribution.state not in gone


def can_decide(user: User, contribution: Contribution) -> bool:
    """Give it to reviewers, decide, put it into the agenda: who coordinates, if not partial."""
    programme = contribution.call.exchange.programme
    return can_coordinate(user, programme) and not is_partial(contribution, user)


def can_review(user: User, assessment: Assessment) -> bool:
    """Review: who was asked to, and nothing of their own or of their organisation."""
    contribution = assessment.contribution
    return (
        assessment.reviewer_id == user.pk
        and contribution.is_sent
        and not is_partial(contribution, user)
    )


def can_see_authors(user: User, contribution: Contribution) -> bool:
    """Learn who wrote: nobody who reviews blindly, before the decision."""
    asked = contribution.assessments.filter(reviewer=user).exists()
    return not (contribution.call.is_blind and contribution.is_sent and asked)
