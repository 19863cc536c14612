"""What every page of a programme shares: the programme itself, its tabs, the way back.

Upper floors add their pages of a programme with ``add_tab`` when they get ready, and draw them
with ``programme_page`` and a template that extends ``programmes/programme.html``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext, gettext_noop

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.blueprints.schema.blueprint import Blueprint
from innesto.programmes import rules
from innesto.programmes.models import Programme
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.register import programme_at
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dossiers import Cover, Dossier
from innesto.toolkit.frame import Link
from innesto.toolkit.http import one_or_404, require


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page of a programme, and the blueprint it speaks: asked once a page."""

    blueprint: Blueprint
    is_signed_in: bool
    may_coordinate: bool


def way_back(programme: Programme) -> list[Link]:
    """Return the pages above a page of the programme."""
    links = [Link(gettext("Programmes"), address_of("programmes:index"))]
    if programme.call:
        links.append(Link(programme.call.name, programme.call.get_absolute_url()))
    return [*links, Link(programme.name, programme.get_absolute_url())]


def _cover(request: HttpRequest, programme: Programme, _known: Mapping[str, Any]) -> Cover[Reader]:
    """Return what stands around a page of a programme."""
    user = request.user
    may_coordinate = isinstance(user, User) and rules.can_coordinate(user, programme)
    return Cover(
        name=programme.name,
        key=programme.slug,
        reader=Reader(blueprint_of(programme), isinstance(user, User), may_coordinate),
        way_back=way_back(programme),
        notice=programme.notice,
        template="programmes/programme.html",
        shared={"programme": programme, "may_coordinate": may_coordinate},
    )


_pages = Dossier(_cover)

programme_page, form_page = _pages.page, _pages.form_page


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

    ``part`` names a part of the blueprint without which the page makes no sense. A page that is not
    ``for_all`` is shown to the coordination alone, one not ``for_visitors`` to whoever signed in.
    """

    def is_shown(programme: Programme, reader: Reader) -> bool:
        if part and not getattr(reader.blueprint, part):
            return False
        if programme.call_id and not for_projects:
            return False
        return (for_all or reader.may_coordinate) and (for_visitors or reader.is_signed_in)

    _pages.add_tab(label, url_name, position=position, shown=is_shown)


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


def programme_or_404(request: HttpRequest, slug: str) -> Programme:
    """Return the programme if the person may read it."""
    return one_or_404(programme_at(slug, viewer=request.user))


def coordinated(request: SignedIn, slug: str) -> Programme:
    """Return the programme if the person may change anything of it: else 404 or 403."""
    programme = programme_or_404(request, slug)
    require(rules.can_coordinate(request.user, programme))
    return programme
