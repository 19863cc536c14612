"""What lessons are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.outcomes.models import Lesson
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _lessons(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Lesson.objects.visible_to(viewer).filter(pk__in=keys).select_related("organisation")
    return {
        str(one.pk): Work(
            title=one.sentence,
            url=one.get_absolute_url(),
            detail=one.organisation.name,
            on=timezone.localdate(one.written_at),
        )
        for one in found
    }


WORKS = {"lesson": WorkKind(_("lesson"), _lessons)}
