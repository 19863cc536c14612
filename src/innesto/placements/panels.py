"""What staff exchanges have to say on the page of an exchange.

Not a room: the page of an exchange draws it, through ``exchanges.http.add_panel``.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.placements.queries.page import placement_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.panels import Panel


def other_legs(exchange: Exchange, _viewer: User | AnonymousUser) -> Panel | None:
    """Lead from one leg to the whole staff exchange, and say whether it is agreed."""
    if not exchange.leg:
        return None
    placement = placement_of(exchange)
    if placement is None:
        words = _("no agreement yet")
    else:
        words = pgettext("agreement", "agreed") if placement.is_agreed else _("agreement under way")
    row = Row(
        title=_("Both legs beside each other"),
        url=address_of("placements:detail", exchange.pk),
        meta=(words,),
    )
    return Panel(_("Staff exchange"), rows=[row])
