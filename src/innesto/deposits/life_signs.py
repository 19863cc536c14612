"""What deposits say of how alive a community is.

No room fits: ``communities`` gathers this module from every domain, and nobody imports it.
"""

import datetime
from collections.abc import Collection

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.signs import WINDOW, CountedSign
from innesto.deposits.models import Reuse, Version


def count_versions(communities: Collection[int], on: datetime.date) -> dict[int, int]:
    """Count the works and new versions handed in of late."""
    lately = Version.objects.filter(
        deposit__community__in=communities, deposit__withdrawn_at=None, at__date__gt=on - WINDOW
    )
    counted = lately.order_by().values_list("deposit__community")
    return dict(counted.annotate(count=Count("pk")))


def count_reuses(communities: Collection[int], _on: datetime.date) -> dict[int, int]:
    """Count how often the tools of each community were taken home."""
    reuses = Reuse.objects.filter(deposit__community__in=communities)
    counted = reuses.order_by().values_list("deposit__community")
    return dict(counted.annotate(count=Count("pk")))


SIGNS = {
    "deposits": CountedSign(_("works handed in during the last 90 days"), count_versions),
    "reuse": CountedSign(_("times its tools were taken home"), count_reuses),
}
