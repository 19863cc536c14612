import re
from pathlib import Path

import pytest

from innesto.toolkit import palette

STYLESHEET = Path(palette.__file__).parent / "static/innesto/innesto.css"


def test_palette_is_the_one_of_the_stylesheet():
    said = dict(re.findall(r"--([a-z]+(?:-\d+)?): ?(#[0-9a-f]{3,6})[;}]", STYLESHEET.read_text()))

    assert {name: said.get(name) for name in palette.COLOURS} == palette.COLOURS


def test_stylesheet_uses_no_colour_outside_the_palette():
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", STYLESHEET.read_text("utf-8")))

    assert found - set(palette.COLOURS.values()) == {"#000"}  # on paper


@pytest.mark.parametrize(("text", "ground"), palette.TEXTS)
def test_text_can_be_read(text, ground):
    assert palette.contrast(text, ground) >= 4.5


@pytest.mark.parametrize(("line", "ground"), palette.GRAPHICS)
def test_what_is_drawn_can_be_seen(line, ground):
    assert palette.contrast(line, ground) >= 3


def test_contrast_is_that_of_the_guidelines():
    assert round(palette.contrast("vite-700", "paper"), 1) == 11.8
    assert round(palette.contrast("paper", "paper"), 1) == 1
