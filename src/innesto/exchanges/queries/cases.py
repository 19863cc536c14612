"""Which practices an exchange is about: shown there, or come of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Bond, bonds_of
from innesto.organisations.models import Membership
from innesto.practices.models import Practice

MOST_OFFERED = 200


@dataclass(frozen=True, slots=True)
class Cases:
    """The practices of an exchange, as the reader may open them."""

    shown: Sequence[Bond]
    born: Sequence[Bond]


def cases_of(exchange: Exchange, *, viewer: User | AnonymousUser) -> Cases:
    """Return the concrete cases shown at an exchange, and what came of it."""
    bonds = [
        bond
        for bond in bonds_of(exchange, viewer=viewer)
        if not bond.is_forward and bond.kind == Practice._meta.label_lower
    ]
    return Cases(
        shown=[bond for bond in bonds if bond.relation == Link.Relation.SHOWN],
        born=[bond for bond in bonds if bond.relation != Link.Relation.SHOWN],
    )


def practices_to_name(exchange: Exchange, *, by: User) -> QuerySet[Practice]:
    """Return the practices that a person may name: of whoever takes part, and their own."""
    seated = exchange.seats.values("partner__organisation")
    mine = Membership.objects.current().filter(person=by).values("organisation")
    found = Practice.objects.visible_to(by).filter(
        Q(organisation__in=seated) | Q(organisation__in=mine)
    )
    return found.select_related("organisation").order_by("title", "pk")[:MOST_OFFERED]
