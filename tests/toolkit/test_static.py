"""What a first visit downloads: ours, small, and little of it."""

import gzip
import re
from pathlib import Path

import brotli
from django.urls import reverse

from innesto import toolkit

STATIC = Path(toolkit.__file__).parent / "static/innesto"
BUDGET = 120_000  # bytes of a first visit, compressed
FEWEST = 8  # requests of a first visit
FIRST_PAGE = 30_000  # of these, bytes for the page itself


def compressed(path):
    data = path.read_bytes()
    return len(data) if path.suffix == ".woff2" else len(brotli.compress(data, quality=5))


def asked_for():
    """Return all that a page asks for, the fonts of the stylesheet included."""
    fonts = re.findall(r'url\("?(fonts/[\w.-]+)', (STATIC / "innesto.css").read_text("utf-8"))
    return [*("innesto.css", "innesto.js", "htmx.min.js", "icons.svg"), *fonts]


def test_first_visit_is_small_and_has_few_requests():
    sizes = {name: compressed(STATIC / name) for name in asked_for()}

    assert len(sizes) + 1 <= FEWEST
    assert sum(sizes.values()) + FIRST_PAGE <= BUDGET, sizes


def test_stylesheet_is_small():
    assert len(gzip.compress((STATIC / "innesto.css").read_bytes())) <= 30_000


def test_nothing_comes_from_another_host():
    for name in ("innesto.css", "innesto.js", "icons.svg"):
        text = (STATIC / name).read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
        assert re.findall(r"https?://[^\s\"')]+|url\(\"?//", text) == [], name


def test_page_asks_only_for_what_is_counted(client, db):
    page = client.get(reverse("toolkit:style")).text

    asked = set(re.findall(r'(?:href|src)="/static/innesto/([\w./-]+)', page))

    assert asked == {"innesto.css", "innesto.js", "htmx.min.js", "icons.svg"}


def test_every_icon_that_is_asked_for_is_in_the_sprite(client, db):
    there = set(re.findall(r'<symbol id="([\w-]+)"', (STATIC / "icons.svg").read_text("utf-8")))
    templates = Path(toolkit.__file__).parents[1].rglob("*.html")
    asked = {
        name
        for path in templates
        for name in re.findall(r'{% icon "([\w-]+)"|icon="([\w-]+)"', path.read_text("utf-8"))
        for name in name
        if name
    }

    assert asked - there == set()


def test_mark_is_drawn_the_same_everywhere():
    template = Path(toolkit.__file__).parent / "templates/toolkit/ui/mark.html"
    lines = re.findall(r' d="([^"]+)"', template.read_text("utf-8"))

    sprite = (STATIC / "icons.svg").read_text("utf-8")

    assert [line in sprite for line in lines] == [True, True, True]
