"""What stands beside a curriculum: assess yourself before and after.

Not a room: ``apps`` registers it with the pages below.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.curricula.models import Curriculum
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.panels import Panel


def assess_yourself(curriculum: Curriculum, viewer: User | AnonymousUser) -> Panel | None:
    """Invite whoever has signed in to say where they stand; no question asked."""
    if not isinstance(viewer, User) or not curriculum.is_published:
        return None
    url = f"{address_of('assessments:new')}?percorso={curriculum.slug}"
    return Panel(
        _("Where do you stand?"),
        [Row(_("Assess yourself"), url, text=_("Before and after the path: only you see it."))],
    )
