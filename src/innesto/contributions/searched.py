"""What of contributions can be found: the accepted ones.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.contributions.models import Contribution
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched


def contribution_cards(contribution_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of accepted contributions: two queries for any number."""
    found = Contribution.objects.accepted().filter(pk__in=contribution_ids)
    loaded = found.select_related("call__exchange__programme", "organisation", "by")
    for one in loaded.prefetch_related("authors").order_by("pk"):
        programme = one.call.exchange.programme
        inside = frozenset({f"programme:{programme.pk}", OPERATORS})
        bodies = [one.organisation.name] if one.organisation else []
        people = [one.by.name] if one.by else []
        yield Card(
            object_id=one.pk,
            title=one.title,
            url=one.get_absolute_url(),
            language=one.language,
            abstract=one.summary,
            detail=one.kind,
            names=[*bodies, *people, *(author.name for author in one.authors.all())],
            year=one.call.exchange.starts_on.year,
            within=f"programme:{programme.pk}",
            audiences=frozenset({PUBLIC}) if programme.is_public else inside,
        )


SEARCHED = Searched(
    kinds=[Kind("contribution", _("Contributions"), Contribution, contribution_cards)]
)
