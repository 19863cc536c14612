"""What every page of a community shares: the community itself, its tabs, the way back.

Upper floors add their pages of a community with ``add_tab`` when they get ready, and draw them
with ``community_page`` and a template that extends ``communities/community.html``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities import rules
from innesto.communities.models import Community
from innesto.communities.queries.register import community_at, is_open
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, render_page, require


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of every community: its name (a msgid), its address, its place in the row.

    One that is not ``for_all`` is shown only to whoever may read what is inside.
    """

    label: str
    url_name: str
    position: int
    for_all: bool = False


_TABS: dict[str, Tab] = {}


def add_tab(label: str, url_name: str, *, position: int, for_all: bool = False) -> None:
    """Add a page to the tabs of every community; call it from ``AppConfig.ready``."""
    _TABS[url_name] = Tab(label, url_name, position, for_all)


add_tab(gettext_noop("People"), "communities:members", position=80)
add_tab(gettext_noop("Charter"), "communities:charter", position=85, for_all=True)
add_tab(gettext_noop("How it stands"), "communities:life", position=90)


def tabs_of(community: Community, *, is_open: bool, current: str = "") -> list[Link]:
    """Return the pages of a community in their order; ``current`` is the name of an address."""
    return [
        Link(
            gettext(tab.label),
            address_of(tab.url_name, community.slug),
            current=tab.url_name == current,
        )
        for tab in sorted(_TABS.values(), key=lambda tab: tab.position)
        if tab.for_all or is_open
    ]


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


def community_page(
    request: HttpRequest,
    template: str,
    community: Community,
    context: Mapping[str, Any],
    *,
    tab: str = "",
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page of a community with its tabs, the way back and the notice of the funder.

    A view that knows whether the reader may read what is inside says so in ``is_open``.
    """
    user = request.user
    may_read = context["is_open"] if "is_open" in context else is_open(community, user)
    shared = {
        "community": community,
        "programme": community.programme,
        "tabs": tabs_of(community, is_open=may_read, current=tab),
        "way_back": way_back(community),
        "is_open": may_read,
        "may_lead": isinstance(user, User) and rules.can_lead(user, community),
    }
    return render_page(request, template, {**shared, **context}, parts=parts, status=status)


def way_back(community: Community) -> list[Link]:
    """Return the pages above a page of the community."""
    links = [Link(gettext("Communities"), address_of("communities:index"))]
    if community.programme:
        links.append(Link(community.programme.name, community.programme.get_absolute_url()))
    if community.part_of and not community.part_of.is_private:
        links.append(Link(community.part_of.name, community.part_of.get_absolute_url()))
    return [*links, Link(community.name, community.get_absolute_url())]


def form_page(
    request: SignedIn,
    community: Community,
    form: BaseForm,
    *,
    title: str,
    action: str,
    tab: str,
    lead: str = "",
    back: str = "",
    draft: Drafting | None = None,
) -> HttpResponse:
    """Draw a page that asks one thing: its form, its verb, and the way out, else to its tab."""
    way_out = back or address_of(tab, community.slug)
    context = {"form": form, "title": title, "lead": lead, "action": action, "back": way_out}
    context["draft"] = draft
    return community_page(request, "communities/form.html", community, context, tab=tab)
