"""What belongs together with an exchange: its series, or the other legs of its pair."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from innesto.exchanges.models import Exchange


@dataclass(frozen=True, slots=True)
class Siblings:
    """The meetings of a series, or the legs of an exchange there and back, this one among them."""

    is_series: bool
    exchanges: Sequence[Exchange]


def siblings_of(exchange: Exchange) -> Siblings | None:
    """Return what belongs together with an exchange, in order of time; one query.

    Whoever sees one of them sees all: they are of one programme.
    """
    if exchange.series_id:
        together = Q(series=exchange.series_id)
    elif exchange.leg:
        together = Q(programme=exchange.programme_id, format=exchange.format)
        together &= Q(scope=exchange.scope) & ~Q(leg="")
    else:
        return None
    found = Exchange.objects.filter(together).order_by("starts_on", "pk")
    exchanges = list(found.prefetch_related("seats__partner__organisation"))
    return Siblings(bool(exchange.series_id), exchanges) if len(exchanges) > 1 else None
