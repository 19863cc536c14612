"""The marks that maps and charts share: shape carries meaning before colour does.

filled = done, ring = planned, dashed = to confirm or before, diamond = rule broken or prize city,
star = common event, leaf = result. A halo says that the mark is the chosen one.
"""

from typing import Literal

from django.utils.html import format_html
from django.utils.safestring import SafeString

Shape = Literal["filled", "ring", "dashed", "diamond", "star", "leaf"]

_PATHS: dict[str, str] = {
    "diamond": "M0-7.5 7.500 0 0 7.500-7.500 0z",
    "star": "M0-8 2.400-2.800 8-2.400 3.700 1.300 5 7 0 4-5 7-3.700 1.300-8-2.400-2.400-2.800z",
    "leaf": "M-7 7C-8-3-1-7.500 8-8 8.500 2 4 8-4 6z",
}


def shape(kind: Shape, *, x: float = 0, y: float = 0, is_chosen: bool = False) -> SafeString:
    """Draw one mark at a point of an SVG."""
    halo = format_html('<circle class="halo" r="{}"/>', 10) if is_chosen else ""
    if kind in _PATHS:
        drawn = format_html('<path class="shape shape-{}" d="{}"/>', kind, _PATHS[kind])
    else:
        drawn = format_html('<circle class="shape shape-{}" r="{}"/>', kind, 5.5)
    return format_html(
        '<g transform="translate({} {})">{}{}</g>', _short(x), _short(y), halo, drawn
    )


def key(kind: Shape, *, is_chosen: bool = False) -> SafeString:
    """Draw one mark for a legend, beside its word."""
    return format_html(
        '<svg class="key" viewBox="-11 -11 22 22" aria-hidden="true">{}</svg>',
        shape(kind, is_chosen=is_chosen),
    )


def _short(figure: float) -> str:
    return f"{figure:.1f}".rstrip("0").rstrip(".")
