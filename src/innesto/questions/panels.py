"""What questions to experts say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.questions.queries.register import question_list
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def asked(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show the newest questions; who asks is named on their own pages only."""
    found = question_list(community, viewer=viewer, at=timezone.now())[:SHOWN]
    rows = [
        Row(one.title, one.get_absolute_url(), [one.get_state_display(), day(one.asked_at)])
        for one in found
    ]
    if not rows:
        return None
    every = Link(_("All the questions"), address_of("questions:index", community.slug))
    return Panel(_("Questions to the experts"), rows, more=every)


add_panel(asked, column="main", position=10)
