"""What below brings somebody nearer to a credential: who has everything gets it at once."""

from functools import partial
from typing import Any

from django.db import transaction
from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.awards.actions import NotReady, RevokedBefore, give_award
from innesto.awards.models import Candidacy
from innesto.awards.signals import candidate_moved
from innesto.cascade.signals import training_confirmed
from innesto.courses.models import Enrolment, Progress
from innesto.courses.signals import course_finished, unit_finished
from innesto.credentials.actions import AlreadyHeld, NotAwarded


@receiver(candidate_moved, dispatch_uid="awards.moved")
@receiver(training_confirmed, dispatch_uid="awards.training")
def look_at(*, person: User, **_signal: Any) -> None:
    """Award what awards itself and lacks nothing."""
    waiting = Candidacy.objects.filter(person=person, awarded_at=None, award__issues_itself=True)
    for candidacy in waiting.order_by("pk"):
        try:
            give_award(candidacy, by=None)
        except (NotReady, RevokedBefore, AlreadyHeld, NotAwarded):
            continue


@receiver(course_finished, dispatch_uid="awards.course")
def look_after_course(*, enrolment: Enrolment, **_signal: Any) -> None:
    """Look once the course is kept as finished."""
    transaction.on_commit(partial(look_at, person=enrolment.person))


@receiver(unit_finished, dispatch_uid="awards.unit")
def look_after_unit(*, progress: Progress, **_signal: Any) -> None:
    """Look once the unit is kept as done."""
    transaction.on_commit(partial(look_at, person=progress.enrolment.person))
