"""The path through a curriculum as a drawing: modules in columns, what comes before on the left.

No room fits: the page draws what a version keeps. The list below it says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap

from innesto.curricula.outline import Outline, steps_of

WIDE, HIGH = 210, 96
ACROSS, DOWN = 58, 22
EDGE = 12
LETTERS, LINES = 25, 3


@dataclass(frozen=True, slots=True)
class Box:
    """One module: where it stands, its number, its title in lines."""

    number: int
    x: int
    y: int
    lines: Sequence[tuple[int, str]]
    hours: str

    @property
    def text_x(self) -> int:
        """Return where its words begin."""
        return self.x + EDGE

    @property
    def head_y(self) -> int:
        """Return the height of its number."""
        return self.y + 22


@dataclass(frozen=True, slots=True)
class Picture:
    """All modules and the ways between them."""

    boxes: Sequence[Box]
    ways: Sequence[str]
    width: int
    height: int
    box_width: int = WIDE
    box_height: int = HIGH


def picture_of(outline: Outline) -> Picture | None:
    """Draw the path; a single module needs no drawing."""
    if len(outline.parts) < 2:
        return None
    columns: dict[int, list[int]] = {}
    for one, step in steps_of(outline.needs).items():
        columns.setdefault(step, []).append(one)
    places: dict[int, tuple[int, int]] = {}
    for step, ones in columns.items():
        for row, one in enumerate(ones):
            places[one] = (2 + step * (WIDE + ACROSS), 2 + row * (HIGH + DOWN))
    boxes = []
    for number, part in enumerate(outline.parts, start=1):
        x, y = places[part.id]
        words = wrap(part.title, LETTERS, max_lines=LINES, placeholder="…")
        lined = [(y + 42 + 18 * row, line) for row, line in enumerate(words)]
        boxes.append(Box(number, x, y, lined, f"{part.hours.normalize():f}"))
    ways = [
        _way(places[before], places[part.id])
        for part in outline.parts
        for before in part.needs
        if before in places
    ]
    deepest = max(len(ones) for ones in columns.values())
    return Picture(
        boxes,
        ways,
        width=4 + len(columns) * (WIDE + ACROSS) - ACROSS,
        height=4 + deepest * (HIGH + DOWN) - DOWN,
    )


def _way(start: tuple[int, int], end: tuple[int, int]) -> str:
    x1, y1 = start[0] + WIDE, start[1] + HIGH // 2
    x2, y2 = end[0], end[1] + HIGH // 2
    middle = x1 + ACROSS // 2
    return f"M{x1} {y1}C{middle} {y1} {x2 - ACROSS // 2} {y2} {x2} {y2}"
