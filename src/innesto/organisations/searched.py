"""What of an organisation can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from innesto.organisations.models import Need, Offer, Organisation
from innesto.search.models import Card, Kind, Searched


def organisation_cards(organisation_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of standing organisations: three queries for any number."""
    needs = Prefetch("needs", Need.objects.select_related("theme__scheme"))
    offers = Prefetch("offers", Offer.objects.select_related("theme__scheme"))
    found = Organisation.objects.standing().filter(pk__in=organisation_ids)
    for body in found.select_related("place").prefetch_related(needs, offers).order_by("pk"):
        themes = [one.theme for one in body.offers.all()] + [one.theme for one in body.needs.all()]
        yield Card(
            object_id=body.pk,
            title=body.name,
            url=body.get_absolute_url(),
            abstract=body.about,
            text="\n".join(
                [
                    *(offer.evidence for offer in body.offers.all()),
                    *(need.question for need in body.needs.all()),
                ]
            ),
            detail=Organisation.Kind(body.kind).label,
            themes={f"{theme.scheme.key}:{theme.key}": theme.labels for theme in themes},
            place=body.place_id,
            place_name=str(body.place or ""),
            country=body.country_id or "",
        )


SEARCHED = Searched(
    kinds=[Kind("organisation", _("Organisations"), Organisation, organisation_cards)]
)
