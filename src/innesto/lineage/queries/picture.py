"""The picture of a thread: columns of works from what came before to what came after.

It turns a thread into places on paper and asks nobody anything.
"""

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.safestring import SafeString

from innesto.lineage.queries.thread import Node, Thread
from innesto.toolkit.shapes import shape

COLUMN, ROW, EDGE, TOP = 196, 108, 14, 22
LETTERS, LINES = 24, 2
COMPACT = 6
"""Works in the short form, the present one among them."""


class Spot(NamedTuple):
    """A work as the template draws it."""

    node: Node
    x: int
    y: int
    sign: SafeString
    lines: list[tuple[int, str]]


@dataclass(frozen=True)
class Picture:
    """A thread on paper, drawn at the size at which it is shown."""

    thread: Thread
    nodes: Sequence[Node]

    @property
    def _columns(self) -> dict[int, list[Node]]:
        columns: defaultdict[int, list[Node]] = defaultdict(list)
        for node in self.nodes:
            columns[node.step].append(node)
        return dict(sorted(columns.items()))

    @property
    def width(self) -> int:
        """Return the width in pixels."""
        return EDGE * 2 + COLUMN * len(self._columns)

    @property
    def height(self) -> int:
        """Return the height in pixels."""
        return TOP + ROW * max(map(len, self._columns.values()))

    @property
    def spots(self) -> list[Spot]:
        """Return the works with their places, in the order in which they are read."""
        found = []
        for place, (step, nodes) in enumerate(self._columns.items()):
            for line, node in enumerate(nodes):
                x, y = EDGE + COLUMN * place, TOP + ROW * line
                kind = "filled" if step == 0 else "leaf" if node.step > 0 else "ring"
                sign = shape(kind, x=x, y=y, is_chosen=step == 0)  # type: ignore[arg-type]
                words = textwrap.wrap(node.work.title, LETTERS)
                if len(words) > LINES:
                    words = [*words[: LINES - 1], f"{words[LINES - 1][: LETTERS - 1]}…"]
                lines = [(y + 45 + 18 * n, word) for n, word in enumerate(words)]
                found.append(Spot(node, x, y, sign, lines))
        return found

    @property
    def ways(self) -> list[str]:
        """Return the curves between works that are linked."""
        at = {spot.node.ref: spot for spot in self.spots}
        curves = []
        for earlier, later in self.thread.bonds:
            if earlier in at and later in at:
                a, b = at[earlier], at[later]
                middle = (a.x + b.x) // 2
                curves.append(f"M{a.x} {a.y}C{middle} {a.y} {middle} {b.y} {b.x} {b.y}")
        return curves


def picture_of(thread: Thread) -> Picture:
    """Draw the whole thread."""
    return Picture(thread, thread.nodes)


def short_picture_of(thread: Thread) -> Picture:
    """Draw at most six works: one a step, those nearest to the present one."""
    nearest: dict[int, Node] = {}
    for node in thread.nodes:
        nearest.setdefault(node.step, node)
    steps = sorted(nearest, key=lambda step: (abs(step), -step))[:COMPACT]
    return Picture(thread, [nearest[step] for step in sorted(steps)])
