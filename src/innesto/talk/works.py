"""What conversations are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.talk.models import Thread
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def describe(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    """Name the conversations the viewer may read."""
    reader = viewer if isinstance(viewer, User) else AnonymousUser()
    found = Thread.objects.visible_to(reader).filter(pk__in=keys).select_related("community")
    return {
        str(thread.pk): Work(thread.title, thread.get_absolute_url(), thread.community.name)
        for thread in found
    }


WORKS = {"thread": WorkKind(_("conversation"), describe)}
