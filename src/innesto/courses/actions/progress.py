"""How far learners come: units opened, where a film was left, what is done."""

import datetime

from django.db import transaction
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.bookkeeping import count_done
from innesto.courses.models import Enrolment, Progress, Unit
from innesto.courses.signals import course_finished, unit_finished
from innesto.journal.actions import record

DONE_SHARE = 0.95
"""Share of a recording after which it is done: credits and farewells need not be watched."""


def open_unit(enrolment: Enrolment, unit: Unit) -> None:
    """Remember that the learner opened a unit, and that this is where they are: two statements."""
    now = timezone.now()
    Progress.objects.bulk_create(
        [Progress(enrolment=enrolment, unit=unit, opened_at=now)], ignore_conflicts=True
    )
    Enrolment.objects.filter(pk=enrolment.pk).update(last_unit=unit, last_at=now)


def keep_position(unit_id: int, second: int, *, by: User, at: datetime.datetime) -> bool:
    """Remember where a recording was left: one statement; tell whether there was one to keep.

    ``at`` is when the learner was there, by their device: what comes late, from another tab or
    from a phone that had no network, does not move it back.
    """
    at = min(at, timezone.now())
    mine = Progress.objects.filter(
        unit=unit_id, enrolment__person=by, enrolment__left_at=None
    ).filter(Q(position_at=None) | Q(position_at__lt=at))
    return bool(
        mine.update(position=second, position_at=at, furthest=Greatest(F("furthest"), second))
    )


@transaction.atomic
def finish_unit(enrolment: Enrolment, unit: Unit, *, by: User | None) -> bool:
    """Say that a learner is done with a unit; tell whether that is new.

    Sent twice, or from two tabs, it counts once. The last unit finishes the course.
    """
    enrolment = (
        Enrolment.objects.select_for_update(of=("self",))
        .select_related("course__programme")
        .get(pk=enrolment.pk)
    )
    now = timezone.now()
    progress, _is_new = Progress.objects.get_or_create(
        enrolment=enrolment, unit=unit, defaults={"opened_at": now}
    )
    if progress.finished_at is not None:
        return False
    progress.finished_at = now
    progress.save(update_fields=["finished_at"])
    count_done(enrolment)
    enrolment.last_unit, enrolment.last_at = unit, now
    enrolment.save(update_fields=["done_count", "done_minutes", "last_unit", "last_at"])
    unit_finished.send(Progress, progress=progress)
    if enrolment.finished_at is None and enrolment.done_count >= enrolment.course.units_count:
        finish_course(enrolment, by=by)
    return True


@transaction.atomic
def finish_course(enrolment: Enrolment, *, by: User | None) -> Enrolment:
    """Say that a learner has done everything; it stays so when units are added later."""
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    enrolment.finished_at = timezone.now()
    enrolment.save(update_fields=["finished_at"])
    record("course_finished", enrolment.course, by=by, within=enrolment.course.programme)
    course_finished.send(Enrolment, enrolment=enrolment)
    return enrolment
