"""Exchanges as works: a visit is where many a practice comes from."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _exchanges(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Exchange.objects.visible_to(viewer).filter(pk__in=keys).select_related("programme")
    return {
        str(one.pk): Work(
            title=str(one),
            url=one.get_absolute_url(),
            detail=one.programme.name,
            on=one.starts_on,
        )
        for one in found
    }


WORKS = {"exchange": WorkKind(_("exchange"), _exchanges)}
