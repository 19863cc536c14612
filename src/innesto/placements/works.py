"""Placements, adaptations and their use as works: how a visit becomes part of a plan."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from innesto.accounts.models import User
from innesto.placements.models import Adaptation, FollowUp, Placement
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


def _adaptations(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Adaptation.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=_("%(city)s adapts it: %(adaptation)s")
            % {"city": one.organisation, "adaptation": one.how},
            url=one.get_absolute_url(),
            detail=one.for_plan,
            on=timezone.localdate(one.at),
        )
        for one in found.select_related("organisation")
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
    "adaptation": WorkKind(gettext_lazy("local adaptation"), _adaptations),
    "followup": WorkKind(gettext_lazy("use in practice"), _follow_ups),
}
