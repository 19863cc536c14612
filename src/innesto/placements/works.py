"""Placements, lessons and their use as works: how a visit becomes part of a plan."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.accounts.models import User
from innesto.placements.models import FollowUp, Lesson, Placement
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _placements(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Placement.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=str(one),
            url=one.get_absolute_url(),
            detail=one.programme.name,
            on=one.opening.starts_on,
        )
        for one in found.select_related("opening", "programme")
    }


def _lessons(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Lesson.objects.visible_to(viewer).filter(pk__in=keys).select_related("organisation")
    return {
        str(one.pk): Work(
            title=one.text,
            url=one.get_absolute_url(),
            detail=_("%(city)s adapts it: %(adaptation)s")
            % {"city": one.organisation, "adaptation": one.adaptation},
            on=timezone.localdate(one.at),
        )
        for one in found
    }


def _follow_ups(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = FollowUp.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.where or one.get_use_display(),
            url=one.side.placement.get_absolute_url(),
            detail=one.side.organisation.name,
            on=timezone.localdate(one.at),
        )
        for one in found.select_related("side__organisation", "side__placement")
    }


WORKS = {
    "placement": WorkKind(gettext_lazy("staff exchange"), _placements),
    "lesson": WorkKind(gettext_lazy("lesson"), _lessons),
    "followup": WorkKind(gettext_lazy("use in practice"), _follow_ups),
}
