"""What of minutes can be found: those that went round, by who may read them.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.minutes.models import Minutes
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched
from innesto.toolkit.rich_text import as_words


def minutes_cards(minutes_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of minutes that went round: two queries for any number."""
    found = Minutes.objects.exclude(state=Minutes.State.DRAFT).filter(pk__in=minutes_ids)
    found = found.select_related("exchange__programme").prefetch_related("decisions")
    for one in found.order_by("pk"):
        programme = one.exchange.programme
        is_open = one.is_public and programme.is_public
        yield Card(
            object_id=one.pk,
            title=one.title,
            url=one.get_absolute_url(),
            language=one.language,
            abstract=" ".join(decision.text for decision in one.decisions.all()),
            text=as_words(one.text),
            detail=programme.name,
            names=[*programme.names.values()],
            year=one.exchange.starts_on.year,
            within=f"programme:{programme.pk}",
            audiences=frozenset({PUBLIC} if is_open else {f"programme:{programme.pk}", OPERATORS}),
        )


SEARCHED = Searched(kinds=[Kind("minutes", _("Minutes"), Minutes, minutes_cards)])
