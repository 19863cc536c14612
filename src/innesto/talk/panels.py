"""What conversations say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.talk.queries.threads import recent_threads
from innesto.talk.rules import can_open_thread
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def moved_last(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show the conversations that moved last, and the way to begin one."""
    rows = [
        Row(
            one.title,
            one.get_absolute_url(),
            [
                one.author or _("Erased person"),
                one.organisation.name if one.organisation else "",
                ngettext("%(count)d answer", "%(count)d answers", one.answers_count)
                % {"count": one.answers_count},
                day(timezone.localdate(one.last_at)),
            ],
        )
        for one in recent_threads(community, viewer=viewer, count=SHOWN)
    ]
    may = isinstance(viewer, User) and can_open_thread(viewer, community)
    new = Link(_("Begin a conversation"), address_of("talk:new", community.slug)) if may else None
    if not rows and new is None:
        return None
    more = Link(_("All conversations"), address_of("talk:index", community.slug)) if rows else None
    words = "" if rows else _("No conversation yet")
    return Panel(_("Conversations"), rows, more=more, action=new, words=words)


add_panel(moved_last, column="main", position=20)
