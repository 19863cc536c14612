"""The credential that a course or a curriculum leads to, beside it.

Not a room: courses and curricula draw it on their pages.
"""

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.awards.models import Award
from innesto.awards.queries import awards_asking_for
from innesto.courses.http import add_course_panel
from innesto.courses.models import Course, Enrolment
from innesto.curricula.http import add_panel
from innesto.curricula.models import Curriculum
from innesto.toolkit.drawing import Row
from innesto.toolkit.panels import Panel


def beside_course(
    _request: HttpRequest, course: Course, _enrolment: Enrolment | None
) -> Panel | None:
    """Say what a course leads to."""
    return _panel(list(awards_asking_for(course=course.pk)))


def beside_curriculum(curriculum: Curriculum, _viewer: User | AnonymousUser) -> Panel | None:
    """Say what a curriculum leads to."""
    return _panel(list(awards_asking_for(curriculum=curriculum.pk)))


def _panel(awards: list[Award]) -> Panel | None:
    if not awards:
        return None
    rows = [
        Row(one, one.get_absolute_url(), [one.achievement.issuer.organisation.name])
        for one in awards
    ]
    return Panel(_("The credential it leads to"), rows)


add_course_panel(beside_course, position=70)
add_panel(beside_curriculum, position=70)
