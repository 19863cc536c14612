"""Who may do what with courses. Reading is decided by ``visible_to`` on the querysets."""

from innesto.accounts.models import User
from innesto.courses.models import Course, Enrolment, Review, Unit
from innesto.courses.unit_kinds import kind_of
from innesto.organisations.models import Organisation
from innesto.programmes.models import Programme
from innesto.programmes.rules import contributes, coordinates


def can_begin(
    user: User, *, programme: Programme | None = None, organisation: Organisation | None = None
) -> bool:
    """Begin a course: in a programme who coordinates or contributes, else who acts for the body.

    Nothing comes out by this: somebody else looks at it first.
    """
    if programme:
        return coordinates(user, programme) or contributes(user, programme)
    if organisation:
        return Organisation.objects.of(user).filter(pk=organisation.pk).exists()
    return Organisation.objects.of(user).exists()


def can_write(user: User, course: Course) -> bool:
    """Its authors, who coordinates its programme, and operators."""
    known = getattr(course, "reader_writes", None)  # as the queries of pages know it
    if known is not None:
        return bool(known) or user.is_operator
    return user.is_operator or Course.objects.written_by(user).filter(pk=course.pk).exists()


def can_decide(user: User, review: Review) -> bool:
    """Say yes or ask for changes: never who asked.

    In a programme another author or who coordinates; for a body, who keeps its page.
    """
    if review.verdict or review.asked_by_id == user.pk:
        return False
    return Course.objects.answered_for_by(user).filter(pk=review.course_id).exists()


def can_enrol(course: Course) -> bool:
    """Whoever has an account begins a course that they may read and that takes people in."""
    return course.takes_people_in


def can_open(unit: Unit, enrolment: Enrolment | None, *, writes: bool) -> bool:
    """Read what is inside: who is enrolled, who writes it, and everyone where it is open."""
    if writes or (enrolment is not None and enrolment.left_at is None):
        return True
    kind = kind_of(unit)
    is_open = unit.course.pace == Course.Pace.OPEN and unit.course.is_out
    return is_open and kind is not None and kind.is_open
