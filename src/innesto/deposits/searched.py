"""What of a deposit can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.audiences import audiences_within
from innesto.communities.queries.bridges import bridged_audiences
from innesto.deposits.models import Deposit, Guideline, Version
from innesto.search.models import PUBLIC, Card, Kind, Searched
from innesto.toolkit.rich_text import as_words


def deposit_cards(deposit_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of deposits that stand: four queries for any number."""
    shared = bridged_audiences(Deposit, deposit_ids)
    versions = Prefetch("versions", Version.objects.order_by("-number"))
    found = Deposit.objects.standing().filter(pk__in=deposit_ids)
    found = found.select_related("community__programme", "organisation__place")
    for deposit in found.prefetch_related(versions, "themes__scheme").order_by("pk"):
        last = next(iter(deposit.versions.all()), None)
        place = deposit.organisation.place if deposit.organisation else None
        is_public = deposit.visibility == Deposit.Visibility.PUBLIC
        community = deposit.community
        yield Card(
            object_id=deposit.pk,
            title=deposit.title,
            url=deposit.get_absolute_url(),
            language=deposit.language,
            abstract=deposit.about,
            text="\n".join(filter(None, (last.transcript, last.words))) if last else "",
            detail=Deposit.Kind(deposit.kind).label,
            names=[deposit.organisation.name] if deposit.organisation else [],
            themes={
                f"{theme.scheme.key}:{theme.key}": theme.labels for theme in deposit.themes.all()
            },
            place=place.pk if place else None,
            place_name=str(place or ""),
            year=deposit.created_at.year,
            within=f"community:{community.pk}",
            audiences=(
                frozenset({PUBLIC})
                if is_public
                else audiences_within(community) | shared.get(deposit.pk, frozenset())
            ),
        )


def guideline_cards(guideline_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of guidelines: two queries for any number."""
    found = Guideline.objects.filter(pk__in=guideline_ids).select_related("community")
    for guideline in found.prefetch_related("sections").order_by("pk"):
        sections = guideline.sections.all()
        within = audiences_within(guideline.community)
        yield Card(
            object_id=guideline.pk,
            title=guideline.title,
            url=guideline.get_absolute_url(),
            language=guideline.language,
            abstract=guideline.about,
            text="\n".join(f"{one.heading}\n{as_words(one.body)}" for one in sections),
            names=[guideline.community.name] if guideline.is_public else [],
            year=guideline.begun_at.year,
            within=f"community:{guideline.community_id}",
            audiences=frozenset({PUBLIC}) if guideline.is_public else within,
        )


SEARCHED = Searched(
    kinds=[
        Kind("deposit", _("Deposits"), Deposit, deposit_cards),
        Kind("guideline", _("Guidelines"), Guideline, guideline_cards),
    ]
)
