"""What is done with assignments: set, handed in, given to peers, assessed, decided."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.assignments.assessing import Criterion, as_data, next_for, next_in_ring, percent_of
from innesto.assignments.models import Assessment, Assignment, Deadline, Work
from innesto.assignments.queries import deadline_of, waiting_works
from innesto.assignments.tasks import tell_result
from innesto.courses.actions.progress import finish_unit
from innesto.courses.models import Cohort, Enrolment, Unit
from innesto.journal.actions import record


class TooLate(Exception):
    """The day until which the cohort could do this is over."""


class TooEarly(Exception):
    """The cohort still hands in: works are assessed when all are there."""


class WaitsAlready(Exception):
    """A work of this learner waits for its result, perhaps sent from another tab."""


class PassedAlready(Exception):
    """The learner has passed: there is nothing more to hand in."""


class HandInFirst(Exception):
    """Only who has handed in assesses others."""


@dataclass(frozen=True)
class OwesOne(Exception):
    """The learner has a work to assess already: ``assessment``."""

    assessment: Assessment


class NothingToAssess(Exception):
    """No work waits that this learner could be given."""


class AssessedAlready(Exception):
    """The assessment was sent before this call, or the work has its result."""


@transaction.atomic
def set_assignment(
    unit: Unit, *, by: User | None, rubric: Sequence[Criterion], **fields: Any
) -> Assignment:
    """Say what is asked for, by which criteria it is assessed and by how many."""
    values = {**fields, "rubric": as_data(rubric)}
    assignment, _made = Assignment.objects.update_or_create(unit=unit, defaults=values)
    record("assignment_set", assignment, by=by, within=unit.course.programme)
    return assignment


@transaction.atomic
def set_deadline(
    assignment: Assignment,
    cohort: Cohort,
    *,
    hand_in_on: datetime.date,
    assess_on: datetime.date,
    by: User | None,
) -> Deadline:
    """Say until when a cohort hands in and assesses."""
    deadline, _made = Deadline.objects.update_or_create(
        assignment=assignment,
        cohort=cohort,
        defaults={"hand_in_on": hand_in_on, "assess_on": assess_on},
    )
    record("assignment_dated", assignment, by=by, within=assignment.unit.course.programme)
    return deadline


@transaction.atomic
def hand_in_work(
    assignment: Assignment,
    enrolment: Enrolment,
    *,
    text: str = "",
    file: File[Any] | None = None,
    by: User,
) -> Work:
    """Hand in a work; the enrolment is the lock.

    Raises ``TooLate``, ``WaitsAlready`` and ``PassedAlready``.
    """
    enrolment = Enrolment.objects.select_for_update(of=("self",)).get(pk=enrolment.pk)
    before = list(assignment.works.filter(enrolment=enrolment))
    if any(not one.is_decided for one in before):
        raise WaitsAlready
    if any(one.is_passed for one in before):
        raise PassedAlready
    deadline = deadline_of(assignment, enrolment)
    if deadline and timezone.localdate() > deadline.hand_in_on and not before:
        raise TooLate
    work = Work.objects.create(
        assignment=assignment,
        enrolment=enrolment,
        number=len(before) + 1,
        text=text,
        file=file or "",
        file_name=(file.name or "")[:200] if file else "",
        handed_in_at=timezone.now(),
    )
    record("work_handed_in", assignment, by=by)
    return work


@transaction.atomic
def take_work_to_assess(assignment: Assignment, enrolment: Enrolment, *, by: User) -> Assessment:
    """Give a learner the work that waits most; the assignment is the lock.

    Raises ``HandInFirst``, ``OwesOne``, ``TooEarly``, ``TooLate`` and ``NothingToAssess``.
    """
    assignment = Assignment.objects.select_for_update(no_key=True).get(pk=assignment.pk)
    owed = Assessment.objects.owed().filter(enrolment=enrolment, work__assignment=assignment)
    if found := owed.first():
        raise OwesOne(found)
    if not assignment.works.filter(enrolment=enrolment).exists():
        raise HandInFirst
    deadline, today = deadline_of(assignment, enrolment), timezone.localdate()
    if deadline and today <= deadline.hand_in_on:
        raise TooEarly
    if deadline and today > deadline.assess_on:
        raise TooLate
    works = waiting_works(assignment, cohort=enrolment.cohort_id, at=timezone.now())
    chosen = (
        next_in_ring(enrolment.pk, works, each=assignment.peers)
        if deadline
        else next_for(enrolment.pk, works)
    )
    if chosen is None:
        raise NothingToAssess
    assessment = Assessment.objects.create(
        work_id=chosen.key, enrolment=enrolment, given_at=timezone.now()
    )
    record("work_taken", assignment, by=by)
    return assessment


@transaction.atomic
def assess_work(
    assessment: Assessment, *, points: Mapping[str, int], words: str, by: User
) -> Assessment:
    """Say what a work of a peer is worth; it may be the last word that somebody waited for.

    The assignment is the lock: two learners may assess each other. Raises ``AssessedAlready``.
    """
    Assignment.objects.select_for_update(no_key=True).get(works__assessments=assessment)
    locked = Assessment.objects.select_for_update(of=("self",))
    assessment = locked.select_related("work__assignment__unit", "enrolment").get(pk=assessment.pk)
    work = Work.objects.select_for_update().get(pk=assessment.work_id)
    if assessment.is_done or work.is_decided:
        raise AssessedAlready
    assessment.points, assessment.words = dict(points), words
    assessment.done_at = timezone.now()
    assessment.save(update_fields=["points", "words", "done_at"])
    assignment = assessment.work.assignment
    _settle(work)
    own = assignment.works.waiting().filter(enrolment=assessment.enrolment_id)
    for waiting in own.select_for_update():
        _settle(waiting)
    record("work_assessed", assignment, by=by)
    return assessment


@transaction.atomic
def decide_work(work: Work, *, percent: int, reason: str, by: User) -> Work:
    """Give a result as an author of the course, with the reason, whatever peers said."""
    work = Work.objects.select_for_update().get(pk=work.pk)
    work.decided_by, work.reason = by, reason
    _give_result(work, percent)
    record("work_decided", work.assignment, by=by, within=work.assignment.unit.course.programme)
    return work


def _settle(work: Work) -> None:
    """Give the result once enough peers have spoken and the learner has assessed as many."""
    assignment = work.assignment
    given = [one.points for one in work.assessments.done()]
    owes = assignment.peers - _assessed_by(assignment, work.enrolment_id)
    if assignment.peers and len(given) >= assignment.peers and owes <= 0:
        _give_result(work, percent_of(assignment.criteria, given))


def _assessed_by(assignment: Assignment, enrolment: int) -> int:
    done = Assessment.objects.done().filter(work__assignment=assignment, enrolment=enrolment)
    return done.count()


def _give_result(work: Work, percent: int) -> None:
    work.percent, work.decided_at = percent, timezone.now()
    work.is_passed = percent >= work.assignment.pass_mark
    work.save()
    if work.is_passed:
        finish_unit(work.enrolment, work.assignment.unit, by=work.enrolment.person)
    transaction.on_commit(partial(tell_result.enqueue, work.pk))
