"""Rounds and tickets: of an exchange, of one person, of a link."""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.feedback.models import Passage, Round, Ticket
from innesto.presence.models import Attendee
from innesto.presence.queries import came_to
from innesto.registrations.queries.people import attendees_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.prepared import Prepared
from innesto.toolkit.waiting import Waiting


def is_signed_in(_exchange: Exchange, viewer: User | AnonymousUser) -> bool:
    """Tell whether the tab is of use to somebody: rounds are of persons."""
    return isinstance(viewer, User)


def rounds_at(exchange: Exchange, *, viewer: User | AnonymousUser) -> QuerySet[Round]:
    """Return the rounds of an exchange with how many were asked, answered and wait for a look."""
    waits = Q(passages__state=Passage.State.WAITING)
    return (
        Round.objects.visible_to(viewer)
        .filter(exchange=exchange)
        .annotate(
            asked_count=Count("tickets", distinct=True),
            answered_count=Count("tickets", filter=Q(tickets__is_spent=True), distinct=True),
            to_look_at=Count("passages", filter=waits, distinct=True),
        )
        .order_by("opened_at", "pk")
    )


def ticket_of(person: User, round_: Round) -> Ticket | None:
    """Return the ticket of a person in a round."""
    return Ticket.objects.filter(round=round_, person=person).first()


def ticket_by(token: str) -> Ticket | None:
    """Return the ticket of a guest's link."""
    try:
        pk, nonce = signing.loads(token, salt=Ticket.SALT)
    except (signing.BadSignature, ValueError):
        return None
    found = Ticket.objects.filter(pk=pk, nonce=nonce)
    return found.select_related("round__exchange__programme__call").first()


@Prepared
def _unspent(person: int, on: datetime.date) -> QuerySet[Ticket]:
    open_ones = Ticket.objects.filter(
        person=person, is_spent=False, round__closed_at=None, round__closes_on__gte=on
    )
    return (
        open_ones.select_related("round__exchange__programme")
        .defer("round__questions", "round__exchange__programme__blueprint")
        .order_by("round__closes_on", "pk")
    )


def waiting_for(person: User, on: datetime.date) -> Iterator[Waiting]:
    """Say which feedback waits for a person."""
    for ticket in _unspent(person.pk, on):
        exchange = ticket.round.exchange
        yield Waiting(
            title=_("What did it bring you? %(exchange)s") % {"exchange": exchange},
            detail=str(exchange.programme),
            url=address_of("feedback:answer", ticket.round_id),
            action=_("Answer"),
            due=ticket.round.closes_on,
        )


class Asked(NamedTuple):
    """Somebody to ask: by their account, else by an address."""

    person: User | None
    name: str
    email: str
    language: str


def people_to_ask(exchange: Exchange) -> list[Asked]:
    """Return who was there; where nobody noted who came, everyone who has a place.

    Who only walked in and left a name cannot be asked.
    """
    found: dict[tuple[int | None, str], Asked] = {}
    came = list(came_to(exchange))
    for one in came or attendees_of(exchange):
        registration = one.registration if isinstance(one, Attendee) else one
        person = one.person or (registration.person if registration else None)
        email = registration.email if registration and not person else ""
        if person or email or not came:
            key = (person.pk if person else None, email or ("" if person else one.name))
            found[key] = Asked(person, one.name, email, one.language)
    return [*found.values()]
