"""What the page of an exchange says about coming to it.

Not a room: ``exchanges`` draws it where it stands.
"""

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.registrations.queries.openings import standing_at
from innesto.toolkit.panels import Panel

WORDS = {
    "invited": gettext_noop("You are invited. Do you come?"),
    "nominated": gettext_noop("You are named: the organisers still have to agree"),
    "registered": gettext_noop("You asked for a place: the organisers answer by e-mail"),
    "waiting": gettext_noop("You are on the waiting list"),
    "confirmed": gettext_noop("Your place is confirmed"),
}


def place(exchange: Exchange, viewer: User | AnonymousUser) -> Panel | None:
    """Say where the viewer stands, or that one can register; nothing when neither is so."""
    if not exchange.is_standing:
        return None
    found = standing_at(exchange, viewer)
    if found is None or not (found.own or found.opening.is_offered(timezone.localdate())):
        return None
    own = reverse("registrations:detail", args=[exchange.pk, found.own]) if found.own else ""
    things = {
        "standing": found,
        "words": gettext(WORDS[found.state]) if found.own else "",
        "url": own or reverse("registrations:register", args=[exchange.pk]),
    }
    return Panel("", template="registrations/_parts/place.html", things=things)
