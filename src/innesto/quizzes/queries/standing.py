"""How a learner stands in a quiz, and which texts wait to be marked."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.courses.models import Course, Enrolment, Unit
from innesto.quizzes.models import Attempt, Edition, Quiz
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


@dataclass(frozen=True, slots=True)
class Standing:
    """The attempts of one learner at one quiz, and what follows from them."""

    quiz: Quiz
    attempts: Sequence[Attempt]

    @property
    def open(self) -> Attempt | None:
        """The attempt that is being answered."""
        return next((one for one in self.attempts if one.is_open), None)

    @property
    def to_mark(self) -> Attempt | None:
        """The attempt whose texts the learner has still to mark."""
        waits = Attempt.State.FOR_LEARNER
        return next((one for one in self.attempts if one.state == waits), None)

    @property
    def counting(self) -> Attempt | None:
        """The attempt that counts: the best or the last of those with a result."""
        marked = [one for one in self.attempts if one.is_marked]
        if self.quiz.counts == Quiz.Counts.LAST or not marked:
            return marked[-1] if marked else None
        return max(marked, key=lambda one: (one.percent or 0, -one.number))

    @property
    def is_passed(self) -> bool:
        """The attempt that counts reached the pass mark."""
        return self.counting is not None and self.counting.is_passed

    @property
    def left(self) -> int | None:
        """Attempts that may still be begun; None without an end."""
        allowed = self.quiz.attempts_allowed
        return None if allowed is None else max(0, allowed - len(self.attempts))

    @property
    def may_begin(self) -> bool:
        """A new attempt can be begun."""
        return self.open is None and self.left != 0

    @property
    def reveals(self) -> bool:
        """Right answers may be shown: nothing can be won by knowing them any more."""
        return any(one.is_passed for one in self.attempts) or self.left == 0


@Prepared
def _quizzes_at(unit: int) -> QuerySet[Quiz]:
    return Quiz.objects.filter(unit=unit)


@Prepared
def _attempts(quiz: int, enrolment: int) -> QuerySet[Attempt]:
    found = Attempt.objects.filter(quiz=quiz, enrolment=enrolment)
    return found.defer("answers", "shares", "marks").order_by("number")


def quiz_of(unit: Unit) -> Quiz | None:
    """Return the quiz of a unit, once something was written."""
    return next(iter(_quizzes_at(unit.pk)), None)


@Prepared
def _editions(quiz: int) -> QuerySet[Edition]:
    return Edition.objects.filter(quiz=quiz).order_by("-number")[:1]


def edition_of(quiz: Quiz | None) -> Edition | None:
    """Return the newest edition of a quiz."""
    return next(iter(_editions(quiz.pk)), None) if quiz else None


def standing_of(quiz: Quiz, enrolment: Enrolment) -> Standing:
    """Return the attempts of a learner, the first one first."""
    return Standing(quiz, _attempts(quiz.pk, enrolment.pk))


def reached_before(quiz: Quiz, enrolment: Enrolment) -> int | None:
    """Return what the learner reached, of a hundred, in the quiz that measured the same before."""
    if quiz.begins_with_id is None:
        return None
    first = (
        Attempt.objects.marked()
        .filter(quiz=quiz.begins_with_id, enrolment__person=enrolment.person_id)
        .order_by("handed_in_at", "pk")
        .first()
    )
    return first.percent if first else None


@Prepared
def _for_authors(person: int) -> QuerySet[Attempt]:
    written = Course.objects.written_by(User(pk=person)).values("pk")
    return (
        Attempt.objects.awaiting_author()
        .filter(quiz__unit__course__in=written)
        .exclude(enrolment__person=person)
        .select_related("quiz__unit__course")
        .order_by("quiz", "handed_in_at", "pk")
    )


def texts_waiting_for(person: User, _on: datetime.date) -> Iterator[Waiting]:
    """Yield the quizzes in which texts wait for this person, the longest waiting attempt of each.

    As an author of the course; learners find their own on the page of the unit.
    """
    for quiz, group in groupby(_for_authors(person.pk), key=lambda one: one.quiz):
        attempts = list(group)
        yield Waiting(
            title=ngettext(
                "%(count)d text waits to be marked: %(quiz)s",
                "%(count)d texts wait to be marked: %(quiz)s",
                len(attempts),
            )
            % {"count": len(attempts), "quiz": quiz},
            detail=str(quiz.unit.course),
            url=address_of("quizzes:mark", attempts[0].pk),
            action=_("Mark it"),
        )
