"""Minutes as works: they came of an exchange, and other works may come of what was decided."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.minutes.models import Minutes
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _minutes(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Minutes.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.exchange.programme.name,
            on=one.exchange.starts_on,
        )
        for one in found.select_related("exchange__programme")
    }


WORKS = {"minutes": WorkKind(_("minutes"), _minutes)}
