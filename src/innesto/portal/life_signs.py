"""How alive communities are, as far as the floors below the portal know it: meetings and reuse.

No room fits: communities gather this module, and nobody imports it.
"""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from innesto.communities.models import Community
from innesto.communities.queries.signs import WINDOW, CountedSign
from innesto.exchanges.models import Exchange
from innesto.practices.models import Adoption


def count_meetings(communities: Collection[int], on: datetime.date) -> dict[int, int]:
    """Count the exchanges held, or under way, in the last 90 days: of its strand, and of all."""
    met = Exchange.objects.standing().between(on - WINDOW, on)
    rows = met.filter(programme__communities__in=communities).order_by()
    found = set(rows.values_list("programme", "scope", "pk"))
    return _by_community(communities, ((p, scope) for p, scope, _pk in found), with_common=True)


def count_reuse(communities: Collection[int], _on: datetime.date) -> dict[int, int]:
    """Count the municipalities that took a practice of its strand home."""
    home = Adoption.objects.standing().filter(practice__programme__communities__in=communities)
    rows = home.order_by().values_list("practice__programme", "practice__strand", "pk").distinct()
    return _by_community(communities, ((p, strand) for p, strand, _pk in rows), with_common=False)


def _by_community(
    communities: Collection[int], parts: Iterable[tuple[int, str]], *, with_common: bool
) -> dict[int, int]:
    """Add up things of programmes and strands; a community without a strand has all of them."""
    each = Counter(parts)
    whole: Counter[int] = Counter()
    for (programme, _strand), count in each.items():
        whole[programme] += count
    rows = Community.objects.filter(pk__in=communities, part_of=None).exclude(programme=None)
    found = {}
    for pk, programme, strand in rows.order_by("pk").values_list("pk", "programme", "strand"):
        own = each[programme, strand] + (each[programme, ""] if with_common else 0)
        found[pk] = own if strand else whole[programme]
    return found


SIGNS = {
    "meetings": CountedSign(_("meetings in the last 90 days"), count_meetings),
    "reuse": CountedSign(_("practices taken home elsewhere"), count_reuse),
}
