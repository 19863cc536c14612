"""Who may do what with quizzes. Reading is decided by ``visible_to`` on the queryset."""

from innesto.accounts.models import User
from innesto.quizzes.models import Attempt
from innesto.quizzes.questions import Marker


def can_answer(user: User, attempt: Attempt) -> bool:
    """Only the learner answers and hands in."""
    return attempt.enrolment.person_id == user.pk


def marker_of(user: User, attempt: Attempt) -> Marker | None:
    """Return as whom a person marks the texts of an attempt now: nobody marks as both."""
    own = attempt.enrolment.person_id == user.pk
    if own and attempt.state == Attempt.State.FOR_LEARNER:
        return Marker.SELF
    if not own and attempt.state == Attempt.State.FOR_AUTHOR:
        return Marker.AUTHOR  # strangers do not see it: ``visible_to``
    return None
