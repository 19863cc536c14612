"""Open a community and change what it is."""

from collections.abc import Mapping

from django.db import transaction

from innesto.accounts.models import User
from innesto.communities.models import Community
from innesto.communities.queries.register import free_slug
from innesto.journal.actions import record
from innesto.programmes.models import Programme
from innesto.search.actions import hand_in


class OpenedMeanwhile(Exception):
    """The programme has a community for this strand already."""


@transaction.atomic
def open_community(
    *,
    names: Mapping[str, str],
    by: User | None,
    programme: Programme | None = None,
    strand: str = "",
    questions: Mapping[str, str] | None = None,
    visibility: str = Community.Visibility.PROGRAMME,
    joining: str = Community.Joining.OPEN,
    part_of: Community | None = None,
    is_example: bool = False,
) -> Community:
    """Open a community; words are given by language. Raises ``OpenedMeanwhile``."""
    if programme and strand:
        Programme.objects.select_for_update().get(pk=programme.pk)
        if programme.communities.filter(strand=strand).exists():
            raise OpenedMeanwhile
    community = Community.objects.create(
        programme=programme,
        strand=strand,
        part_of=part_of,
        slug=free_slug(next(iter(names.values()), "")),
        names=dict(names),
        questions=dict(questions or {}),
        visibility=visibility,
        joining=joining,
        is_example=is_example,
    )
    record("community_opened", community, by=by, within=programme)
    hand_in("community", community.pk)
    return community
