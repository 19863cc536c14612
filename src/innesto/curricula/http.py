"""What the pages of a curriculum share, and what upper floors hang on them.

Upper floors call ``add_panel`` and ``add_teachers`` when they get ready; ``queries.add_completed``
lets them say what a person has done.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from innesto.accounts.http import SignedIn
from innesto.accounts.models import User
from innesto.curricula import rules
from innesto.curricula.models import Curriculum
from innesto.toolkit.addresses import address_of
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page, require
from innesto.toolkit.panels import Panels

type Viewer = User | AnonymousUser
type Teach = Callable[[Collection[int], Viewer], Mapping[int, Sequence[Link]]]

_PANELS = Panels[Curriculum, Viewer]()
_TEACHERS: list[Teach] = []

add_panel = _PANELS.add
panels_of = _PANELS.of


def add_teachers(teach: Teach) -> None:
    """Have an upper domain say where modules are taught: links by the key of the module."""
    _TEACHERS.append(teach)


def taught_where(module_ids: Collection[int], viewer: Viewer) -> dict[int, list[Link]]:
    """Return where each module is taught, as far as the viewer may know."""
    found: dict[int, list[Link]] = {}
    for teach in _TEACHERS:
        for module, links in teach(module_ids, viewer).items():
            found.setdefault(module, []).extend(links)
    return found


def curriculum_or_404(request: HttpRequest, slug: str) -> Curriculum:
    """Return the curriculum if the person may read it, with its programme."""
    visible = Curriculum.objects.visible_to(request.user)
    return get_object_or_404(visible.select_related("programme__call", "organisation"), slug=slug)


def written_by(request: SignedIn, slug: str) -> Curriculum:
    """Return the curriculum if the person may write it: else 404 or 403."""
    curriculum = curriculum_or_404(request, slug)
    require(rules.can_write(request.user, curriculum))
    return curriculum


def way_back(curriculum: Curriculum, *, inside: bool = True) -> list[Link]:
    """Return the pages above a page of the curriculum."""
    links = [Link(_("Curricula"), address_of("curricula:index"))]
    if inside:
        links.append(Link(curriculum.title, curriculum.get_absolute_url()))
    return links


def writing_page(
    request: SignedIn,
    curriculum: Curriculum,
    form: BaseForm,
    *,
    title: str,
    action: str,
    lead: str = "",
    template: str = "curricula/form.html",
    **context: Any,
) -> HttpResponse:
    """Draw a page that asks authors one thing; the way out leads to the outline."""
    shared = {
        "curriculum": curriculum,
        "way_back": way_back(curriculum),
        "form": form,
        "title": title,
        "lead": lead,
        "action": action,
        "back": address_of("curricula:outline", curriculum.slug),
        "draft": None,
    }
    return render_page(request, template, {**shared, **context})
