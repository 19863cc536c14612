"""What of an opportunity can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.audiences import audiences_within
from innesto.opportunities.models import Opportunity
from innesto.search.models import PUBLIC, Card, Kind, Searched


def opportunity_cards(opportunity_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of opportunities that were not withdrawn: one query for any number."""
    found = Opportunity.objects.filter(pk__in=opportunity_ids, withdrawn_at=None)
    for one in found.select_related("place", "organisation", "community").order_by("pk"):
        inside = one.community and one.visibility == Opportunity.Visibility.COMMUNITY
        yield Card(
            object_id=one.pk,
            title=one.title,
            url=one.get_absolute_url(),
            language=one.language,
            abstract=one.about,
            detail=Opportunity.Kind(one.kind).label,
            names=[one.organisation.name] if one.organisation else [],
            place=one.place_id,
            place_name=str(one.place or ""),
            country=one.place.country_id if one.place else "",
            year=one.posted_at.year,
            within=f"community:{one.community_id}" if one.community_id else "",
            audiences=(
                audiences_within(one.community) if inside and one.community else frozenset({PUBLIC})
            ),
        )


SEARCHED = Searched(kinds=[Kind("opportunity", _("Opportunities"), Opportunity, opportunity_cards)])
