"""Pages of packages as texts of ours: the body alone, and links that lead somewhere.

Not a room: pure functions that the import uses.
"""

import re
from html import escape

from innesto.courseware.archive import Archive
from innesto.courseware.markup import decoded
from innesto.courseware.package import Unreadable

LARGEST_PAGE = 2_000_000  # bytes
_BODY = re.compile(r"<body\b[^>]*>(.*)</body>", re.IGNORECASE | re.DOTALL)
_LOST = re.compile(
    r"<(script|style|title|head)\b[^>]*>.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL
)


def page_body(archive: Archive, name: str) -> str:
    """Return what stands in the body of a page; nothing where it cannot be read."""
    try:
        html = decoded(archive.read(name, LARGEST_PAGE), name, [])
    except Unreadable:
        return ""
    body = _BODY.search(html)
    return _LOST.sub("", body[1] if body else html).strip()


def as_link(address: str) -> str:
    """Return a paragraph with a link."""
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
