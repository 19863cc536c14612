"""The credential that a course or a curriculum leads to, beside it; the way to it, beside itself.

Not a room: courses, curricula and credentials draw it on their pages.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.awards.models import Award
from innesto.awards.queries import awards_asking_for
from innesto.courses import http as courses
from innesto.courses.models import Course
from innesto.credentials import http as credentials
from innesto.credentials.models import Achievement
from innesto.curricula import http as curricula
from innesto.curricula.models import Curriculum
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel


def beside_course(course: Course, _reader: courses.Reader) -> Panel | None:
    """Say what a course leads to."""
    return _panel(list(awards_asking_for(course=course.pk)))


def beside_curriculum(curriculum: Curriculum, _viewer: User | AnonymousUser) -> Panel | None:
    """Say what a curriculum leads to."""
    return _panel(list(awards_asking_for(curriculum=curriculum.pk)))


def beside_achievement(achievement: Achievement, _viewer: User | AnonymousUser) -> Panel | None:
    """Lead to what it asks for, and to what is still missing."""
    award = Award.objects.filter(achievement=achievement).first()
    if award is None or not achievement.is_open:
        return None
    way = Link(_("See what is missing"), award.get_absolute_url())
    return Panel(_("How one gets it"), action=way)


def _panel(awards: list[Award]) -> Panel | None:
    if not awards:
        return None
    rows = [
        Row(one, one.get_absolute_url(), [one.achievement.issuer.organisation.name])
        for one in awards
    ]
    return Panel(_("The credential it leads to"), rows)


courses.add_panel(beside_course, column="side", position=70)
curricula.add_panel(beside_curriculum, column="side", position=70)
credentials.add_panel(beside_achievement, column="side", position=10)
