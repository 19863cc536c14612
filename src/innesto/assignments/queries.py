"""Works and assessments of a learner, what can be given to whom, and what waits."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import models
from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.assignments.assessing import Waiting as WorkWaiting
from innesto.assignments.models import LEASE, Assessment, Assignment, Deadline, Work
from innesto.courses.models import Course, Enrolment, Unit
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting

PATIENCE = datetime.timedelta(days=14)
"""How long a work waits for peers before its authors are asked."""


@Prepared
def _at(unit: int) -> QuerySet[Assignment]:
    return Assignment.objects.filter(unit=unit)


def assignment_of(unit: Unit) -> Assignment | None:
    """Return the assignment of a unit, once it was set."""
    return next(iter(_at(unit.pk)), None)


def deadline_of(assignment: Assignment, enrolment: Enrolment) -> Deadline | None:
    """Return until when the cohort of a learner hands in and assesses; None without an end."""
    if enrolment.cohort_id is None:
        return None
    return Deadline.objects.filter(assignment=assignment, cohort=enrolment.cohort_id).first()


@dataclass(frozen=True, slots=True)
class Part:
    """What one learner has to do with an assignment."""

    assignment: Assignment
    works: Sequence[Work]
    assessments: Sequence[Assessment]
    deadline: Deadline | None

    @property
    def latest(self) -> Work | None:
        """The work handed in last."""
        return self.works[-1] if self.works else None

    @property
    def may_hand_in(self) -> bool:
        """Nothing waits, and nothing was passed."""
        return self.latest is None or (self.latest.is_decided and not self.latest.is_passed)

    @property
    def owed(self) -> Assessment | None:
        """The assessment that was begun and not given."""
        return next(
            (one for one in self.assessments if not one.is_done and not one.work.is_decided), None
        )

    @property
    def done(self) -> int:
        """Assessments given."""
        return sum(one.is_done for one in self.assessments)

    @property
    def left(self) -> int:
        """Assessments still to be given before one's own result comes."""
        return max(0, self.assignment.peers - self.done)


def part_of(assignment: Assignment, enrolment: Enrolment) -> Part:
    """Return the works and assessments of a learner, the first one first."""
    return Part(
        assignment,
        list(assignment.works.filter(enrolment=enrolment).order_by("number")),
        list(
            Assessment.objects.filter(enrolment=enrolment, work__assignment=assignment)
            .select_related("work")
            .order_by("given_at", "pk")
        ),
        deadline_of(assignment, enrolment),
    )


def waiting_works(
    assignment: Assignment, *, cohort: int | None, at: datetime.datetime
) -> list[WorkWaiting]:
    """Return the works that peers of a cohort, or those who learn alone, may be given.

    Who was given one and let it lie for a week does not count as its assessor for others.
    """
    found = (
        assignment.works.waiting()
        .filter(enrolment__cohort=cohort, enrolment__left_at=None)
        .prefetch_related("assessments")
    )
    return [
        WorkWaiting(
            key=work.pk,
            learner=work.enrolment_id,
            since=work.handed_in_at,
            given_to=frozenset(one.enrolment_id for one in work.assessments.all()),
            assessors=sum(
                one.is_done or one.given_at > at - LEASE for one in work.assessments.all()
            ),
        )
        for work in found
    ]


def works_of(assignment: Assignment) -> QuerySet[Work]:
    """Return the works for authors: those without a result first, with their assessments, sealed.

    Each has ``said``, the assessments given.
    """
    said = Count("assessments", filter=Q(assessments__done_at__isnull=False))
    return (
        assignment.works.annotate(said=said)
        .order_by(F("decided_at").asc(nulls_first=True), "handed_in_at", "pk")
        .fetch_mode(models.FETCH_RAISE)
    )


@Prepared
def _owed(person: int) -> QuerySet[Assessment]:
    return (
        Assessment.objects.owed()
        .filter(enrolment__person=person, enrolment__left_at=None)
        .select_related("work__assignment__unit__course")
        .order_by("given_at", "pk")
    )


def assessments_waiting_for(person: User, _on: datetime.date) -> Iterator[Waiting]:
    """Yield the works of peers that a learner was given to assess."""
    for one in _owed(person.pk):
        unit = one.work.assignment.unit
        yield Waiting(
            title=_("A work waits for your assessment: %(unit)s") % {"unit": unit},
            detail=str(unit.course),
            url=one.get_absolute_url(),
            action=_("Assess it"),
            due=(one.given_at + LEASE).date(),
        )


@Prepared
def _forgotten(person: int, since: datetime.date) -> QuerySet[Assignment]:
    written = Course.objects.written_by(User(pk=person)).values("pk")
    old = Work.objects.waiting().filter(
        Q(assignment__peers=0) | Q(handed_in_at__date__lte=since), enrolment__left_at=None
    )
    return (
        Assignment.objects.filter(pk__in=old.values("assignment"), unit__course__in=written)
        .select_related("unit__course")
        .order_by("pk")
    )


def works_waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the assignments in which works wait for an author: too long, or for nobody else."""
    for one in _forgotten(person.pk, on - PATIENCE):
        yield Waiting(
            title=_("Works wait for a result: %(unit)s") % {"unit": one.unit},
            detail=str(one.unit.course),
            url=address_of("assignments:works", one.unit_id),
            action=_("Look at them"),
        )
