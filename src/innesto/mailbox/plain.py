"""HTML mail as plain text with a few marks, without what its writer did not see or write.

No room fits: reading a mail calls it. Scripts, styles, pictures, trackers and hidden words are
gone, and so are quotations: programs mark them.
"""

import re
from html.parser import HTMLParser

import nh3

LARGEST = 1_000_000
"""Characters of HTML that are looked at."""
BLOCKS = {"p", "div", "blockquote", "ul", "ol", "li", "tr", "pre", "table"}
BLOCKS |= {f"h{level}" for level in range(1, 7)}
TAGS = BLOCKS | {"a", "b", "strong", "i", "em", "span", "br", "hr", "td", "th", "tbody"}
VOID = {"br", "hr"}
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide"
)
INTRODUCES = {"gmail_attr", "moz-cite-prefix", "yahoo_quoted", "protonmail_quote"}
"""Classes of what quotes, or introduces a quotation."""
ENDS = {"appendonsend", "divrplyfwdmsg", "olk_src_body_section"}
"""Ids where Outlook begins to quote: nothing new comes after."""


TAG = re.compile(r"<(/?)([a-z][^\s>/]*)", re.IGNORECASE)
CLOSED_BY_THE_NEXT = {"p", "li", "tr", "td", "th", "tbody", "thead", "dt", "dd", "option"}
CLOSED_BY_THE_NEXT |= {"br", "hr", "img", "meta", "link", "input", "col", "wbr", "area", "base"}
DEEPEST = 400
"""Elements inside each other: more are made to keep a machine busy."""


class TooDeep(Exception):
    """HTML that no mail program writes."""


def plain_of(html: str) -> str:
    """Return the words of an HTML mail, in paragraphs, with points and links marked.

    Raises ``TooDeep``.
    """
    _measure(html[:LARGEST])
    safe = nh3.clean(
        html[:LARGEST],
        tags=TAGS,
        attributes={"*": {"class", "id", "style"}, "a": {"href", "class", "id", "style"}},
        url_schemes={"http", "https", "mailto"},
        clean_content_tags={"script", "style", "title", "head", "object", "template", "svg"},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(safe)
    reader.close()
    lines = (re.sub(r"[ \t\u00a0\u200b]+", " ", line).strip() for line in reader.written())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _measure(html: str) -> None:
    depth = 0
    for end, name in TAG.findall(html):
        if name.lower() not in CLOSED_BY_THE_NEXT:
            depth += -1 if end else 1
        if depth > DEEPEST:
            raise TooDeep


class _Reader(HTMLParser):
    """Collects words; what nh3 gives is well formed, so each start has its end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.left_out = 0
        self.is_over = False
        self.links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self.is_over or tag in VOID:
            if not self.is_over and not self.left_out:
                self.parts.append("\n")
            return
        given = {name: value or "" for name, value in attrs}
        if given.get("id", "").casefold().removeprefix("x_") in ENDS:
            self.is_over = True
        elif self.left_out or tag == "blockquote" or _is_no_word(given):
            self.left_out += 1
        elif tag == "a":
            self.links.append((given.get("href", ""), len(self.parts)))
        elif tag == "li":
            self.parts.append("\n- ")
        elif tag in BLOCKS:
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if self.is_over or tag in VOID:
            return
        if self.left_out:
            self.left_out -= 1
        elif tag == "a":
            self._end_link(*self.links.pop())
        elif tag in {"td", "th"}:
            self.parts.append(" ")
        elif tag in BLOCKS and tag != "li":
            self.parts.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self.is_over and not self.left_out:
            self.parts.append(data.replace("\n", " "))

    def written(self) -> list[str]:
        """Return what was collected, line by line."""
        return "".join(self.parts).split("\n")

    def _end_link(self, href: str, start: int) -> None:
        words = " ".join("".join(self.parts[start:]).split())
        del self.parts[start:]
        plain = words.removeprefix("mailto:")
        is_same = plain in {href, href.removeprefix("mailto:"), href.rstrip("/")}
        if not words or is_same or not href.startswith("http"):
            self.parts.append(words)
        else:
            self.parts.append(f"[{words.replace('[', '(').replace(']', ')')}]({href})")


def _is_no_word(given: dict[str, str]) -> bool:
    classes = {name.removeprefix("x_") for name in given.get("class", "").split()}
    return bool(classes & INTRODUCES) or bool(HIDDEN.search(given.get("style", "").casefold()))
