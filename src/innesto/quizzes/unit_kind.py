"""Quizzes as a kind of unit: what its learner gets, what must be there, how it is copied.

Not a room: ``courses`` asks it through ``add_kind`` (decision 0038).
"""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.courses.http import UnitKind
from innesto.courses.models import Enrolment, Unit
from innesto.quizzes.models import Edition, Quiz
from innesto.quizzes.queries.standing import (
    edition_of,
    quiz_of,
    reached_before,
    standing_of,
)
from innesto.quizzes.questions import lacks
from innesto.quizzes.wording import LACKS
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.panels import Panel


def draw(_request: HttpRequest, unit: Unit, enrolment: Enrolment | None) -> Panel:
    """Say what the quiz is like, how the learner stands, and the one thing to do next."""
    quiz = quiz_of(unit)
    edition = edition_of(quiz)
    standing = standing_of(quiz, enrolment) if quiz and enrolment else None
    things = {
        "quiz": quiz,
        "unit": unit,
        "questions": len(edition.questions) if edition else 0,
        "standing": standing,
        "before": reached_before(quiz, enrolment) if quiz and enrolment else None,
    }
    return Panel(_("Quiz"), template="quizzes/_parts/panel.html", things=things)


def missing(units: Sequence[Unit]) -> Mapping[int, Sequence[StrOrPromise]]:
    """Return what quizzes still lack, by the number of their unit."""
    newest: dict[int, Edition] = {}
    editions = Edition.objects.filter(quiz__unit__in=units).select_related("quiz")
    for edition in editions.order_by("number"):
        newest[edition.quiz.unit_id] = edition
    return {unit.pk: _missing_in(newest.get(unit.pk)) for unit in units}


def _missing_in(edition: Edition | None) -> list[StrOrPromise]:
    if edition is None or not edition.questions:
        return [_("Write at least one question.")]
    return [
        format_lazy(gettext_lazy("Question {number}: {lack}"), number=place, lack=LACKS[lack])
        for place, question in enumerate(edition.asked, 1)
        for lack in lacks(question)
    ]


def copy(unit: Unit, to: Unit) -> None:
    """Put the rules and the newest questions of a quiz into another unit; attempts stay."""
    quiz = quiz_of(unit)
    edition = edition_of(quiz)
    if quiz is None:
        return
    again = Quiz.objects.create(
        unit=to,
        pass_mark=quiz.pass_mark,
        attempts_allowed=quiz.attempts_allowed,
        counts=quiz.counts,
        is_shuffled=quiz.is_shuffled,
    )
    if edition:
        Edition.objects.create(quiz=again, questions=edition.questions, made_at=timezone.now())


KIND = UnitKind(
    "quiz",
    gettext_lazy("Quiz"),
    icon="help",
    position=50,
    edit="quizzes:edit",
    draw=draw,
    missing=missing,
    copy=copy,
    about=gettext_lazy("Questions with feedback that teaches, marked at once."),
)
