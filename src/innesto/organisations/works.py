"""Needs as works: the beginning of many a thread."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Need, Organisation
from innesto.toolkit.kinds_of_work import Work, WorkKind


def _needs(keys: Collection[str], _viewer: object) -> Mapping[str, Work]:
    standing = Organisation.objects.standing()
    needs = Need.objects.filter(pk__in=keys, organisation__in=standing)
    return {
        str(need.pk): Work(
            title=need.question or str(need.theme),
            url=need.organisation.get_absolute_url(),
            detail=need.organisation.name,
        )
        for need in needs.select_related("organisation", "theme")
    }


WORKS = {"need": WorkKind(_("need"), _needs)}
