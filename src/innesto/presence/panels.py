"""What the pages of an exchange say about presence.

Not a room: it is loaded when the site gets ready, and puts itself into the pages of exchanges.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from innesto.accounts.models import User
from innesto.exchanges.http import Viewer, add_panel, add_tab
from innesto.exchanges.models import Exchange
from innesto.presence import rules
from innesto.presence.models import Attendee
from innesto.toolkit.panels import Panel


def is_shown(exchange: Exchange, viewer: Viewer) -> bool:
    """Show the page of presence to whoever can do something there."""
    return isinstance(viewer, User) and rules.can_see(viewer, exchange)


def draw_presence(exchange: Exchange, _viewer: Viewer) -> Panel | None:
    """Say how many persons came, once it has begun."""
    if exchange.begins_at > timezone.now():
        return None
    count = (
        Attendee.objects.filter(exchange=exchange, attendances__minutes__gt=0).distinct().count()
    )
    if not count:
        return None
    words = ngettext("%(count)d person was there.", "%(count)d persons were there.", count)
    return Panel(_("Presence"), words=words % {"count": count})


add_tab(gettext_noop("Presence"), "presence:sheet", position=40, shown=is_shown)
add_panel(draw_presence, column="main", position=40)
