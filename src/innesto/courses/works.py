"""What courses and units are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.courses.models import Course, Unit
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _courses(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Course.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            on=timezone.localdate(one.published_at or one.created_at),
        )
        for one in found
    }


def _units(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Unit.objects.visible_to(viewer).filter(pk__in=keys).select_related("course")
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.course.title,
            on=timezone.localdate(one.shown_at) if one.shown_at else None,
        )
        for one in found
    }


WORKS = {"course": WorkKind(_("course"), _courses), "unit": WorkKind(_("unit"), _units)}
