"""Conversations that began out of a course or one of its units."""

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User
from innesto.courses.models import Course, Unit
from innesto.lineage.models import Link
from innesto.talk.models import Thread

MOST = 100


def threads_about(course: Course, *, viewer: User | AnonymousUser) -> list[Thread]:
    """Return what the viewer may read of it, what moved last first."""
    units = [str(pk) for pk in Unit.objects.filter(course=course).values_list("pk", flat=True)]
    links = Link.objects.filter(later_kind="talk.thread")
    begun = links.filter(earlier_kind="courses.course", earlier_key=str(course.pk)) | links.filter(
        earlier_kind="courses.unit", earlier_key__in=units
    )
    numbers = [int(key) for key in begun.values_list("later_key", flat=True)]
    found = Thread.objects.visible_to(viewer).filter(pk__in=numbers, joined_into=None)
    return list(found.select_related("author", "organisation").order_by("-last_at", "-pk")[:MOST])
