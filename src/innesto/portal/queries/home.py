"""The first page: what is going on, counted, never invented."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.organisations.models import Organisation
from innesto.programmes.models import Partner, Programme
from innesto.programmes.queries.register import count_partners_in, programme_list
from innesto.toolkit.maps import Map, Place

SHOWN = 6
"""Programmes on the first page; the list has them all."""

ON_THE_MAP = 40
"""Places drawn on the first page: more would only be a cloud."""


@dataclass(frozen=True, slots=True)
class ProgrammeLine:
    """A programme and the next thing that happens in it."""

    programme: Programme
    partners: int
    next_exchange: Exchange | None


@dataclass(frozen=True, slots=True)
class Home:
    """What a visitor sees; every number is a count of rows that the visitor may read."""

    organisations: int
    countries: int
    programmes: int
    exchanges: int
    lines: Sequence[ProgrammeLine]
    map: Map


def home_of(viewer: User | AnonymousUser) -> Home:
    """Return the first page for this viewer."""
    today = timezone.localdate()
    visible = Programme.objects.visible_to(viewer)
    partners = Partner.objects.present().filter(programme__in=visible.values("pk"))
    shown = list(programme_list(viewer=viewer)[:SHOWN])
    coming, counts = _next_exchanges(shown, today), count_partners_in(shown)
    return Home(
        organisations=partners.values("organisation").distinct().count(),
        countries=(
            partners.exclude(organisation__country=None)
            .values("organisation__country")
            .distinct()
            .count()
        ),
        programmes=visible.top().count(),
        exchanges=Exchange.objects.visible_to(viewer).standing().count(),
        lines=[ProgrammeLine(it, counts[it.pk], coming.get(it.pk)) for it in shown],
        map=_map(partners),
    )


def town_name(organisation: str) -> str:
    """Return «Torino» for «Città di Torino»: what one writes on a map."""
    return re.sub(r"^(Città|Comune|City|Municipality) (di|of) ", "", organisation)


def _map(partners: QuerySet[Partner]) -> Map:
    """Return the places of the partners, the largest first and not too many to tell apart."""
    places = (
        partners.filter(organisation__kind=Organisation.Kind.MUNICIPALITY)
        .exclude(organisation__place__lat=None)
        .order_by(F("organisation__place__population").desc(nulls_last=True), "organisation__place")
        .values_list("organisation__name", "organisation__place__lat", "organisation__place__lon")
        .distinct()[:ON_THE_MAP]
    )
    return Map(
        title=_("Where those who take part are"),
        places=[Place(town_name(name), lat or 0.0, lon or 0.0) for name, lat, lon in places],
        is_dark=True,
        width=640,
        height=460,
    )


def _next_exchanges(programmes: Sequence[Programme], today: datetime.date) -> dict[int, Exchange]:
    exchanges = (
        Exchange.objects.standing()
        .filter(programme__in=[p.pk for p in programmes], ends_on__gte=today)
        .order_by("-starts_on", "-pk")
    )
    return {exchange.programme_id: exchange for exchange in exchanges}
