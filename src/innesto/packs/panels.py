"""The tab of the pack.

Not a room: it is loaded when the site gets ready, and puts itself into the pages of exchanges.
"""

from django.utils.translation import gettext_noop

from innesto.accounts.models import User
from innesto.exchanges.http import Viewer, add_tab
from innesto.exchanges.models import Exchange
from innesto.packs import rules


def is_shown(exchange: Exchange, viewer: Viewer) -> bool:
    """Show the pack to whoever takes it along."""
    return isinstance(viewer, User) and rules.can_take(viewer, exchange)


add_tab(gettext_noop("Take with you"), "packs:pack", position=90, shown=is_shown)
