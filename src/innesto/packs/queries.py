"""Everything for one exchange, composed of what the houses below know."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from innesto.accounts.models import User
from innesto.agendas.queries.programme import Day, days_of, sessions_of, today_at
from innesto.exchanges.models import Exchange
from innesto.packs.models import PackNote
from innesto.registrations.queries.people import attendees_of
from innesto.toolkit.rich_text import as_words
from innesto.travel.models import Directions
from innesto.travel.queries.directions import directions_of


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who comes; the address only where the person shows it to members."""

    name: str
    body: str
    contact: str = ""


@dataclass(frozen=True, slots=True)
class Handout:
    """Something to read: what, in which session, and where it is."""

    title: str
    session: str
    url: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What one takes along."""

    exchange: Exchange
    days: Sequence[Day]
    people: Sequence[Companion]
    handouts: Sequence[Handout]
    directions: Directions | None
    note: PackNote | None

    @property
    def getting_there(self) -> str:
        """How to get there, as plain text."""
        return as_words(self.directions.getting_there) if self.directions else ""

    @property
    def staying(self) -> str:
        """Where to stay, as plain text."""
        return as_words(self.directions.staying) if self.directions else ""


def pack_of(exchange: Exchange, *, viewer: User) -> Pack:
    """Gather the pack of an exchange for one reader; each house is asked once."""
    sessions = sessions_of(exchange, viewer=viewer)
    return Pack(
        exchange=exchange,
        days=days_of(sessions, today=today_at(exchange)),
        people=_people(exchange),
        handouts=[
            Handout(
                one.title,
                str(session.block),
                one.url or reverse("agendas:material", args=[one.pk]),
            )
            for session in sessions
            for one in session.materials
        ],
        directions=directions_of(exchange),
        note=PackNote.objects.filter(exchange=exchange).first(),
    )


def _people(exchange: Exchange) -> list[Companion]:
    """Return who has a place; who has no account has agreed to show no address."""
    return [
        Companion(
            str(one),
            str(one.organisation) if one.organisation else one.body,
            one.person.email
            if one.person and one.person.contact_shown_to != User.Audience.NOBODY
            else "",
        )
        for one in attendees_of(exchange)
    ]
