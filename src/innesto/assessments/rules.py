"""Who may do what with self-assessments. Reading is decided by ``visible_to``."""

from innesto.accounts.models import User
from innesto.assessments.models import Assessment, Inquiry
from innesto.organisations.models import Organisation
from innesto.organisations.rules import speaks_for
from innesto.programmes import rules as programmes


def can_answer(user: User, assessment: Assessment) -> bool:
    """Who began it; for a body, whoever speaks for it."""
    if assessment.is_of_body and assessment.organisation:
        return speaks_for(user, assessment.organisation)
    return assessment.person_id == user.pk


def can_assess_body(user: User, organisation: Organisation) -> bool:
    """Who keeps the page of the organisation answers for it, and asks its people."""
    return speaks_for(user, organisation)


def can_run(user: User, round_: Inquiry) -> bool:
    """Who coordinates the programme, or speaks for the body that asks."""
    if round_.programme:
        return programmes.can_coordinate(user, round_.programme)
    return bool(round_.organisation and speaks_for(user, round_.organisation))
