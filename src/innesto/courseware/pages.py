"""The pages that are launched: whether what they load at once came with them."""

import re
from collections.abc import Iterator
from posixpath import dirname, normpath
from urllib.parse import unquote

from innesto.courseware.findings import Findings
from innesto.courseware.markup import decoded
from innesto.courseware.package import Package, Unreadable

MOST_PAGES = 100
LARGEST_PAGE = 2_000_000  # bytes
PAGES = (".html", ".htm", ".xhtml")
_LOADED = re.compile(
    r"""<(?:script|img|source|video|audio|iframe)\b[^>]*?\ssrc\s*=\s*["']([^"'<>{}$]+)["']"""
    r"""|<link\b[^>]*?\shref\s*=\s*["']([^"'<>{}$]+)["']""",
    re.IGNORECASE,
)


def look_at_pages(findings: Findings, package: Package) -> None:
    """Note files that launched pages load and the package lacks."""
    archive = findings.archive
    launched = dict.fromkeys(unit.launch for unit in package.launchable)
    pages = [n for n in launched if n.lower().endswith(PAGES) and n in archive]
    for name in pages[:MOST_PAGES]:
        if archive.size(name) > LARGEST_PAGE:
            continue
        try:
            text = decoded(archive.read(name), name, [])
        except Unreadable as given_up:
            findings.give_up(given_up)
            continue
        for path in dict.fromkeys(_loaded(text, name)):
            if not archive.alike(path):
                findings.note("page_lacks", name, 0, name=path)


def _loaded(text: str, page: str) -> Iterator[str]:
    """Yield the paths inside the package that a page loads."""
    for found in _LOADED.finditer(text):
        address = unquote((found[1] or found[2]).strip().partition("#")[0].partition("?")[0])
        if not address or ":" in address or address.startswith("/") or "+" in address:
            continue
        path = normpath(f"{dirname(page)}/{address}" if dirname(page) else address)
        if not path.startswith(".."):
            yield path
