"""What deposits say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.deposits.queries import deposits_in
from innesto.deposits.rules import can_hand_in
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def handed_in_last(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show the works handed in last, and the way to hand one in."""
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [
                _("version %(number)s") % {"number": getattr(one, "last_number", 1)},
                one.organisation.name if one.organisation else "",
                day(timezone.localdate(one.changed_at)),
            ],
            language=one.language,
        )
        for one in deposits_in(community, viewer=viewer)[:SHOWN]
    ]
    may = isinstance(viewer, User) and can_hand_in(viewer, community)
    new = Link(_("Hand in a work"), address_of("deposits:new", community.slug)) if may else None
    if not rows and new is None:
        return None
    more = Link(_("All deposits"), address_of("deposits:index", community.slug)) if rows else None
    words = "" if rows else _("Nothing was handed in yet")
    return Panel(_("Recent deposits"), rows, more=more, action=new, words=words)


add_panel(handed_in_last, column="main", position=30)
