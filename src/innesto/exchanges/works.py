"""Exchanges and ideas as works: a visit is where many a practice comes from."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Idea
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


def _ideas(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Idea.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.text,
            url=one.get_absolute_url(),
            detail=one.organisation.name,
            on=timezone.localdate(one.at),
        )
        for one in found.select_related("organisation", "exchange")
    }


WORKS = {
    "exchange": WorkKind(_("exchange"), _exchanges),
    "idea": WorkKind(_("idea"), _ideas),
}
