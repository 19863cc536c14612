"""What deposits are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.deposits.models import Deposit, Guideline
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _deposits(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Deposit.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.community.name,
            on=timezone.localdate(one.created_at),
        )
        for one in found.select_related("community")
    }


def _guidelines(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Guideline.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.community.name,
            on=timezone.localdate(one.published_at or one.begun_at),
        )
        for one in found.select_related("community")
    }


WORKS = {
    "deposit": WorkKind(_("deposit"), _deposits),
    "guideline": WorkKind(_("guideline"), _guidelines),
}
