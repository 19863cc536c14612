"""What the page of an exchange says about what came of it.

Not a room: ``exchanges`` asks for the panel by name, views of this package do not.
"""

from django.utils.translation import gettext as _

from innesto.exchanges.http import Viewer
from innesto.exchanges.models import Exchange
from innesto.outcomes.queries.accounts import accounts_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel

MOST = 4


def what_came_of_it(exchange: Exchange, viewer: Viewer) -> Panel | None:
    """Say in a line a side what it learned, once the exchange was held: one question."""
    if exchange.state != Exchange.State.HELD:
        return None
    url = address_of("outcomes:reports", exchange.pk)
    told = list(accounts_of(exchange, viewer=viewer)[: MOST + 1])
    return Panel(
        _("What each side took home"),
        rows=[
            Row(one.partner, f"{url}#resoconto-{one.pk}", text=one.learned or one.gave)
            for one in told[:MOST]
        ],
        words="" if told else _("Nobody has told anything yet."),
        more=Link(_("All reports and lessons"), url),
    )
