"""What actions of courses keep in step: counters of a course and of who follows it.

Not a room: pieces that several actions share; none of them is an act.
"""

from django.db.models import Count, Max, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from innesto.courses.models import Course, Enrolment, Progress, Section, Unit


def recount(course: Course) -> None:
    """Count the units that are out and not optional, and their minutes."""
    asked = Unit.objects.shown().filter(course=course, is_optional=False)
    told = asked.aggregate(count=Count("pk"), minutes=Sum("minutes"))
    course.units_count, course.minutes = told["count"], told["minutes"] or 0
    course.save(update_fields=["units_count", "minutes"])


def count_done(enrolment: Enrolment) -> None:
    """Count what the learner has done of what is out and not optional; saves nothing."""
    done = Progress.objects.filter(
        enrolment=enrolment,
        finished_at__isnull=False,
        unit__is_optional=False,
        unit__shown_at__isnull=False,
    )
    told = done.aggregate(count=Count("pk"), minutes=Sum("unit__minutes"))
    enrolment.done_count, enrolment.done_minutes = told["count"], told["minutes"] or 0


def recount_learners(course: Course) -> None:
    """Count anew what all learners of a course have done: one statement for any number."""
    done = (
        Progress.objects.filter(
            enrolment=OuterRef("pk"),
            finished_at__isnull=False,
            unit__is_optional=False,
            unit__shown_at__isnull=False,
        )
        .order_by()
        .values("enrolment")
    )
    counted = done.annotate(count=Count("pk")).values("count")
    summed = done.annotate(minutes=Sum("unit__minutes")).values("minutes")
    course.enrolments.update(
        done_count=Coalesce(Subquery(counted), 0), done_minutes=Coalesce(Subquery(summed), 0)
    )


def last_position(things: Section | Course) -> int:
    """Return the highest place that is taken among the units of a section, or the sections."""
    inside = things.units if isinstance(things, Section) else things.sections
    last: int | None = inside.aggregate(last=Max("position"))["last"]
    return last or 0
