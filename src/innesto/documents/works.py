"""What documents are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.documents.models import Document
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _documents(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Document.objects.visible_to(viewer).filter(pk__in=keys)
    return {
        str(one.pk): Work(
            title=one.name,
            url=one.get_absolute_url(),
            detail=one.by_whom,
            on=timezone.localdate(one.handed_in_at or one.asked_at),
        )
        for one in found.select_related("partner__organisation", "person").defer("answers")
    }


WORKS = {"document": WorkKind(_("document"), _documents)}
