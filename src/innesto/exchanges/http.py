"""What every page of an exchange shares: the exchange itself, its tabs, the way back.

Upper floors add their pages of an exchange with ``add_tab`` when they get ready, and draw them
with ``exchange_page`` and a template that extends ``exchanges/exchange.html``. What they have to
say on the page of the exchange itself is a panel: ``add_panel``.
"""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.communities.http import share_panel
from innesto.exchanges import rules
from innesto.exchanges.icalendar import Guest, calendar_of, invitation_of
from innesto.exchanges.models import Exchange
from innesto.programmes.http import way_back as way_to_programme
from innesto.programmes.models import Programme
from innesto.toolkit import panels
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.frame import Link
from innesto.toolkit.http import require

__all__ = [
    "Draw",
    "Guest",
    "add_panel",
    "add_tab",
    "calendar_of",
    "exchange_or_404",
    "exchange_page",
    "form_page",
    "invitation_of",
    "panels_of",
    "run_exchange",
    "way_back",
]

type Viewer = User | AnonymousUser
type Draw = panels.Draw[Exchange, Viewer]


def way_back(exchange: Exchange) -> list[Link]:
    """Return the pages above a page of the exchange."""
    every = Link(gettext("Exchanges"), address_of("exchanges:index", exchange.programme.slug))
    return [
        *way_to_programme(exchange.programme),
        every,
        Link(str(exchange), exchange.get_absolute_url()),
    ]


def _cover(request: HttpRequest, exchange: Exchange, _known: Mapping[str, Any]) -> Cover[Viewer]:
    """Return what stands around a page of an exchange."""
    user = request.user
    above = way_back(exchange)
    return Cover(
        name=str(exchange),
        key=exchange.pk,
        reader=user,
        way_back=above if _sees_programme(user, exchange) else above[-1:],
        notice=exchange.programme.notice,
        template="exchanges/exchange.html",
        shared={
            "exchange": exchange,
            "programme": exchange.programme,
            "may_run": isinstance(user, User) and rules.can_run(user, exchange),
        },
    )


def _sees_programme(viewer: Viewer, exchange: Exchange) -> bool:
    """Whoever reads an exchange that a community shared may not see the programme around it."""
    seen = Programme.objects.visible_to(viewer).filter(pk=exchange.programme_id)
    return exchange.programme.is_public or seen.exists()


_pages = Dossier(_cover)
_panels = panels.Panels[Exchange, Viewer]()

exchange_page, form_page, add_tab = _pages.page, _pages.form_page, _pages.add_tab
add_panel, panels_of = _panels.add, _panels.of

add_tab(gettext_noop("At a glance"), "exchanges:detail", position=10)
add_panel(share_panel, column="side", position=95)


def exchange_or_404(request: HttpRequest, pk: int) -> Exchange:
    """Return the exchange if the person may see it, with its programme."""
    visible = Exchange.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("programme__call", "plan"), pk=pk)


def run_exchange(request: SignedIn, pk: int) -> Exchange:
    """Return the exchange if the person runs it, for the host or the programme: else 404 or 403."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_run(request.user, exchange))
    return exchange
