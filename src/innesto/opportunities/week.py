"""What can be taken is told in the weekly letter of a community.

No room fits: ``communities.queries.week`` gathers this module from every domain.
"""

from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.week import Telling
from innesto.opportunities.models import Opportunity
from innesto.toolkit.weekly_letters import Told


def tell_opportunities(counted: Mapping[int, int]) -> Sequence[Told]:
    """Name those that can still be taken."""
    found = Opportunity.objects.standing(timezone.localdate()).filter(pk__in=counted)
    return [Told(one.title, one.get_absolute_url()) for one in found.order_by("pk")]


WEEK = (Telling(_("Opportunities"), 40, frozenset({"opportunity_posted"}), tell_opportunities),)
