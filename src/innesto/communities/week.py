"""Who came into a community is told in its weekly letter.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from innesto.communities.models import Community
from innesto.communities.queries.week import Telling
from innesto.toolkit.addresses import address_of
from innesto.toolkit.weekly_letters import Told


def tell_newcomers(counted: Mapping[int, int]) -> Sequence[Told]:
    """Say how many came in; their names are on the page of the members."""
    found = Community.objects.filter(pk__in=counted)
    return [
        Told(
            ngettext("%(count)d new member", "%(count)d new members", counted[one.pk])
            % {"count": counted[one.pk]},
            address_of("communities:members", one.slug),
        )
        for one in found
    ]


WEEK = (
    Telling(
        _("People"), 90, frozenset({"came_in", "member_admitted", "member_let_in"}), tell_newcomers
    ),
)
