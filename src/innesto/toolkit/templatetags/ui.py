"""Components of the interface, built in: no ``{% load %}`` is needed.

A wrong keyword is a ``TypeError``. Each component is shown on the style page and listed with an
example in docs/build/components.md.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Literal

from django import template
from django.core.paginator import Page
from django.template.context import RequestContext
from django.template.loader import render_to_string
from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.timezone import now
from django.utils.translation import get_language, gettext

from innesto.toolkit import dates, drawing, icons, languages
from innesto.toolkit.charts import Bar, Timeline, drawn_bars
from innesto.toolkit.drafting import Drafting
from innesto.toolkit.figures import Figure
from innesto.toolkit.frame import Frame, Link
from innesto.toolkit.maps import Map
from innesto.toolkit.tables import TablePage

register = template.Library()

register.filter("language", languages.language_name)
register.filter("day", dates.day)
register.filter("weekday", dates.weekday)
register.filter("month", dates.month)
register.filter("moment", dates.moment)
register.filter("days", dates.days)
register.filter("hours", dates.hours)

FramePart = Literal["topbar", "header", "footer"]
STRENGTH_ICONS: dict[str, str] = {"hard": "stop", "soft": "warn"}


@register.filter
def number(value: float | Decimal | str | None, decimals: int | None = None) -> str:
    """Write a figure as the language does: ``{{ 18642|number }}``, ``{{ share|number:1 }}``.

    What is below zero has a minus sign, not a hyphen; what a column pads with noughts has none;
    what is already written, «about 40», stays as it is.
    """
    if value is None:
        return "–"
    if isinstance(value, str):
        return value
    if isinstance(value, Decimal) and decimals is None:
        value = value.normalize()
    return number_format(value, decimal_pos=decimals, force_grouping=True).replace("-", "−")


@register.filter
def short_days(first: date, last: date | None = None) -> str:
    """Write a stretch of days without the year: ``{{ exchange.starts_on|short_days:last }}``."""
    return dates.days(first, last, short=True)


def _draw(component: str, **context: Any) -> SafeString:
    return render_to_string(f"toolkit/ui/{component}.html", context)


@register.simple_tag
def icon(name: str, *, label: str = "") -> SafeString:
    """Draw one icon of the sprite, silent unless it has a label: ``{% icon "search" %}``."""
    return icons.speaking_icon(name, label) if label else icons.icon(name)


@register.simple_tag
def mark() -> SafeString:
    """Draw the mark of Innesto, a stem and a leaf: ``{% mark %}``."""
    return _mark()


@cache
def _mark() -> SafeString:
    return _draw("mark")


@register.simple_tag
def assets() -> SafeString:
    """Name the style sheet, the scripts and the icon in the head of a page: ``{% assets %}``."""
    return _assets()


@cache
def _assets() -> SafeString:
    return render_to_string("toolkit/_parts/assets.html")


@register.simple_tag
def frame_part(name: FramePart, frame: Frame) -> SafeString:
    """Draw what surrounds every page: ``{% frame_part "header" frame %}``.

    Drawn once for equal frames in one language, and kept, because every page repeats it. A
    part sees the variable ``frame`` and nothing else.
    """
    return _frame_part(name, frame, get_language() or "")


@lru_cache(maxsize=1024)
def _frame_part(name: FramePart, frame: Frame, _language: str) -> SafeString:
    return render_to_string(f"toolkit/_parts/{name}.html", {"frame": frame})


@register.simple_block_tag
def page_head(
    content: str, *, title: str, eyebrow: str = "", lead: str = "", language: str = ""
) -> SafeString:
    """Open a page with its title; the content holds its actions.

    ``{% page_head title=programme.name eyebrow=_("Programme") %}<a …>…</a>{% endpage_head %}``
    A ``language`` marks a lead that is in another one than the page.
    """
    return drawing.drawn_head(content, title, eyebrow, lead, language)


@register.filter
def language_mark(code: str) -> SafeString:
    """Mark words in another language than the page: ``{{ "en"|language_mark }}`` draws «EN»."""
    return drawing.drawn_language(code) if code else SafeString()


@register.simple_tag
def state(kind: drawing.StateKind, word: str, *, icon: str = "") -> SafeString:
    """Say how something stands, by icon, word and colour: ``{% state "ok" _("Proven") %}``.

    Kinds are ok, stop, warn, plain and brand. Raises ``KeyError`` for any other.
    """
    return drawing.drawn_state(kind, word, icon=icon)


@register.simple_block_tag
def finding(
    content: str,
    *,
    title: str,
    strength: Literal["hard", "soft"],
    detail: str = "",
    source: str = "",
    level: int = 3,
) -> SafeString:
    """Show what is wrong and what would mend it; the content is the mending action.

    ``{% finding title=f.title strength=f.strength detail=f.detail %}<a …>…</a>{% endfinding %}``
    """
    return _draw(
        "finding",
        content=content,
        title=title,
        strength=strength,
        detail=detail,
        source=source,
        icon_name=STRENGTH_ICONS[strength],
        level=level,
    )


@register.simple_block_tag
def empty(
    content: str,
    *,
    title: str,
    action: Link | None = None,
    other: Link | None = None,
    level: int = 2,
) -> SafeString:
    """Say what is missing here; the content says why it is worth it, and may hold the actions.

    ``{% empty title=_("No partners yet") %}<p>…</p><p class="actions">…</p>{% endempty %}``
    """
    return _draw("empty", content=content, title=title, action=action, other=other, level=level)


@register.simple_block_tag
def next_step(content: str, *, title: str, url: str, action: str, eyebrow: str = "") -> SafeString:
    """Propose the one next step, in the only dark block of a page; the content says why.

    ``{% next_step title=… url=… action=_("Name them") %}<p>…</p>{% endnext_step %}``
    """
    return _draw(
        "next_step",
        content=content,
        title=title,
        url=url,
        action=action,
        eyebrow=eyebrow or gettext("Suggested next step"),
    )


@register.simple_block_tag
def card(
    content: str, *, title: str, url: str = "", eyebrow: str = "", level: int = 3
) -> SafeString:
    """Set comparable things side by side, inside ``<div class="cards">``.

    ``{% card title=practice.title url=practice.get_absolute_url %}<p>…</p>{% endcard %}``
    """
    return _draw("card", content=content, title=title, url=url, eyebrow=eyebrow, level=level)


@register.simple_tag
def facts(rows: Iterable[tuple[str, Any]]) -> SafeString:
    """List names and values: ``{% facts rows %}`` with pairs; empty values are left out."""
    return _draw("facts", rows=[(name, value) for name, value in rows if value not in (None, "")])


@register.simple_tag
def tabs(links: Sequence[Link], *, label: str) -> SafeString:
    """Show the pages of one thing as links: ``{% tabs links label=programme.name %}``."""
    return drawing.drawn_tabs(links, label=label)


@register.simple_tag
def steps(links: Sequence[Link], lacking: Collection[str] = ()) -> SafeString:
    """Show the steps of a long form; those before the current one are done.

    ``{% steps links %}``; a step without an address cannot be reached yet. ``lacking`` holds the
    addresses of steps where something is still to be answered: they are not done.
    """
    current = next((n for n, link in enumerate(links) if link.current), len(links))
    rows = [(n + 1, link, n < current and link.url not in lacking) for n, link in enumerate(links)]
    return _draw("steps", rows=rows, number=current + 1, count=len(links))


@register.simple_block_tag
def notice(content: str, *, kind: drawing.StateKind = "plain", title: str = "") -> SafeString:
    """Set a remark apart: ``{% notice kind="warn" title=… %}<p>…</p>{% endnotice %}``."""
    return _draw(
        "notice", content=content, kind=kind, title=title, icon_name=drawing.STATE_ICONS[kind]
    )


@register.simple_tag(takes_context=True)
def pagination(context: RequestContext, page: Page[Any], *, label: str = "") -> SafeString:
    """Lead through a list and keep the rest of the query: ``{% pagination page %}``."""
    if page.paginator.num_pages == 1:
        return SafeString()
    query = context["request"].GET.copy()
    query.pop("page", None)
    before = f"?{query.urlencode()}&page=" if query else "?page="
    return drawing.drawn_pages(page, before=before, label=label)


@register.simple_tag
def rows(found: Iterable[drawing.Row], *, level: int = 2) -> SafeString:
    """List things by name, each with what else there is to say: ``{% rows found level=3 %}``."""
    return drawing.drawn_rows(found, level=level)


@register.simple_tag(takes_context=True)
def draft(context: RequestContext, drafting: Drafting) -> SafeString:
    """Let a long form be kept and taken up again; stands inside the form, below its buttons,
    because Enter presses the first button of a form.

    The script saves every few seconds; without it the button does.
    """
    return _draw(
        "draft",
        drafting=drafting,
        line=dates.saved_line(drafting.kept.saved_at) if drafting.kept else "",
        address=context["request"].get_full_path(),
    )


@register.simple_tag(takes_context=True)
def offline(context: RequestContext) -> SafeString:
    """Keep this page on the phone, and what its ``<form data-offline="…">`` say until there is
    network; shows when the page was updated and what waits: ``{% offline %}`` once a page.
    """
    request = context["request"]
    return _draw("offline", person=request.user.pk, here=request.get_full_path(), now=now())


@register.simple_tag
def progress(
    *, label: str, url: str, value: int | None = None, total: int = 100, is_over: bool = False
) -> SafeString:
    """Show how far long work is; asks the address again every two seconds until it is over.

    ``{% progress label=… url=… value=40 %}`` inside a partial named ``progress``. Without script
    a plain link does the same. Without a value the bar says only that work goes on.
    """
    return _draw("progress", label=label, url=url, value=value, total=total, is_over=is_over)


@register.simple_tag
def figures(rows: Sequence[Figure], *, caption: str) -> SafeString:
    """Put declared, listed and computed side by side: ``{% figures rows caption=… %}``."""
    return _draw("figures", rows=rows, caption=caption)


@register.simple_block_tag(takes_context=True)
def table(
    context: RequestContext, content: str, page: TablePage[Any], *, target: str = ""
) -> SafeString:
    """Draw a table with its filters, pages and files; the content stands there when it is empty.

    ``{% table partners target="results" %}{% empty … %}…{% endempty %}{% endtable %}``; with a
    target, sorting and paging replace only the partial of that name.
    """
    nothing = content if not page.is_narrowed else _draw("nothing_fits")
    return _draw(
        "table",
        table=page,
        target=target,
        nothing=nothing,
        headings=drawing.drawn_headings(page),
        lines=drawing.drawn_lines(page),
        pages=pagination(context, page.page, label=page.table.caption),
        files=downloads(page.files),
    )


@register.simple_tag(name="map")
def draw_map(drawing: Map, *, name: str = "map") -> SafeString:
    """Draw a map with its legend and its table: ``{% map cities name="cities" %}``.

    The name makes the parts of the drawing unique on the page.
    """
    return _draw("map", map=drawing, name=name)


@register.simple_tag
def timeline(drawing: Timeline, *, name: str = "timeline") -> SafeString:
    """Draw lines of dates over months, with their table: ``{% timeline exchanges %}``."""
    return _draw("timeline", chart=drawing, name=name)


@register.simple_tag
def bars(rows: Sequence[Bar], *, caption: str, whole: float | None = None) -> SafeString:
    """Draw figures as bars beside their names: ``{% bars rows caption=… %}``."""
    return _draw("bars", rows=drawn_bars(rows, whole=whole), caption=caption)


@register.simple_tag
def difference(
    *, title: str, before: str, after: str, why: str = "", is_change: bool = True
) -> SafeString:
    """Show what was before and what is now: ``{% difference title=… before=… after=… %}``."""
    return _draw(
        "difference", title=title, before=before, after=after, why=why, is_change=is_change
    )


@register.simple_tag
def crumbs(links: Sequence[Link]) -> SafeString:
    """Show the way back up, without the page itself: ``{% crumbs links %}`` in the block."""
    return drawing.drawn_crumbs(links, label=gettext("You are here"))


@register.simple_tag
def downloads(links: Sequence[Link]) -> SafeString:
    """Offer the same data as files: ``{% downloads links %}``."""
    return _draw("downloads", links=links)
