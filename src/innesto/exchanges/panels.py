"""What exchanges say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.exchanges.queries.agenda import meetings_of
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import days
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def next_meetings(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show the next exchanges of its strand, and those of the whole programme."""
    found = meetings_of(community, viewer=viewer).filter(ends_on__gte=timezone.localdate())
    rows = [
        Row(one.name, one.get_absolute_url(), [days(one.starts_on, one.ends_on), one.where])
        for one in found[:SHOWN]
    ]
    calendar = address_of("portal:community-follow", community.slug)
    follow = Link(_("Follow in your calendar"), calendar)
    return Panel(_("Next meetings"), rows, more=follow) if rows else None


add_panel(next_meetings, column="side", position=20)
