"""Which list of persons an exchange has: its own, or the one of its series."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.exchanges.models.meetings import ExchangeQuerySet
from innesto.registrations.models import FormQuestion, Opening, Registration


def meetings_of(exchange: Exchange) -> ExchangeQuerySet:
    """Return the exchange, or all meetings of its series."""
    return Exchange.objects.filter(_same_list(exchange))


def opening_of(exchange: Exchange) -> Opening | None:
    """Return the opening of an exchange, else the first of its series; None without."""
    found = Opening.objects.filter(exchange__in=meetings_of(exchange).values("pk"))
    return (
        found.select_related("exchange__programme__call", "exchange__series").order_by("pk").first()
    )


def list_of(exchange: Exchange) -> QuerySet[Exchange, Any]:
    """Return on whose list the persons of an exchange are, for ``exchange__in``."""
    return meetings_of(exchange).values("pk")


def _same_list(exchange: Exchange) -> Q:
    same = Q(pk=exchange.pk)
    return same | Q(series=exchange.series_id) if exchange.series_id else same


def second_step(opening: Opening) -> Sequence[FormQuestion]:
    """Return what is asked of who has a place."""
    return list(opening.questions.filter(step=FormQuestion.Step.SECOND))


@dataclass(frozen=True, slots=True)
class Standing:
    """An opening as one viewer finds it: how many have a place, and their own registration."""

    opening: Opening
    seated: int
    own: int | None
    state: str

    @property
    def left(self) -> int | None:
        """Places that nobody has; None without an end."""
        places = self.opening.places
        return None if places is None else max(0, places - self.seated)


def standing_at(exchange: Exchange, viewer: User | AnonymousUser) -> Standing | None:
    """Return the opening of an exchange with where the viewer stands, in one question."""
    there = Registration.objects.filter(exchange=OuterRef("exchange"))
    seated = there.confirmed().on_places().order_by().values("exchange")
    own = there.live().filter(person=viewer.pk) if viewer.pk else there.none()
    found = Opening.objects.filter(exchange__in=list_of(exchange)).annotate(
        seated=Coalesce(Subquery(seated.annotate(people=Count("pk")).values("people")), 0),
        own=Subquery(own.values("pk")[:1]),
        own_state=Subquery(own.values("state")[:1]),
    )
    one: Any = found.order_by("pk").first()
    return one and Standing(one, one.seated, one.own, one.own_state or "")
