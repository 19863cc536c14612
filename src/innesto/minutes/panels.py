"""What minutes say on the page of an exchange.

Not a room: ``exchanges.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.exchanges.http import add_panel
from innesto.exchanges.models import Exchange
from innesto.minutes.models import Decision, Minutes
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import Panel

MOST_SHOWN = 5


def decided(exchange: Exchange, viewer: User | AnonymousUser) -> Panel | None:
    """Show what was decided, to whoever may read the minutes."""
    seen = Minutes.objects.visible_to(viewer).filter(exchange=exchange)
    decisions = list(
        Decision.objects.filter(minutes__in=seen.values("pk")).order_by("number")[:MOST_SHOWN]
    )
    if not decisions:
        return None
    url = Minutes(exchange_id=exchange.pk).get_absolute_url()
    rows = [Row(one.text, f"{url}#decisione-{one.number}") for one in decisions]
    return Panel(_("What was decided"), rows, more=Link(_("Read the minutes"), url))


add_panel(decided, column="main", position=60)
