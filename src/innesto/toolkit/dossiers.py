"""The pages of one thing, all in one frame: its tabs, the way back, the page that asks one thing.

A domain says in one function what stands around a page of its thing, makes a ``Dossier`` of it,
and gives the verbs away in its ``http``::

    pages = Dossier(_cover)
    add_tab, course_page, form_page = pages.add_tab, pages.page, pages.form_page

What upper floors have to say on the front page are panels: see ``panels.py``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext

from innesto.toolkit.addresses import address_of
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.frame import Link
from innesto.toolkit.http import render_page


@dataclass(frozen=True, slots=True)
class Cover[R]:
    """What stands around a page of a thing for one reader.

    ``key`` is what addresses of the thing are made with; ``way_back`` ends with the thing itself;
    ``shared`` is what templates of such pages may always use. ``reader`` decides which tabs are
    shown: whoever reads, with what the domain knows of them.
    """

    name: str
    key: str | int
    reader: R
    way_back: Sequence[Link]
    notice: str = ""
    template: str = "toolkit/dossier.html"
    shared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tab[T, R]:
    """A page of every such thing: its name (a msgid), its address, its place, who is shown it."""

    label: str
    url_name: str
    position: int
    shown: Callable[[T, R], bool]


def to_all(_thing: object, _reader: object) -> bool:
    """Show a tab to everybody who sees the thing."""
    return True


class Dossier[T, R]:
    """The pages of things of one kind; ``cover`` gets what the view already knows."""

    def __init__(self, cover: Callable[[HttpRequest, T, Mapping[str, Any]], Cover[R]]) -> None:
        self._cover = cover
        self._tabs: dict[str, Tab[T, R]] = {}

    def add_tab(
        self,
        label: str,
        url_name: str,
        *,
        position: int,
        shown: Callable[[T, R], bool] = to_all,
    ) -> None:
        """Add a page to the tabs of every such thing; call it from ``AppConfig.ready``."""
        self._tabs[url_name] = Tab(label, url_name, position, shown)

    def tabs_of(self, thing: T, cover: Cover[R], *, current: str = "") -> list[Link]:
        """Return the pages of a thing in their order; ``current`` is the name of an address."""
        return [
            Link(
                gettext(tab.label),
                address_of(tab.url_name, cover.key),
                current=tab.url_name == current,
            )
            for tab in sorted(self._tabs.values(), key=lambda tab: tab.position)
            if tab.shown(thing, cover.reader)
        ]

    def page(
        self,
        request: HttpRequest,
        template: str,
        thing: T,
        context: Mapping[str, Any],
        *,
        tab: str = "",
        way: Sequence[Link] = (),
        parts: tuple[str, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        """Draw a page of a thing with its tabs, the way back and the notice of its funder.

        ``way`` are pages between the thing and this one. The template extends that of the cover.
        """
        cover = self._cover(request, thing, context)
        around = self._around(request, thing, cover, tab=tab, way=way)
        return render_page(request, template, {**around, **context}, parts=parts, status=status)

    def form_page(
        self,
        request: HttpRequest,
        thing: T,
        form: BaseForm,
        *,
        title: str,
        action: str,
        tab: str = "",
        lead: str = "",
        back: str = "",
        way: Sequence[Link] = (),
        draft: Drafting | None = None,
    ) -> HttpResponse:
        """Draw a page that asks one thing: its form, its verb, and the way out.

        The way out is ``back``, else the last page of the ``way``, else its tab, else the thing.
        """
        asked = {"form": form, "title": title, "lead": lead, "action": action, "draft": draft}
        cover = self._cover(request, thing, asked)
        if not back and tab and not way:
            back = address_of(tab, cover.key)
        asked["back"] = back or [*cover.way_back, *way][-1].url
        around = self._around(request, thing, cover, tab=tab, way=way)
        return render_page(request, "toolkit/dossier_form.html", {**around, **asked})

    def _around(
        self, request: HttpRequest, thing: T, cover: Cover[R], *, tab: str, way: Sequence[Link]
    ) -> dict[str, Any]:
        above = [link for link in (*cover.way_back, *way) if link.url != request.path]
        tabs = self.tabs_of(thing, cover, current=tab)
        return {"dossier": cover, "tabs": tabs, "way_back": above, **cover.shared}
