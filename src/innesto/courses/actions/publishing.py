"""What comes out: asked, looked at by somebody else, out; closed and opened again."""

from collections.abc import Mapping, Sequence
from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.courses.actions.discussing import open_discussion
from innesto.courses.bookkeeping import recount
from innesto.courses.models import Course, Review
from innesto.courses.tasks import tell_review_asked, tell_review_decided
from innesto.courses.unit_kinds import missing_in
from innesto.journal.actions import record
from innesto.search.actions import hand_in
from innesto.toolkit.annotations import StrOrPromise


class SomethingIsMissing(Exception):
    """Units lack what must be there before they come out: ``words`` by number of the unit."""

    def __init__(self, words: Mapping[int, Sequence[StrOrPromise]]) -> None:
        super().__init__(sorted(words))
        self.words = words


class NothingNew(Exception):
    """Everything is out already."""


class AskedAlready(Exception):
    """Somebody has been asked, and has not answered yet."""


class DecidedAlready(Exception):
    """The review has its answer."""


@transaction.atomic
def ask_review(course: Course, *, by: User, note: str = "") -> Review:
    """Ask somebody else to look at what is new.

    Raises ``AskedAlready``, ``NothingNew`` and ``SomethingIsMissing``.
    """
    course = Course.objects.select_for_update().get(pk=course.pk)
    if course.reviews.filter(verdict="").exists():
        raise AskedAlready
    _insist_on_whole(course)
    review = Review.objects.create(course=course, asked_by=by, asked_at=timezone.now(), note=note)
    record("course_review_asked", course, by=by, within=course.programme)
    transaction.on_commit(partial(tell_review_asked.enqueue, review.pk))
    return review


@transaction.atomic
def decide_review(review: Review, *, by: User, verdict: str, reason: str = "") -> Review:
    """Say yes, and what is new comes out; or say what is to be changed.

    Raises ``DecidedAlready``, and ``SomethingIsMissing`` when a unit lost what it needs.
    """
    course = Course.objects.select_for_update().get(pk=review.course_id)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    if review.verdict:
        raise DecidedAlready
    now = timezone.now()
    review.verdict, review.reason = Review.Verdict(verdict), reason
    review.decided_by, review.decided_at = by, now
    review.save(update_fields=["verdict", "reason", "decided_by", "decided_at"])
    if review.verdict == Review.Verdict.YES:
        _insist_on_whole(course)
        course.units.filter(shown_at=None).update(shown_at=now)
        if not course.is_out:
            course.state, course.published_at = Course.State.PUBLISHED, now
            course.save(update_fields=["state", "published_at"])
        recount(course)
        hand_in("course", course.pk)
        for unit in course.units.filter(kind="discussion", discussion__thread=None):
            open_discussion(unit, by=review.asked_by or by)
    record("course_reviewed", course, by=by, within=course.programme, verdict=review.verdict)
    transaction.on_commit(partial(tell_review_decided.enqueue, review.pk))
    return review


def _insist_on_whole(course: Course) -> None:
    units = list(course.units.select_related("course"))
    if course.is_out and all(unit.is_shown for unit in units):
        raise NothingNew
    if not units:
        raise NothingNew
    if lacking := missing_in(units):
        raise SomethingIsMissing(lacking)


@transaction.atomic
def close_course(course: Course, *, by: User) -> Course:
    """Take nobody in any more; who follows it goes on, and everyone can still read it."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    course.state = Course.State.CLOSED
    course.save(update_fields=["state"])
    record("course_closed", course, by=by, within=course.programme)
    hand_in("course", course.pk)
    return course


@transaction.atomic
def reopen_course(course: Course, *, by: User) -> Course:
    """Take people in again."""
    course = Course.objects.select_for_update().get(pk=course.pk)
    course.state = Course.State.PUBLISHED
    course.save(update_fields=["state"])
    record("course_reopened", course, by=by, within=course.programme)
    hand_in("course", course.pk)
    return course
