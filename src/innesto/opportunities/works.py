"""What opportunities are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.opportunities.models import Opportunity
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _opportunities(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Opportunity.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.title,
            url=one.get_absolute_url(),
            detail=one.get_kind_display(),
            on=timezone.localdate(one.posted_at),
        )
        for one in found
    }


WORKS = {"opportunity": WorkKind(_("opportunity"), _opportunities)}
