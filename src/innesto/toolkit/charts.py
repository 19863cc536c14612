"""Charts as SVG drawn by the server: a strip of months, and bars beside their figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any, NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from innesto.toolkit import dates
from innesto.toolkit.shapes import Shape, key, shape

ROW = 30  # pixels a line
HEAD = 26  # pixels for the names of the months
FOOT = 24  # pixels for the word «today»
LETTER = 8  # pixels a letter of a line's name, at most
LONGEST = 36  # letters of a line's name; the rest is cut


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day, or from a day to a day. ``word`` says what the shape says."""

    first: date
    label: str
    shape: Shape = "filled"
    word: str = ""
    last: date | None = None
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Closure:
    """Days on which nothing can take place; the last one included."""

    first: date
    last: date
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the strip: a country, a city, a format. ``note`` sums it up: «2 of 6 held»."""

    label: str
    marks: Sequence[Mark]
    closures: Sequence[Closure] = ()
    note: str = ""

    @property
    def signs(self) -> list[SafeString]:
        """Return its marks without dates, for screens too narrow for the strip."""
        return [key(mark.shape, is_chosen=mark.is_chosen) for mark in self.marks]


class Tick(NamedTuple):
    """A vertical hairline with the name of the month that begins there."""

    x: str
    text_x: str
    label: str


class Spot(NamedTuple):
    """A mark as the template draws it."""

    mark: Mark
    sign: SafeString


class Strip(NamedTuple):
    """A closure as the template draws it."""

    x: str
    width: str


class Row(NamedTuple):
    """A line as the template draws it."""

    label: str
    top: int
    text_y: int
    spots: list[Spot]
    strips: list[Strip]


def shortened(label: str) -> str:
    """Cut a name that would fill the picture; the table says it whole."""
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


@dataclass(frozen=True)
class Timeline:
    """Lines of marks over months, closures hatched, today dotted with its word."""

    title: str
    lines: Sequence[Line]
    first: date
    last: date
    today: date | None = None
    closures: Sequence[Closure] = ()
    legend: Sequence[tuple[Shape, str]] = ()
    description: str = ""
    width: int = 1180

    @property
    def margin(self) -> int:
        """Return the room for the names of the lines."""
        longest = max((len(line.label) for line in self.lines), default=0)
        return max(130, 16 + LETTER * min(longest, LONGEST))

    @property
    def height(self) -> int:
        """Return the height of the drawing."""
        return HEAD + ROW * len(self.lines) + FOOT

    @property
    def bottom(self) -> int:
        """Return where the lines end."""
        return HEAD + ROW * len(self.lines)

    def _x(self, on: date) -> float:
        days = (self.last - self.first).days + 1
        inside = min(max((on - self.first).days, 0), days)
        return self.margin + inside / days * (self.width - self.margin)

    @property
    def ticks(self) -> list[Tick]:
        """Return the months that begin in the strip."""
        start = self.first.year * 12 + self.first.month - 1
        months = (date(n // 12, n % 12 + 1, 1) for n in count(start))
        found: list[Tick] = []
        for month in months:
            if month > self.last:
                break
            x = self._x(month)
            found.append(Tick(f"{x:.1f}", f"{x + 4:.1f}", dates.month_name(month, short=True)))
        return found

    @property
    def today_x(self) -> str:
        """Return where today is, or nothing when it is outside."""
        if self.today is None or not self.first <= self.today <= self.last:
            return ""
        return f"{self._x(self.today):.1f}"

    @property
    def rows(self) -> Iterator[Row]:
        """Yield the lines with their marks and closures."""
        for number, line in enumerate(self.lines):
            top = HEAD + ROW * number
            middle = top + ROW / 2
            spots = [
                Spot(
                    mark,
                    shape(mark.shape, x=self._middle(mark), y=middle, is_chosen=mark.is_chosen),
                )
                for mark in line.marks
            ]
            strips = [self._strip(one) for one in (*self.closures, *line.closures)]
            yield Row(
                shortened(line.label), top, top + 20, spots, [s for s in strips if s.width != "0.0"]
            )

    def _middle(self, mark: Mark) -> float:
        last = mark.last or mark.first
        return (self._x(mark.first) + self._x(last + timedelta(days=1))) / 2

    def _strip(self, closure: Closure) -> Strip:
        start, end = self._x(closure.first), self._x(closure.last + timedelta(days=1))
        return Strip(f"{start:.1f}", f"{end - start:.1f}")

    @property
    def keys(self) -> list[tuple[SafeString, str]]:
        """Return the shapes with their words."""
        return [(key(kind), word) for kind, word in self.legend]

    @property
    def has_words(self) -> bool:
        """Tell whether the table needs a column for what the shapes say."""
        return any(mark.word for line in self.lines for mark in line.marks)

    @property
    def has_links(self) -> bool:
        """Tell whether one can go on from a mark: then the drawing is more than a picture."""
        return any(mark.url for line in self.lines for mark in line.marks)

    @property
    def has_closures(self) -> bool:
        """Tell whether the legend needs the hatching."""
        return bool(self.closures or any(line.closures for line in self.lines))

    @property
    def summary(self) -> str:
        """Return what the picture shows, in a sentence for those who do not see it."""
        return self.description or _("%(count)s dates. The table below says the same.") % {
            "count": sum(len(line.marks) for line in self.lines)
        }


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure with its name; the longest bar is the whole when ``whole`` is not given."""

    label: str
    value: float
    note: Any = ""


class DrawnBar(NamedTuple):
    """A bar as the template draws it, in hundredths of the width."""

    bar: Bar
    width: str


def drawn_bars(bars: Sequence[Bar], *, whole: float | None) -> list[DrawnBar]:
    """Return the bars with their widths."""
    largest = whole or max((bar.value for bar in bars), default=0) or 1
    return [DrawnBar(bar, f"{min(bar.value / largest, 1) * 100:.1f}") for bar in bars]
