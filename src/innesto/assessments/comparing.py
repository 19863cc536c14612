"""Two results side by side as a drawing: a line for each question, from before to after.

No room fits: the page draws what queries found. The table below it says the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from innesto.assessments.marking import Compared
from innesto.toolkit.charts import shortened
from innesto.toolkit.shapes import key, shape

ROW, HEAD, LEFT, WIDTH, EDGE = 34, 30, 310, 720, 16


@dataclass(frozen=True, slots=True)
class Line:
    """A question: where its name stands, its way, its signs."""

    label: str
    y: int
    text_y: int
    way: str
    signs: Sequence[SafeString]


@dataclass(frozen=True, slots=True)
class Picture:
    """All lines, with the levels as hairlines."""

    lines: Sequence[Line]
    ticks: Sequence[tuple[int, int]]
    height: int
    has_before: bool
    has_target: bool
    width: int = WIDTH
    bottom: int = 0

    @property
    def legend(self) -> list[tuple[SafeString, str]]:
        """Return the signs that are used, with their words."""
        found = [(key("filled"), _("now"))]
        if self.has_before:
            found.append((key("ring"), _("before")))
        if self.has_target:
            found.append((key("diamond"), _("aimed at")))
        return found


def picture_of(rows: Sequence[Compared]) -> Picture | None:
    """Draw the results; all questions must have the same scale."""
    scales = {row.question.highest for row in rows}
    if len(scales) != 1:
        return None
    highest = scales.pop()
    lines = [_line(number, row, highest) for number, row in enumerate(rows)]
    height = HEAD + ROW * len(rows) + 8
    return Picture(
        lines,
        [(level, _x(Fraction(level), highest)) for level in range(highest + 1)],
        height,
        has_before=any(row.before is not None for row in rows),
        has_target=any(row.question.target for row in rows),
        bottom=height - 8,
    )


def _x(figure: Fraction, highest: int) -> int:
    return LEFT + round((WIDTH - LEFT - EDGE) * float(figure) / highest)


def _line(number: int, row: Compared, highest: int) -> Line:
    y = HEAD + ROW * number + ROW // 2
    signs = []
    if row.question.target:
        signs.append(shape("diamond", x=_x(Fraction(row.question.target), highest), y=y))
    if row.before is not None:
        signs.append(shape("ring", x=_x(row.before, highest), y=y))
    if row.after is not None:
        signs.append(shape("filled", x=_x(row.after, highest), y=y))
    way = ""
    if row.before is not None and row.after is not None:
        way = f"M{_x(row.before, highest)} {y}H{_x(row.after, highest)}"
    return Line(shortened(row.question.text), y, y + 5, way, signs)
