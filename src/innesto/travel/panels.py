"""What travel says on the page of an exchange.

Not a room: ``exchanges.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.http import add_panel
from innesto.exchanges.models import Exchange
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.panels import Panel
from innesto.toolkit.rich_text import as_words
from innesto.travel.queries.directions import directions_of

MOST_WORDS = 30


def practical(exchange: Exchange, _viewer: User | AnonymousUser) -> Panel | None:
    """Show how to get there and where to stay, in brief."""
    said = directions_of(exchange)
    if said is None:
        return None
    url = address_of("travel:index", exchange.pk)
    parts = [(_("How to get there"), said.getting_there), (_("Where to stay"), said.staying)]
    rows = [
        Row(title, url, text=Truncator(as_words(text)).words(MOST_WORDS), language=said.language)
        for title, text in parts
        if text
    ]
    return Panel(_("Practical"), rows) if rows else None


add_panel(practical, column="side", position=70)
