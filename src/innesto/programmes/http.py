"""What every page of a programme shares: the programme itself, its tabs, the way back.

Upper floors add their pages of a programme with ``add_tab`` when they get ready, and draw them
with ``programme_page`` and a template that extends ``programmes/programme.html``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.programmes import rules
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.register import programme_at
from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, render_page, require


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of every programme: its name (a msgid), its address, its place in the row.

    ``part`` names a part of the blueprint without which the page makes no sense.
    """

    label: str
    url_name: str
    position: int
    part: str = ""
    for_projects: bool = True
    for_all: bool = True
    for_visitors: bool = True


_TABS: dict[str, Tab] = {}


def add_tab(
    label: str,
    url_name: str,
    *,
    position: int,
    part: str = "",
    for_projects: bool = True,
    for_all: bool = True,
    for_visitors: bool = True,
) -> None:
    """Add a page to the tabs of every programme; call it from ``AppConfig.ready``.

    A page that is not ``for_all`` is shown to the coordination alone, one that is not
    ``for_visitors`` to whoever has signed in.
    """
    _TABS[url_name] = Tab(label, url_name, position, part, for_projects, for_all, for_visitors)


add_tab(gettext_noop("Partners"), "programmes:partners", position=20)
add_tab(
    gettext_noop("Projects"),
    "programmes:projects",
    position=22,
    part="projects",
    for_projects=False,
)
add_tab(gettext_noop("People"), "programmes:people", position=34)
add_tab(gettext_noop("Phases"), "programmes:phases", position=60, part="phases")
add_tab(gettext_noop("Dates"), "programmes:dates", position=62, for_projects=False)
add_tab(gettext_noop("Logic tree"), "programmes:logic", position=64, part="logic")
add_tab(
    gettext_noop("Selection"),
    "programmes:selections",
    position=66,
    part="selections",
    for_projects=False,
)
add_tab(
    gettext_noop("Grants"),
    "programmes:grants",
    position=68,
    part="grants",
    for_projects=False,
)
add_tab(gettext_noop("Identity and funding"), "programmes:identity", position=80)
add_tab(gettext_noop("Blueprint"), "programmes:blueprint", position=90, for_projects=False)


def tabs_of(
    programme: Programme,
    *,
    current: str = "",
    may_coordinate: bool = False,
    is_signed_in: bool = True,
) -> list[Link]:
    """Return the pages of a programme in their order; ``current`` is the name of an address."""
    blueprint = blueprint_of(programme)
    shown = []
    for tab in sorted(_TABS.values(), key=lambda tab: tab.position):
        if tab.part and not getattr(blueprint, tab.part):
            continue
        if programme.call_id and not tab.for_projects:
            continue
        if not (tab.for_all or may_coordinate) or not (tab.for_visitors or is_signed_in):
            continue
        url = address_of(tab.url_name, programme.slug)
        shown.append(Link(gettext(tab.label), url, current=tab.url_name == current))
    return shown


def programme_or_404(request: HttpRequest, slug: str) -> Programme:
    """Return the programme if the person may read it."""
    return one_or_404(programme_at(slug, viewer=request.user))


def programme_page(
    request: HttpRequest,
    template: str,
    programme: Programme,
    context: Mapping[str, Any],
    *,
    tab: str = "",
    parts: tuple[str, ...] = (),
    status: int = 200,
) -> HttpResponse:
    """Draw a page of a programme with its tabs, the way back and the notice of the funder."""
    user = request.user
    may_coordinate = isinstance(user, User) and rules.can_coordinate(user, programme)
    shared = {
        "programme": programme,
        "tabs": tabs_of(
            programme,
            current=tab,
            may_coordinate=may_coordinate,
            is_signed_in=isinstance(user, User),
        ),
        "way_back": way_back(programme),
        "may_coordinate": may_coordinate,
    }
    return render_page(request, template, {**shared, **context}, parts=parts, status=status)


def way_back(programme: Programme) -> list[Link]:
    """Return the pages above a page of the programme."""
    links = [Link(gettext("Programmes"), address_of("programmes:index"))]
    if programme.call:
        links.append(Link(programme.call.name, programme.call.get_absolute_url()))
    return [*links, Link(programme.name, programme.get_absolute_url())]


def coordinated(request: SignedIn, slug: str) -> Programme:
    """Return the programme if the person may change anything of it: else 404 or 403."""
    programme = programme_or_404(request, slug)
    require(rules.can_coordinate(request.user, programme))
    return programme


def form_page(
    request: SignedIn,
    programme: Programme,
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
    way_out = back or address_of(tab, programme.slug)
    context = {"form": form, "title": title, "lead": lead, "action": action, "back": way_out}
    context["draft"] = draft
    return programme_page(request, "programmes/form.html", programme, context, tab=tab)
