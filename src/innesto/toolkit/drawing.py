"""Components that stand on nearly every page, or once a row, drawn in Python.

A component drawn by a template costs a hundred microseconds, and each variable in the row of a
list some ten: twenty-five rows were half the time of a list. Whatever is given is escaped here
unless it says that it is safe, as in templates.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal

from django.conf.locale import LANG_INFO
from django.core.paginator import Page
from django.utils.formats import number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from innesto.toolkit import icons
from innesto.toolkit.frame import Link
from innesto.toolkit.tables import TablePage


def clean(words: Any) -> str:
    """Escape words that do not say that they are safe: Django's way, a third of the time."""
    return str(words.__html__() if hasattr(words, "__html__") else escape(str(words)))


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in a list: its name and address, a sentence, and what else there is to say.

    What is empty in ``meta`` is left out. ``language`` marks a text in another one than the page.
    """

    title: Any
    url: str
    meta: Sequence[Any] = ()
    text: Any = ""
    language: str = ""


def _safe(*parts: str) -> SafeString:
    return mark_safe("".join(parts))  # noqa: S308 – every part is escaped or ours


StateKind = Literal["ok", "stop", "warn", "plain", "brand"]
STATE_ICONS: dict[str, str] = {
    "ok": "check",
    "stop": "stop",
    "warn": "warn",
    "plain": "half",
    "brand": "info",
}


def drawn_state(kind: StateKind, word: Any, *, icon: str = "") -> SafeString:
    """Draw how something stands. Raises ``KeyError`` for a kind that there is not."""
    drawn = icons.icon(icon or STATE_ICONS[kind])
    return _safe(f'<span class="state state-{kind}">{drawn}{clean(word)}</span>')


def drawn_rows(rows: Iterable[Row], *, level: int = 2) -> SafeString:
    """Draw a list with hairlines; each row is headed by its link, at a level of headings."""
    return _safe('<ul class="rows">\n', *[_row(row, level) for row in rows], "</ul>")


def _row(row: Row, level: int) -> str:
    text = _in_language("p", row.text, row.language) if row.text else ""
    meta = "".join([f"<li>{clean(it)}</li>" for it in row.meta if it])
    meta = f'<ul class="meta">{meta}</ul>' if meta else ""
    link = f'<a href="{clean(row.url)}">{clean(row.title)}</a>'
    return f'<li><h{level} class="h3">{link}</h{level}>{text}{meta}</li>\n'


def drawn_language(code: str) -> SafeString:
    """Mark words that are in another language than the page."""
    name = LANG_INFO.get(code, {}).get("name_local", code)
    return _safe(f'<abbr class="language" title="{clean(name)}">{clean(code.upper())}</abbr>')


def _in_language(tag: str, words: Any, language: str) -> str:
    name = tag.partition(" ")[0]
    if not language:
        return f"<{tag}>{clean(words)}</{name}>"
    return f'<{tag} lang="{clean(language)}">{clean(words)} {drawn_language(language)}</{name}>'


def drawn_head(content: str, title: Any, eyebrow: Any, lead: Any, language: str) -> SafeString:
    """Draw the head of a page with its actions."""
    over = f'<p class="eyebrow">{clean(eyebrow)}</p>\n' if eyebrow else ""
    under = "\n" + _in_language('p class="lead"', lead, language) if lead else ""
    actions = f'\n<div class="actions">{clean(content)}</div>' if content.strip() else ""
    return _safe(
        f'<div class="page-head">\n<div>\n{over}<h1>{clean(title)}</h1>{under}\n</div>',
        f"{actions}\n</div>",
    )


def drawn_crumbs(links: Iterable[Link], *, label: str) -> SafeString:
    """Draw the way back as links."""
    return _safe(f'<nav class="crumbs" aria-label="{clean(label)}">\n{_listed(links, "ol")}</nav>')


TABS = 8
"""Pages named beside each other; where there are more, the others stand under one word."""


def drawn_tabs(links: Sequence[Link], *, label: str) -> SafeString:
    """Draw the pages of one thing beside each other, the present one always among them."""
    shown = list(links)
    if len(links) > TABS + 1:
        here = next((link for link in links[TABS:] if link.current), links[TABS - 1])
        shown = [*links[: TABS - 1], here]
    others = [link for link in links if link not in shown]
    more = ""
    if others:
        word = clean(_("More"))
        more = f"<details><summary>{word}</summary>\n{_listed(others)}</details>\n"
    return _safe(f'<nav class="tabs" aria-label="{clean(label)}">\n{_listed(shown)}{more}</nav>')


def _listed(links: Iterable[Link], tag: str = "ul") -> str:
    rows = [f"<li>{_link(it.url, it.label, current=it.current)}</li>\n" for it in links]
    return f"<{tag}>\n{''.join(rows)}</{tag}>\n"


def _link(url: str, label: Any, *, current: bool = False) -> str:
    here = ' aria-current="page"' if current else ""
    return f'<a href="{clean(url)}"{here}>{clean(label)}</a>'


def drawn_pages(page: Page[Any], *, before: str, label: str) -> SafeString:
    """Draw the way through the pages of a list; ``before`` is the address but for the number."""
    paginator = page.paginator
    previous, following = clean(_("Previous")), clean(_("Next"))
    name = clean(_("Pages") + (f": {label}" if label else ""))
    items = []
    if page.has_previous():
        url = clean(f"{before}{page.previous_page_number()}")
        items.append(f'<a href="{url}" rel="prev">{previous}</a>')
    for number in paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1):
        if not isinstance(number, int):
            items.append(f"<span>{clean(number)}</span>")
        else:
            items.append(_link(f"{before}{number}", number, current=number == page.number))
    if page.has_next():
        url = clean(f"{before}{page.next_page_number()}")
        items.append(f'<a href="{url}" rel="next">{following}</a>')
    words = _("%(first)s–%(last)s of %(count)s") % {
        "first": _grouped(page.start_index()),
        "last": _grouped(page.end_index()),
        "count": _grouped(paginator.count),
    }
    return _safe(
        f'<nav class="pagination" aria-label="{name}">\n<ul>\n',
        *[f"<li>{item}</li>\n" for item in items],
        f"</ul>\n<p>{clean(words)}</p>\n</nav>",
    )


def _grouped(figure: int) -> str:
    return number_format(figure, force_grouping=True) if figure > 999 else str(figure)


def drawn_headings(page: TablePage[Any]) -> SafeString:
    """Draw the heads of a table's columns, with what sorts by them."""
    return _safe(*map(_heading, page.headings))


def _heading(heading: Any) -> str:
    number = ' class="number"' if heading.is_number else ""
    sort = f' aria-sort="{heading.direction}"' if heading.direction else ""
    words: str = clean(heading.label)
    if heading.url:
        arrow = {"ascending": icons.icon("arrow-up"), "descending": icons.icon("arrow-down")}
        words = (
            f'<a id="sort-{heading.key}" href="{clean(heading.url)}">'
            f"{words}{arrow.get(heading.direction, '')}</a>"
        )
    return f'<th scope="col"{number}{sort}>{words}</th>\n'


def drawn_lines(page: TablePage[Any]) -> SafeString:
    """Draw the rows of a table; the first cell names the row, phones see labels beside cells."""
    heads = [
        f'<td{' class="number"' if column.is_number else ""} data-label="{clean(column.label)}">'
        for column in page.table.columns
    ]
    parts: list[str] = []
    for cells in page.lines:
        first, *rest = cells
        parts.append(f'<tr><th scope="row">{_words(first)}</th>')
        parts += [f"{head}{_words(cell)}</td>" for head, cell in zip(heads[1:], rest, strict=True)]
        parts.append("</tr>\n")
    return _safe(*parts)


def _words(cell: Any) -> str:
    words = clean(cell.text)
    return f'<a href="{clean(cell.url)}" hx-boost="false">{words}</a>' if cell.url else words
