"""What can be done with self-assessments: ask, begin, answer, finish, delete, close.

That somebody assessed themselves leaves no journal entry: whoever reads the journal would know who
did, and when. Asking and closing do.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.assessments.marking import FEWEST, is_complete, summed
from innesto.assessments.models import Assessment, Inquiry
from innesto.assessments.queries.questions import questions_of
from innesto.assessments.queries.sheets import sheets_of
from innesto.curricula.models import Curriculum, Framework
from innesto.journal.actions import record
from innesto.organisations.models import Office, Organisation
from innesto.themes.models import Theme


class RoundIsOver(Exception):
    """No answer is taken any more."""


class NotWhole(Exception):
    """A question has no answer yet."""


class FinishedAlready(Exception):
    """It was finished, and is not changed any more."""


@transaction.atomic
def open_assessment_round(*, by: User | None, closes_on: datetime.date, **fields: Any) -> Inquiry:
    """Ask people or bodies until a day; it waits on their desks."""
    round_ = Inquiry.objects.create(opened_at=timezone.now(), closes_on=closes_on, **fields)
    record("assessment_round_opened", round_, by=by, within=round_.programme)
    return round_


@transaction.atomic
def join_assessment_round(
    round_: Inquiry, *, by: User, organisation: Organisation | None = None
) -> Assessment:
    """Take up one's answers in a round, or begin them. Raises ``RoundIsOver``.

    Bodies are answered for by whoever speaks for them: ``organisation`` says which.
    """
    round_ = Inquiry.objects.select_for_update().get(pk=round_.pk)
    if round_.is_closed or round_.closes_on < timezone.localdate():
        raise RoundIsOver
    is_of_body = not round_.is_of_persons
    mine = Assessment.objects.filter(round=round_, is_of_body=is_of_body)
    known = mine.filter(organisation=organisation) if is_of_body else mine.filter(person=by)
    return known.first() or Assessment.objects.create(
        round=round_,
        person=by,
        is_of_body=is_of_body,
        organisation=organisation if is_of_body else None,
        framework=round_.framework,
        curriculum=round_.curriculum,
        theme=round_.theme if is_of_body else None,
        kind=round_.kind,
        started_at=timezone.now(),
    )


@transaction.atomic
def begin_assessment(
    subject: Framework | Curriculum | Theme,
    *,
    by: User,
    organisation: Organisation | None = None,
    office: Office | None = None,
    kind: str = "",
) -> Assessment:
    """Begin by oneself, for oneself or for a body; an unfinished one is taken up again."""
    about = {type(subject).__name__.lower(): subject}
    of_whom: dict[str, Any] = {"is_of_body": organisation is not None, "organisation": organisation}
    of_whom |= {"office": office, "kind": kind, "round": None}
    waiting = Assessment.objects.filter(finished_at=None, person=by, **about, **of_whom)
    return waiting.first() or Assessment.objects.create(
        person=by, started_at=timezone.now(), **about, **of_whom
    )


@transaction.atomic
def answer_assessment(
    assessment: Assessment, levels: Mapping[str, int], *, notes: Mapping[str, str], by: User
) -> Assessment:
    """Keep some answers beside the others. Raises ``FinishedAlready``, ``RoundIsOver``."""
    assessment = _unfinished(assessment)
    assessment.answers = {**assessment.answers, **levels}
    assessment.notes = {key: text for key, text in {**assessment.notes, **notes}.items() if text}
    assessment.person = by
    assessment.save(update_fields=["answers", "notes", "person"])
    return assessment


@transaction.atomic
def finish_assessment(assessment: Assessment, *, by: User) -> Assessment:
    """Say that it is whole. Raises ``NotWhole``, ``FinishedAlready``, ``RoundIsOver``."""
    assessment = _unfinished(assessment)
    if not is_complete(assessment.answers, questions_of(assessment)):
        raise NotWhole
    assessment.finished_at = timezone.now()
    assessment.save(update_fields=["finished_at"])
    return assessment


def _unfinished(assessment: Assessment) -> Assessment:
    assessment = Assessment.objects.select_for_update(of=("self",)).get(pk=assessment.pk)
    if assessment.is_finished:
        raise FinishedAlready
    round_ = assessment.round
    if round_ and (round_.is_closed or round_.closes_on < timezone.localdate()):
        raise RoundIsOver
    return assessment


@transaction.atomic
def discard_assessment(assessment: Assessment, *, by: User) -> None:
    """Delete it; what a closed round summed up stays, for it leads to nobody."""
    assessment.delete()


@transaction.atomic
def close_assessment_round(round_: Inquiry, *, by: User | None) -> Inquiry:
    """Take no more answers and keep their sums; what people said is theirs. Raises ``RoundIsOver``.

    From then on no single answer can change a sum that was shown.
    """
    round_ = Inquiry.objects.select_for_update().get(pk=round_.pk)
    if round_.is_closed:
        raise RoundIsOver
    round_.results = summed(sheets_of(round_), fewest=FEWEST if round_.is_of_persons else 1)
    round_.closed_at = timezone.now()
    round_.save(update_fields=["results", "closed_at"])
    Assessment.objects.filter(round=round_, finished_at=None, is_of_body=True).delete()
    record("assessment_round_closed", round_, by=by, within=round_.programme)
    return round_
