"""What the portal says on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.panels import Panel


def elsewhere(community: Community, _viewer: User | AnonymousUser) -> Panel:
    """Say where its news and meetings can be followed from."""
    url = address_of("portal:community-follow", community.slug)
    return Panel(
        _("Follow it elsewhere"), [Row(_("In a feed reader or in your own calendar"), url)]
    )


add_panel(elsewhere, column="side", position=95)
