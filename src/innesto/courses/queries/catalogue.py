"""Courses in lists."""

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.courses.models import Course


def course_list(*, viewer: User | AnonymousUser) -> QuerySet[Course]:
    """Return the courses that are out and that the viewer may read, the newest first, sealed."""
    found = Course.objects.visible_to(viewer).out().select_related("programme", "organisation")
    return (
        found.defer("programme__blueprint")
        .order_by("-published_at", "-pk")
        .fetch_mode(models.FETCH_RAISE)
    )
