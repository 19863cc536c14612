"""How a question that nobody answers goes further, and to whom.

No room fits: a person at the keyboard does it by an action, the clock by a task, and tasks lie
below actions. Whoever calls it holds the row of the question and its transaction.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

from django.utils import timezone

from innesto.accounts.models import User
from innesto.questions.models import Question, Step
from innesto.questions.queries.desk import desk_of
from innesto.questions.queries.people import MOST_ASKED, experts_for, leaders_of, peers_for

HOURS = (time(10), time(15))
"""When the two hours may begin, in the time of the house."""

MOST_TIMES = 3


def times_from(at: datetime) -> list[datetime]:
    """Return the first times for two hours together: from the day after next, on working days."""
    day = timezone.localdate(at) + timedelta(days=2)
    found: list[datetime] = []
    while len(found) < MOST_TIMES:
        if day.weekday() < 5:
            hour = HOURS[len(found) % len(HOURS)]
            found.append(timezone.make_aware(datetime.combine(day, hour)))
        day += timedelta(days=1)
    return found


def take_further(question: Question, *, at: datetime, by: User | None, reason: str) -> Step:
    """Write the next step: who is asked now, and from when on it goes further again."""
    stage = Question.Stage(question.stage + 1)
    asked = set(question.steps.values_list("persons", flat=True)) - {None}
    held = {question.taken_by_id} - {None}
    beside = {pk for pk in asked | held if pk is not None}
    persons = _persons(question, stage, beside)
    step = Step.objects.create(
        question=question,
        stage=stage,
        at=at,
        by=by,
        reason=reason,
        times=[one.isoformat() for one in times_from(at)] if stage == stage.MEETING else [],
    )
    step.persons.set(persons)
    days = desk_of(question.community).escalates_after
    question.stage, question.escalates_at = stage, at + timedelta(days=days)
    question.taken_by = question.taken_until = question.taken_at = None
    question.is_prolonged = False
    question.save(
        update_fields=[
            *("stage", "escalates_at", "taken_by", "taken_until", "taken_at", "is_prolonged")
        ]
    )
    return step


def _persons(question: Question, stage: Question.Stage, beside: set[int]) -> Sequence[User]:
    """Return who is asked at a step; when there is nobody, who leads must find somebody."""
    experts = [one.person for one in experts_for(question).exclude(person__in=beside)]
    if stage == Question.Stage.OTHER:
        found = experts[:1]
    elif stage == Question.Stage.MEETING:
        taken = [*beside, *(one.pk for one in experts)]
        found = [*experts[:2], *peers_for(question, beside=taken)][:MOST_ASKED]
    else:
        found = peers_for(question, beside=beside) or peers_for(question)
    return found or list(leaders_of(question.community))
