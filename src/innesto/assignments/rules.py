"""Who may do what with works. Reading is decided by ``visible_to`` on the queryset."""

from innesto.accounts.models import User
from innesto.assignments.models import Work
from innesto.courses.rules import can_write


def is_own(user: User, work: Work) -> bool:
    """Tell whether the person handed it in."""
    return work.enrolment.person_id == user.pk


def can_decide_work(user: User, work: Work) -> bool:
    """Give a result as an author of the course, but not to oneself."""
    return not is_own(user, work) and can_write(user, work.assignment.unit.course)
