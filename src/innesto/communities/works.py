"""What communities are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def describe(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    """Name the communities the viewer may know of."""
    reader = viewer if isinstance(viewer, User) else AnonymousUser()
    found = Community.objects.visible_to(reader).filter(pk__in=keys).select_related("programme")
    return {
        str(community.pk): Work(
            community.name,
            community.get_absolute_url(),
            community.programme.name if community.programme else "",
        )
        for community in found
    }


WORKS = {"community": WorkKind(_("community"), describe)}
