"""What every page of an exchange shares: the exchange itself, its tabs, the way back.

Upper floors add their pages of an exchange with ``add_tab`` when they get ready, and draw them
with ``exchange_page`` and a template that extends ``exchanges/exchange.html``. What they have to
say on the page of the exchange itself is a panel: ``add_panel``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.exchanges import rules
from innesto.exchanges.icalendar import Guest, calendar_of, invitation_of
from innesto.exchanges.models import Exchange
from innesto.programmes.http import way_back as way_to_programme
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page, require
from innesto.toolkit.panels import Panel

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
    "tabs_of",
    "way_back",
]

type Viewer = User | AnonymousUser
type Column = Literal["top", "main", "side"]
type Draw = Callable[[Exchange, Viewer], Panel | None]
type Shown = Callable[[Exchange, Viewer], bool]


def _to_all(_exchange: Exchange, _viewer: Viewer) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of every exchange: its name (a msgid), its address, its place, who is shown it."""

    label: str
    url_name: str
    position: int
    shown: Shown


_TABS: dict[str, Tab] = {}
_PANELS: dict[Draw, tuple[Column, int]] = {}


def add_tab(label: str, url_name: str, *, position: int, shown: Shown = _to_all) -> None:
    """Add a page to the tabs of every exchange; call it from ``AppConfig.ready``."""
    _TABS[url_name] = Tab(label, url_name, position, shown)


def add_panel(draw: Draw, *, column: Column, position: int) -> None:
    """Add a panel to the page of every exchange; ``draw`` asks one question, or says None.

    What is to be done next stands on «top», what the exchange is in «main», all else beside.
    """
    _PANELS[draw] = (column, position)


add_tab(gettext_noop("At a glance"), "exchanges:detail", position=10)


def tabs_of(exchange: Exchange, viewer: Viewer, *, current: str = "") -> list[Link]:
    """Return the pages of an exchange in their order; ``current`` is the name of an address."""
    return [
        Link(
            gettext(tab.label),
            address_of(tab.url_name, exchange.pk),
            current=tab.url_name == current,
        )
        for tab in sorted(_TABS.values(), key=lambda tab: tab.position)
        if tab.shown(exchange, viewer)
    ]


def panels_of(exchange: Exchange, viewer: Viewer) -> Mapping[Column, Sequence[Panel]]:
    """Return what the upper floors have to say on the page of an exchange, by column."""
    found: dict[Column, list[Panel]] = {"top": [], "main": [], "side": []}
    for draw, (column, _position) in sorted(_PANELS.items(), key=lambda item: item[1][1]):
        panel = draw(exchange, viewer)
        if panel is not None:
            found[column].append(panel)
    return found


def exchange_or_404(request: HttpRequest, pk: int) -> Exchange:
    """Return the exchange if the person may see it, with its programme."""
    visible = Exchange.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("programme__call", "plan"), pk=pk)


def run_exchange(request: SignedIn, pk: int) -> Exchange:
    """Return the exchange if the person runs it, for the host or the programme: else 404 or 403."""
    exchange = exchange_or_404(request, pk)
    require(rules.can_run(request.user, exchange))
    return exchange


def exchange_page(
    request: HttpRequest,
    template: str,
    exchange: Exchange,
    context: Mapping[str, Any],
    *,
    tab: str = "",
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page of an exchange with its tabs, the way back and the notice of the funder."""
    user = request.user
    shared = {
        "exchange": exchange,
        "programme": exchange.programme,
        "tabs": tabs_of(exchange, user, current=tab),
        "way_back": way_back(exchange),
        "may_run": isinstance(user, User) and rules.can_run(user, exchange),
    }
    return render_page(request, template, {**shared, **context}, parts=parts, status=status)


def way_back(exchange: Exchange) -> list[Link]:
    """Return the pages above a page of the exchange."""
    every = Link(gettext("Exchanges"), address_of("exchanges:index", exchange.programme.slug))
    return [
        *way_to_programme(exchange.programme),
        every,
        Link(str(exchange), exchange.get_absolute_url()),
    ]


def form_page(
    request: SignedIn,
    exchange: Exchange,
    form: BaseForm,
    *,
    title: str,
    action: str,
    tab: str = "exchanges:detail",
    lead: str = "",
    back: str = "",
    draft: Drafting | None = None,
) -> HttpResponse:
    """Draw a page that asks one thing: its form, its verb, and the way out, else to its tab."""
    way_out = back or address_of(tab, exchange.pk)
    context = {"form": form, "title": title, "lead": lead, "action": action, "back": way_out}
    context["draft"] = draft
    return exchange_page(request, "exchanges/form.html", exchange, context, tab=tab)
