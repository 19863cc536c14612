"""Begin a course, leave it, begin again; open cohorts."""

import datetime

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.models import Cohort, Course, Enrolment
from innesto.courses.signals import enrolled
from innesto.journal.actions import record
from innesto.organisations.models import Organisation


class NoSeatLeft(Exception):
    """Every seat is taken."""


class NotTakingIn(Exception):
    """The course or the cohort takes nobody in, now or any more."""


@transaction.atomic
def enrol_learner(
    course: Course,
    *,
    by: User,
    cohort: Cohort | None = None,
    organisation: Organisation | None = None,
    is_counted: bool = False,
) -> Enrolment:
    """Let a person begin a course, or begin again where they left it.

    ``is_counted`` is their consent to be counted in the figures of the organisation. Who is
    enrolled already stays as they are. Raises ``NotTakingIn`` and ``NoSeatLeft``.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    cohort = Cohort.objects.select_for_update().get(pk=cohort.pk) if cohort else None
    before = Enrolment.objects.filter(course=course, person=by).first()
    if before is None or before.left_at is not None:
        _insist_on_seat(course, cohort)
    enrolment = before or Enrolment(course=course, person=by, enrolled_at=timezone.now())
    enrolment.left_at = None
    enrolment.cohort = cohort or enrolment.cohort
    enrolment.organisation = organisation
    enrolment.is_counted = is_counted and organisation is not None
    enrolment.save()
    record("course_begun", course, by=by, within=course.programme)
    enrolled.send(Enrolment, enrolment=enrolment)
    return enrolment


def _insist_on_seat(course: Course, cohort: Cohort | None) -> None:
    if not course.takes_people_in:
        raise NotTakingIn
    if course.pace == Course.Pace.COHORTS and (
        cohort is None or not cohort.takes_people_in(timezone.localdate())
    ):
        raise NotTakingIn
    seats = cohort.seats if cohort else course.seats
    if seats is not None:
        taken = Enrolment.objects.current().filter(course=course)
        if (taken.filter(cohort=cohort) if cohort else taken).count() >= seats:
            raise NoSeatLeft


@transaction.atomic
def leave_course(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Leave a course; what was done stays, for who comes back."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    enrolment.left_at = enrolment.left_at or timezone.now()
    enrolment.save(update_fields=["left_at"])
    record("course_left", enrolment.course, by=by, within=enrolment.course.programme)
    return enrolment


@transaction.atomic
def agree_to_count(
    enrolment: Enrolment, *, organisation: Organisation | None, is_counted: bool, by: User
) -> Enrolment:
    """Give or take back the consent to be counted for an organisation."""
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    enrolment.organisation = organisation
    enrolment.is_counted = is_counted and organisation is not None
    enrolment.save(update_fields=["organisation", "is_counted"])
    record("count_agreed", enrolment.course, by=by, is_counted=enrolment.is_counted)
    return enrolment


@transaction.atomic
def open_cohort(
    course: Course,
    *,
    by: User | None,
    name: str,
    starts_on: datetime.date,
    ends_on: datetime.date,
    enrol_until: datetime.date | None = None,
    seats: int | None = None,
) -> Cohort:
    """Let people follow a course together between two days."""
    cohort = Cohort.objects.create(
        course=course,
        name=name,
        starts_on=starts_on,
        ends_on=ends_on,
        enrol_until=enrol_until,
        seats=seats,
    )
    record("cohort_opened", course, by=by, within=course.programme, cohort=name)
    return cohort
