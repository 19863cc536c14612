"""Send a question further, agree on two hours together, lock it and put it away."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.questions.escalating import take_further
from innesto.questions.models import Question, Step
from innesto.questions.tasks import tell_move, tell_step
from innesto.search.actions import hand_in


class CannotGoFurther(Exception):
    """It was answered meanwhile, or has gone as far as it can."""


class NotProposed(Exception):
    """This time was not proposed, or another one was agreed."""


@transaction.atomic
def escalate_question(question: Question, *, by: User, reason: str = "") -> Step:
    """Take a question a step further without waiting for the clock. Raises ``CannotGoFurther``."""
    question = _locked(question)
    if not question.is_open or question.is_shut or question.stage >= Question.Stage.REVIEW:
        raise CannotGoFurther
    step = take_further(question, at=timezone.now(), by=by, reason=reason)
    record(
        "question_escalated",
        question.as_recorded(),
        by=by,
        within=question.community,
        stage=step.stage,
    )
    hand_in("asked", question.pk)
    transaction.on_commit(partial(tell_step.enqueue, question.pk, step.stage))
    return step


@transaction.atomic
def agree_meeting(step: Step, *, by: User, meets_at: datetime) -> Step:
    """Agree on one of the times proposed for two hours together. Raises ``NotProposed``."""
    question = _locked(step.question)
    step = Step.objects.get(pk=step.pk)
    if step.meets_at or meets_at.isoformat() not in step.times:
        raise NotProposed
    step.meets_at = meets_at
    step.save(update_fields=["meets_at"])
    named = question.recorded_by(by)
    record("meeting_agreed", question.as_recorded(), by=named, within=question.community)
    told = {*step.persons.values_list("pk", flat=True), question.asker_id} - {by.pk, None}
    to = sorted(pk for pk in told if pk is not None)
    key = f"meeting-{step.pk}"
    transaction.on_commit(partial(tell_move.enqueue, question.pk, "meeting", key, to))
    return step


@transaction.atomic
def lock_question(question: Question, *, by: User) -> Question:
    """Let it be read and nothing be added; locking twice is locking once."""
    question = _locked(question)
    question.locked_at = question.locked_at or timezone.now()
    question.save(update_fields=["locked_at"])
    record("question_locked", question.as_recorded(), by=by, within=question.community)
    return question


@transaction.atomic
def unlock_question(question: Question, *, by: User) -> Question:
    """Let it be answered again."""
    question = _locked(question)
    question.locked_at = None
    question.save(update_fields=["locked_at"])
    record("question_unlocked", question.as_recorded(), by=by, within=question.community)
    return question


@transaction.atomic
def archive_question(question: Question, *, by: User) -> Question:
    """Put it away: whoever asked, the experts and who leads still find it."""
    question = _locked(question)
    question.archived_at = question.archived_at or timezone.now()
    question.save(update_fields=["archived_at"])
    record("question_archived", question.as_recorded(), by=by, within=question.community)
    hand_in("asked", question.pk)
    return question


def _locked(question: Question) -> Question:
    found = Question.objects.select_for_update(of=("self",)).select_related("community")
    return found.get(pk=question.pk)
