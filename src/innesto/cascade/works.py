"""Trainings as works: what threads are made of."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.cascade.models import Training
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _trainings(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Training.objects.visible_to(viewer).standing().filter(pk__in=keys)
    return {
        str(one.pk): Work(
            one.title, one.get_absolute_url(), detail=str(one.trainer), on=one.starts_on
        )
        for one in found.select_related("trainer")
    }


WORKS = {"training": WorkKind(_("training"), _trainings)}
