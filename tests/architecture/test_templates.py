"""Templates hold no script, no style, and texts that translators can read."""

import re

import pytest

from tools.house import SOURCE, templates

FORBIDDEN = {
    "script without a file": r"<script(?![^>]*\bsrc=)",
    "style element": r"<style\b",
    "style attribute": r"\sstyle\s*=",
    "event handler": r"\son[a-z]+\s*=\s*[\"']",
    "script address": r"javascript:",
    "htmx code": r"\bhx-(on|vals\s*=\s*[\"']js:)",
    "text of another host": r"\b(src|href)=\"(https?:)?//(?!\{)[^\"]+\.(js|css|woff2?)\"",
    "blocktranslate without trimmed": r"{%\s*blocktranslate(?![^%]*\btrimmed\b)",
    "old name of a translation tag": r"{%\s*(blocktrans|trans)\s",
}


@pytest.mark.parametrize("wrong", FORBIDDEN)
def test_no_template_has_a(wrong):
    found = [
        f"{path.relative_to(SOURCE)}: {match.group()}"
        for path in templates()
        for match in re.finditer(FORBIDDEN[wrong], path.read_text("utf-8"))
    ]

    assert found == []
