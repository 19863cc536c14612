"""What communities themselves say on the front page of a community.

Not a room: ``communities.http`` draws what is added here.
"""

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.communities.http import add_panel
from innesto.communities.models import Bridge, Community
from innesto.communities.queries.bridges import in_words
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.panels import SHOWN, Panel


def shared_here(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show works of other communities that are shown here, with where they come from."""
    found = Bridge.objects.standing().filter(to=community).select_related("origin")
    shown = in_words(list(found.order_by("-answered_at", "-pk")[:SHOWN]), viewer=viewer)
    rows = [
        Row(
            it.work.title,
            it.work.url,
            [_("from “%(community)s”") % {"community": it.bridge.origin.name}, it.work.detail],
            it.bridge.reason,
        )
        for it in shown
        if it.work
    ]
    return Panel(_("From other communities"), rows) if rows else None


def around(community: Community, viewer: User | AnonymousUser) -> Panel | None:
    """Show its sections, and the other communities of its programme."""
    near = Q(part_of=community)
    if community.programme_id:
        near |= Q(programme=community.programme_id, part_of=None)
    known = Community.objects.visible_to(viewer).filter(near, closed_on=None)
    found = known.exclude(pk__in=[community.pk, community.part_of_id or community.pk])
    sections: list[Row] = []
    siblings: list[Row] = []
    for one in found.only("slug", "names", "questions", "part_of_id").order_by("strand", "slug"):
        of_ours = one.part_of_id == community.pk
        said = Row(
            one.name, one.get_absolute_url(), [_("section") if of_ours else ""], one.question
        )
        (sections if of_ours else siblings).append(said)
    if not sections and not siblings:
        return None
    title = _("Sections and other communities") if sections else _("Other communities")
    rows = [*sections, *siblings]
    more = Link(_("All communities"), address_of("communities:index"))
    return Panel(title, rows[: 2 * SHOWN], more=more if len(rows) > 2 * SHOWN else None)


add_panel(shared_here, column="main", position=40)
add_panel(around, column="side", position=90)
