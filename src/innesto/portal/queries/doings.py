"""What an organisation takes part in: programmes with its roles, exchanges to come, practices."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Organisation
from innesto.practices.models import Practice
from innesto.programmes.models import Partner
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import labels_of
from innesto.toolkit.dates import days
from innesto.toolkit.drawing import Row

SHOWN = 5
"""Exchanges and practices named; the pages behind them say the others."""


@dataclass(frozen=True, slots=True)
class Doings:
    """What an organisation does here, as rows."""

    programmes: Sequence[Row]
    exchanges: Sequence[Row]
    practices: Sequence[Row]


def doings_of(
    organisation: Organisation, *, viewer: User | AnonymousUser, on: datetime.date
) -> Doings:
    """Return what the viewer may know of it, in three questions and one for the roles."""
    partners = (
        Partner.objects.visible_to(viewer)
        .present()
        .filter(organisation=organisation)
        .select_related("programme__call")
        .prefetch_related("roles")
        .order_by("programme__sought", "pk")
    )
    seats = Seat.objects.filter(partner__organisation=organisation)
    exchanges = (
        Exchange.objects.visible_to(viewer)
        .standing()
        .filter(pk__in=seats.values("exchange"), ends_on__gte=on)
        .select_related("programme")
        .defer("programme__blueprint")
        .order_by("starts_on", "pk")
    )
    practices = Practice.objects.visible_to(viewer).filter(organisation=organisation)
    return Doings(
        programmes=[_programme(partner) for partner in partners],
        exchanges=[
            Row(
                exchange.name,
                exchange.get_absolute_url(),
                [days(exchange.starts_on, exchange.ends_on), exchange.programme.name],
            )
            for exchange in exchanges[:SHOWN]
        ],
        practices=[
            Row(practice.title, practice.get_absolute_url())
            for practice in practices.order_by("-published_at", "-pk")[:SHOWN]
        ],
    )


def _programme(partner: Partner) -> Row:
    labels = labels_of(blueprint_of(partner.programme)).roles
    held = [role.role for role in partner.roles.all() if role.until is None]
    return Row(
        partner.programme.name,
        partner.programme.get_absolute_url(),
        [labels.get(role, role) for role in held],
    )
