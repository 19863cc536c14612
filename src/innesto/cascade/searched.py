"""What of the directory of trainers can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.cascade.models import Trainer
from innesto.search.models import PUBLIC, Card, Kind, Searched


def trainer_cards(trainer_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of trainers who wish to be found: three queries for any number."""
    found = Trainer.objects.filter(pk__in=trainer_ids, person__is_active=True)
    loaded = found.select_related("person", "organisation", "place").prefetch_related(
        "themes__scheme"
    )
    for one in loaded.order_by("pk"):
        yield Card(
            object_id=one.pk,
            title=one.person.name,
            url=one.get_absolute_url(),
            language=one.person.language,
            abstract=one.headline,
            text=one.about,
            names=[one.organisation.name] if one.organisation else [],
            place=one.place_id,
            place_name=str(one.place or ""),
            country=one.place.country_id if one.place else "",
            themes={f"{theme.scheme.key}:{theme.key}": theme.labels for theme in one.themes.all()},
            year=one.agreed_at.year,
            audiences=frozenset({PUBLIC}),
        )


SEARCHED = Searched(kinds=[Kind("trainer", _("Trainers"), Trainer, trainer_cards)])
