"""What messages are called where works of all domains are named, for those who may read them."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.correspondence.models import Message
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _messages(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    reader = viewer if isinstance(viewer, User) else AnonymousUser()
    found = Message.objects.visible_to(reader).filter(pk__in=keys).select_related("programme")
    return {
        str(one.pk): Work(
            title=one.subject,
            url=one.get_absolute_url(),
            detail=one.programme.name,
            on=timezone.localdate(one.sent_at),
        )
        for one in found.defer("programme__blueprint")
    }


WORKS = {"message": WorkKind(_("message"), _messages)}
