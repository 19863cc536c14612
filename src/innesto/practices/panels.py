"""What practices say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Community
from innesto.practices.models import Challenge, Practice
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def challenges(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show problems that its members share."""
    programme = community.programme
    if programme is None or community.part_of_id:
        return None
    found = Challenge.objects.visible_to(viewer).filter(programme=programme)
    if community.strand:
        found = found.filter(strand=community.strand)
    rows = [Row(one.title, one.get_absolute_url()) for one in found.order_by("pk")[:SHOWN]]
    new = address_of("practices:challenge-new")
    query = f"?programma={programme.slug}&linea={community.strand}"
    name_one = Link(_("Name a challenge"), new + query) if isinstance(viewer, User) else None
    return Panel(_("Common challenges"), rows, action=name_one) if rows else None


def practices(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show practices of its strand, or of its programme."""
    programme = community.programme
    if programme is None or community.part_of_id:
        return None
    found = Practice.objects.visible_to(viewer).published().filter(programme=programme)
    query = f"?programma={programme.slug}"
    if community.strand:
        found = found.filter(strand=community.strand)
        query += f"&linea={community.strand}"
    rows = [
        Row(one.title, one.get_absolute_url(), [one.organisation.name if one.organisation else ""])
        for one in found.select_related("organisation").order_by("-published_at", "-pk")[:SHOWN]
    ]
    if not rows:
        return None
    more = Link(_("All its practices"), address_of("practices:index") + query)
    return Panel(_("Practices"), rows, more=more)


add_panel(challenges, column="main", position=50)
add_panel(practices, column="main", position=60)
