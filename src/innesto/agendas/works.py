"""What sessions are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.agendas.models import Block
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _blocks(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Block.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=str(one),
            url=one.get_absolute_url(),
            detail=str(one.exchange),
            on=one.on,
        )
        for one in found.select_related("exchange")
    }


WORKS = {"block": WorkKind(_("session"), _blocks)}
