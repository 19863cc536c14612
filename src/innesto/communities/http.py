"""What every page of a community shares: the community itself, its tabs, the way back.

Upper floors add their pages of a community with ``add_tab`` when they get ready, and draw them
with ``community_page`` and a template that extends ``communities/community.html``. What they have
to say on its front page is a panel: ``add_panel``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.models import Community
from innesto.communities.queries.bridges import homes_of
from innesto.communities.queries.register import community_at, is_open
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.drawing import Row
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, require
from innesto.toolkit.panels import Panel, Panels

type Viewer = User | AnonymousUser


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page of a community, and whether what is inside is open to them."""

    viewer: Viewer
    is_open: bool


def way_back(community: Community) -> list[Link]:
    """Return the pages above a page of the community."""
    links = [Link(gettext("Communities"), address_of("communities:index"))]
    if community.programme:
        links.append(Link(community.programme.name, community.programme.get_absolute_url()))
    if community.part_of and not community.part_of.is_private:
        links.append(Link(community.part_of.name, community.part_of.get_absolute_url()))
    return [*links, Link(community.name, community.get_absolute_url())]


def _cover(request: HttpRequest, community: Community, known: Mapping[str, Any]) -> Cover[Reader]:
    """Return what stands around a page of a community.

    A view that knows whether the reader may read what is inside says so in ``is_open``.
    """
    user = request.user
    may_read = known["is_open"] if "is_open" in known else is_open(community, user)
    programme = community.programme
    return Cover(
        name=community.name,
        key=community.slug,
        reader=Reader(user, may_read),
        way_back=way_back(community),
        notice=programme.notice if programme else "",
        template="communities/community.html",
        shared={
            "community": community,
            "programme": programme,
            "is_open": may_read,
            "may_lead": cache(partial(_may_lead, user, community)),
        },
    )


def _may_lead(viewer: Viewer, community: Community) -> bool:
    return isinstance(viewer, User) and rules.can_lead(viewer, community)


_pages = Dossier(_cover)
_panels = Panels[Community, Viewer]()

community_page, form_page = _pages.page, _pages.form_page
add_panel, panels_of = _panels.add, _panels.of


def add_tab(label: str, url_name: str, *, position: int, for_all: bool = False) -> None:
    """Add a page to the tabs of every community; call it from ``AppConfig.ready``.

    One that is not ``for_all`` is shown only to whoever may read what is inside.
    """
    _pages.add_tab(
        label, url_name, position=position, shown=lambda _of, reader: for_all or reader.is_open
    )


add_tab(gettext_noop("At a glance"), "communities:front", position=5, for_all=True)
add_tab(gettext_noop("People"), "communities:members", position=80)
add_tab(gettext_noop("Charter"), "communities:charter", position=85, for_all=True)
add_tab(gettext_noop("How it stands"), "communities:life", position=90)


def share_panel(work: Model, viewer: Viewer) -> Panel | None:
    """Let members offer a work of their programme to another community, as talk and works are.

    Its ``visible_to`` must let in whom a bridge reaches: see ``works_reaching``.
    """
    if not isinstance(viewer, User):
        return None
    kind = work._meta.label_lower
    rows = [
        Row(
            gettext("Share it from “%(community)s”") % {"community": home.name},
            address_of("communities:bridge-offer", home.slug, kind, work.pk),
        )
        for home in homes_of(work, viewer=viewer)
    ]
    return Panel(gettext("Share with another community"), rows) if rows else None


def community_or_404(request: HttpRequest, slug: str) -> Community:
    """Return the community if the person may know of it."""
    return one_or_404(community_at(slug, viewer=request.user))


def open_community_or_404(request: HttpRequest, slug: str) -> Community:
    """Return the community if the person may read what is inside it."""
    community = community_or_404(request, slug)
    if not is_open(community, request.user):
        raise Http404
    return community


def led_community(request: SignedIn, slug: str) -> Community:
    """Return the community if the person may change it: else 404 or 403."""
    community = community_or_404(request, slug)
    require(rules.can_lead(request.user, community))
    return community
