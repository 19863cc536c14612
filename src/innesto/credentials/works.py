"""What is awarded, as works: notices and links name it."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.credentials.models import Achievement
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _achievements(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Achievement.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=str(one), url=one.get_absolute_url(), detail=one.issuer.organisation.name
        )
        for one in found.select_related("issuer__organisation")
    }


WORKS = {"achievement": WorkKind(_("what is awarded"), _achievements)}
