"""What contributions are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.contributions.models import Contribution
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _contributions(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Contribution.objects.visible_to(viewer).accepted().filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.organisation.name if one.organisation else "",
            on=timezone.localdate(one.sent_at),
        )
        for one in found.select_related("organisation")
    }


WORKS = {"contribution": WorkKind(_("contribution"), _contributions)}
