"""What curricula are called where works of all domains are named."""

from collections.abc import Collection, Mapping

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.curricula.models import Curriculum
from innesto.toolkit.kinds_of_work import Reader, Work, WorkKind


def _curricula(keys: Collection[str], viewer: Reader) -> Mapping[str, Work]:
    assert isinstance(viewer, User | AnonymousUser)
    found = Curriculum.objects.visible_to(viewer).filter(pk__in=keys)
    return {str(one.pk): Work(one.title, one.get_absolute_url()) for one in found}


WORKS = {"curriculum": WorkKind(_("curriculum"), _curricula)}
