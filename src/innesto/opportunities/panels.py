"""What opportunities say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.opportunities.queries import opportunity_list
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def still_open(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show what its members posted and can still be taken, the first to close first."""
    found = opportunity_list(viewer=viewer, on=timezone.localdate(), community=community)
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [one.get_kind_display(), one.area, one.closes_on and day(one.closes_on)],
            language=one.language,
        )
        for one in found[:SHOWN]
    ]
    more = Link(_("All opportunities"), address_of("opportunities:of-community", community.slug))
    return Panel(_("Opportunities"), rows, more=more) if rows else None


add_panel(still_open, column="side", position=60)
