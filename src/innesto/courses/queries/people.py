"""Who may write a course too, where it may be discussed, how many seats are left."""

from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.communities.models import Community, Member
from innesto.courses.models import Cohort, Course, Enrolment, Review
from innesto.programmes.models import Programme
from innesto.toolkit.prepared import Prepared


def people_around(course: Course) -> QuerySet[User]:
    """Return whom its authors know: people of its programme or body, who do not write it yet."""
    around = Q()
    if course.programme:
        people = course.programme.participants.current().exclude(user=None)
        around |= Q(pk__in=people.values("user"))
    if course.organisation:
        colleagues = course.organisation.memberships.current()
        around |= Q(pk__in=colleagues.values("person"))
    found = User.objects.filter(around, is_active=True)
    return found.exclude(authored_courses__course=course).order_by("name", "pk")


def communities_for(person: User, programme: Programme | None) -> QuerySet[Community]:
    """Return where a course may be discussed: in its programme, or where the person belongs."""
    mine = Member.objects.current().filter(person=person).values("community")
    where = Q(pk__in=mine)
    if programme:
        where |= Q(programme=programme) & ~Q(visibility=Community.Visibility.PRIVATE)
    return Community.objects.visible_to(person).filter(where, closed_on=None).order_by("slug")


def forum_of(programme: Programme) -> Community | None:
    """Return the community of all who take part in a programme, if there is one."""
    found = Community.objects.filter(programme=programme, strand="", part_of=None, closed_on=None)
    return found.order_by("pk").first()


def seats_left(course: Course, cohort: Cohort | None = None) -> int | None:
    """Return how many can still begin; None where there is no limit."""
    seats = cohort.seats if cohort else course.seats
    if seats is None:
        return None
    taken = Enrolment.objects.current().filter(course=course)
    return max(0, seats - (taken.filter(cohort=cohort) if cohort else taken).count())


@Prepared
def reviews_for(person: int) -> QuerySet[Review]:
    """Return the courses that wait for this person to look at them."""
    reader = User(pk=person)
    answered = Course.objects.answered_for_by(reader).values("pk")
    waiting = Review.objects.filter(verdict="", course__in=answered)
    return waiting.exclude(asked_by=person).select_related("course").order_by("asked_at", "pk")
