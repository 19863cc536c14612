"""What a person is to an exchange through the bodies that have a seat in it."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange, Seat
from innesto.organisations.models import Membership
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.remembered import remembered


@dataclass(frozen=True, slots=True)
class Standing:
    """For whom a person acts at an exchange."""

    acts: bool
    """For some body that takes part."""
    speaks: frozenset[int]
    """The seats of bodies whose page the person keeps."""
    hosts: bool
    """One of these is the host."""


@Prepared
def _seats_of(person: int, exchange: int) -> QuerySet[Seat, tuple[Any, ...]]:
    found = Seat.objects.filter(
        exchange=exchange,
        partner__organisation__memberships__person=person,
        partner__organisation__memberships__status=Membership.Status.CONFIRMED,
    )
    referent = "partner__organisation__memberships__is_referent"
    return found.order_by("pk").values_list("pk", "part", referent)


@remembered
def standing_of(user: User, exchange: Exchange) -> Standing:
    """Return for whom a person acts at an exchange: one question for the whole page."""
    seats = _seats_of(user.pk, exchange.pk)
    return Standing(
        acts=bool(seats),
        speaks=frozenset(pk for pk, _part, is_referent in seats if is_referent),
        hosts=any(part == Seat.Part.HOST and is_referent for _pk, part, is_referent in seats),
    )
