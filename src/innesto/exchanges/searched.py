"""What of an exchange can be found.

No room fits: the search gathers this module from every domain, and nobody imports it.
"""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from innesto.communities.queries.bridges import bridged_audiences
from innesto.exchanges.models import Exchange
from innesto.search.models import OPERATORS, PUBLIC, Card, Kind, Searched


def exchange_cards(exchange_ids: Sequence[int]) -> Iterator[Card]:
    """Make the cards of exchanges that stand: three queries for any number."""
    shared = bridged_audiences(Exchange, exchange_ids)
    found = Exchange.objects.standing().filter(pk__in=exchange_ids).select_related("programme")
    seats = found.prefetch_related("seats__partner__organisation").order_by("pk")
    for exchange in seats:
        programme = exchange.programme
        language = next(iter(exchange.title), "")
        bodies = [seat.partner.organisation.name for seat in exchange.seats.all()]
        where = exchange.scope_names.get(language, "")
        title = exchange.title.get(language, exchange.key)
        others = [*exchange.title.items(), *exchange.scope_names.items()]
        yield Card(
            object_id=exchange.pk,
            title=f"{title}, {where}" if where else title,
            url=exchange.get_absolute_url(),
            language="" if language == "und" else language,
            abstract=", ".join(bodies[:6]),
            text=", ".join(bodies[6:]),
            detail=programme.names.get(language) or programme.slug,
            names=[*programme.names.values(), exchange.venue],
            also={code: words for code, words in others if code != language},
            year=exchange.starts_on.year,
            within=f"programme:{programme.pk}",
            audiences=frozenset(
                {PUBLIC} if programme.is_public else {f"programme:{programme.pk}", OPERATORS}
            )
            | shared.get(exchange.pk, frozenset()),
        )


SEARCHED = Searched(kinds=[Kind("exchange", _("Exchanges"), Exchange, exchange_cards)])
