"""Long texts with paragraphs, lists, links and little else: sanitised, and as people type them.

A text is stored as clean HTML. Without a script it is written in a plain field with the marks of
e-mails: an empty line between paragraphs, «- » or «1. » before the points of a list, «## » before
a heading, «> » before words of others, two asterisks around **bold** and [words](address) for
links.
"""

import re
from html import escape, unescape
from itertools import groupby

import nh3

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "blockquote"}
SAME = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "h4": "h3", "div": "p"}
LARGEST = 400_000
"""Characters that are looked at; what Word pastes may be a hundred times its text."""

_MARKUP = re.compile(
    r"</?(p|br|div|ul|ol|li|h[1-6]|span|table|a|b|i|strong|em)\b[^>]*>", re.IGNORECASE
)
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\(((?:https?://|mailto:)[^\s)]{1,500})\)")
_BOLD = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_POINT = re.compile(r"(?:[-•*]|(\d{1,3})[.)])\s+(.*)")
_EMPTY = re.compile(r"<(p|li|h3|ul|ol|blockquote)>(?:\s|&nbsp;|<br>)*</\1>")
_STARTS = re.compile(r"<(p|ul|ol|h3|blockquote)>")
_SPACE = re.compile(r"[ \t\r\f\v\u00a0]+")


class TooLong(Exception):
    """The text is longer than any text anybody wrote by hand."""


def clean(text: str) -> str:
    """Return HTML that may stand in a page, from HTML of any origin or from plain text.

    Raises ``TooLong``.
    """
    if len(text) > LARGEST:
        raise TooLong
    return _sanitised(text) if _MARKUP.search(text) else from_plain(text)


def _sanitised(html: str) -> str:
    for other, ours in SAME.items():
        html = re.sub(rf"<(/?){other}(?=[\s>/])", rf"<\1{ours}", html, flags=re.IGNORECASE)
    html = nh3.clean(
        html,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener nofollow",
        clean_content_tags={"script", "style", "title"},
    )
    html = _SPACE.sub(" ", html).strip()
    while _EMPTY.search(html):
        html = _EMPTY.sub("", html)
    return html if not html or _STARTS.match(html) else f"<p>{html}</p>"


def from_plain(text: str) -> str:
    """Return the HTML that plain text with its few marks means."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
    html = []
    for is_quoted, some in groupby(lines, key=lambda line: line.lstrip().startswith(">")):
        if is_quoted:
            words = "\n".join(line.lstrip().lstrip(">").removeprefix(" ") for line in some)
            html.append(f"<blockquote>{_blocks(words)}</blockquote>")
        else:
            html.append(_blocks("\n".join(some)))
    return "".join(html)


def _blocks(text: str) -> str:
    blocks = re.split(r"\n\s*\n", text)
    return "".join(_block(block) for block in blocks if block.strip())


def _block(block: str) -> str:
    html: list[str] = []
    open_list = ""
    words: list[str] = []

    def end_words() -> None:
        if words:
            html.append(f"<p>{'<br>'.join(words)}</p>")
            words.clear()

    for line in (line.strip() for line in block.split("\n")):
        point = _POINT.fullmatch(line)
        kind = ("ol" if point[1] else "ul") if point else ""
        if kind != open_list:
            end_words()
            html += [f"</{open_list}>"] if open_list else []
            html += [f"<{kind}>"] if kind else []
            open_list = kind
        if point:
            html.append(f"<li>{_inline(point[2])}</li>")
        elif line.startswith("## "):
            end_words()
            html.append(f"<h3>{_inline(line[3:])}</h3>")
        elif line:
            words.append(_inline(line))
    end_words()
    html += [f"</{open_list}>"] if open_list else []
    return "".join(html)


def _inline(text: str) -> str:
    safe = _BOLD.sub(r"<strong>\1</strong>", escape(text, quote=False))
    return _LINK.sub(_anchor, safe)


def _anchor(match: re.Match[str]) -> str:
    address = match[2].replace('"', "%22")
    return f'<a href="{address}" rel="noopener nofollow">{match[1]}</a>'


def as_plain(html: str) -> str:
    """Return the text with its few marks, as it is written in a plain field."""
    text = re.sub(r"<blockquote>(.*?)</blockquote>", _quoted, html, flags=re.DOTALL)
    text = re.sub(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", text, flags=re.DOTALL)
    text = re.sub(r"</?strong>", "**", text)
    text = re.sub(r"<ol>(.*?)</ol>", _numbered, text, flags=re.DOTALL)
    text = re.sub(r"<li>(.*?)</li>", r"- \1\n", text, flags=re.DOTALL)
    text = re.sub(r"<h3>", "## ", text)
    text = re.sub(r"<br\s*/?>", "\n", text)
    text = re.sub(r"</(p|h3|ul|ol|blockquote)>", "\n\n", text)
    text = unescape(re.sub(r"<[^>]+>", "", text))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _quoted(match: re.Match[str]) -> str:
    lines = as_plain(match[1]).split("\n")
    return escape("\n".join(f"> {line}".rstrip() for line in lines), quote=False) + "\n\n"


def _numbered(match: re.Match[str]) -> str:
    points = re.findall(r"<li>(.*?)</li>", match[1], flags=re.DOTALL)
    return "".join(f"{number}. {point}\n" for number, point in enumerate(points, 1)) + "\n"


def as_words(html: str) -> str:
    """Return the bare words in one line: for lists, search and other machines."""
    text = re.sub(r"</(p|li|h3|blockquote)>|<br\s*/?>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).split())
