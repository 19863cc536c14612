"""Where the names on a map stand so that they cover nothing: greedy, the same every time."""

from collections.abc import Sequence
from typing import NamedTuple

SIZE = 14  # pixels of the text
MEAN_LETTER = 0.53  # of the size, in Titillium Web, on the wide side
GAP = 9  # between the middle of a mark and its name

type Point = tuple[float, float]


class Box(NamedTuple):
    """A rectangle of the picture."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two rectangles overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


class Label(NamedTuple):
    """Where a name stands: its point, which end of it lies there, and whether there is room."""

    x: float
    y: float
    anchor: str
    has_room: bool


# Right first, as one reads; then left, above, below, and the corners.
_WAYS = [
    (GAP, 5, "start"),
    (-GAP, 5, "end"),
    (0, -GAP - 2, "middle"),
    (0, GAP + SIZE - 2, "middle"),
    (GAP - 2, -GAP + 2, "start"),
    (GAP - 2, GAP + 8, "start"),
    (-GAP + 2, -GAP + 2, "end"),
    (-GAP + 2, GAP + 8, "end"),
]


def place_labels(
    points: Sequence[Point],
    texts: Sequence[str],
    chosen: Sequence[bool],
    busy: Sequence[Box],
    *,
    width: int,
    height: int,
) -> list[Label]:
    """Give each point a place for its name; the chosen ones come first.

    A name without room is left to the table, but a chosen one is always written.
    """
    frame = Box(0, 0, width, height)
    marks = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    taken = [*busy]
    found: dict[int, Label] = {}
    for index in sorted(range(len(points)), key=lambda i: (not chosen[i], i)):
        x, y = points[index]
        others = [mark for other, mark in enumerate(marks) if other != index]
        options = [
            (Label(round(x + dx, 1), round(y + dy, 1), anchor, has_room=True), box)
            for dx, dy, anchor in _WAYS
            if _inside(box := _box(x + dx, y + dy, anchor, texts[index]), frame)
        ]
        free = [
            (label, box)
            for label, box in options
            if not any(box.meets(other) for other in (*others, *taken))
        ]
        if free or (chosen[index] and options):
            label, box = (free or options)[0]
            taken.append(box)
            found[index] = label
        else:
            found[index] = Label(x, y, "start", has_room=False)
    return [found[index] for index in range(len(points))]


def _box(x: float, y: float, anchor: str, text: str) -> Box:
    long = len(text) * SIZE * MEAN_LETTER
    left = {"start": x, "end": x - long, "middle": x - long / 2}[anchor]
    return Box(left - 1, y - SIZE + 2, left + long + 1, y + 4)


def _inside(box: Box, frame: Box) -> bool:
    return (
        box.left >= frame.left
        and box.right <= frame.right
        and box.top >= frame.top
        and box.bottom <= frame.bottom
    )
