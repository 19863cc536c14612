"""What waits on the desk: the course one was in, and courses that somebody wrote.

Not a room: ``apps.ready`` hands it to ``toolkit.waiting``.
"""

import datetime
from collections.abc import Iterator

from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.courses.queries.catalogue import begun_by
from innesto.courses.queries.people import reviews_for
from innesto.toolkit.addresses import address_of
from innesto.toolkit.waiting import Waiting


def course_begun(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the course one was in last, at the unit where one was."""
    for mine in begun_by(person.pk):
        here = mine.last_unit
        asked = mine.course.units_count
        yield Waiting(
            title=mine.course.title,
            detail=_("%(done)s of %(asked)s units done")
            % {
                "done": mine.done_count,
                "asked": asked,
            },
            url=here.get_absolute_url() if here else mine.course.get_absolute_url(),
            action=_("Continue where you were"),
        )


def courses_to_look_at(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Yield the courses that came in and wait for a yes."""
    for review in reviews_for(person.pk):
        yield Waiting(
            title=review.course.title,
            detail=review.note or _("Somebody wrote it and asks you to look at it."),
            url=address_of("courses:review", review.course.slug),
            action=_("Look at it"),
        )
