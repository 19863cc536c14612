"""Maps of Europe and its countries as SVG drawn by the server, with the same data as a table.

The projection is conic. Outlines come from Natural Earth, each point with the area that the map
loses without it, so that a map keeps only what its size can show and stays under 12 kB. Borders
of regions, inside the countries of which we have them, are drawn on maps that are near enough.
"""

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from innesto.toolkit.labels import Box, place_labels
from innesto.toolkit.shapes import Shape, key, shape

LARGEST_PATH = 12_000  # bytes of outlines on one map
ALL = 1000.0  # finer than any point: all of them
LEAST_AREA = 2.0  # square pixels that a point must be worth
NEAR = 16.0  # degrees from west to east: on wider maps borders of regions are only noise
LEAST_STEP = 4.0  # half pixels between two points of such a border
ROOM = 0.5  # degrees around the outermost places, at least

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A point on the map. ``word`` says in the table what the shape says on the map."""

    name: str
    lat: float
    lon: float
    shape: Shape = "filled"
    word: str = ""
    url: str = ""
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """A stretch of the earth in degrees, and the size of its picture in pixels."""

    west: float
    south: float
    east: float
    north: float
    width: int
    height: int


EUROPE = (-10.5, 35.0, 32.0, 66.0)


class Conic:
    """Lambert's conformal conic projection, fitted into a view."""

    def __init__(self, view: View) -> None:
        span = view.north - view.south
        first, second = (math.radians(view.south + span * part) for part in (1 / 6, 5 / 6))
        self._middle = math.radians((view.west + view.east) / 2)
        self._n = math.log(math.cos(first) / math.cos(second)) / math.log(
            self._tan(second) / self._tan(first)
        )
        self._f = math.cos(first) * self._tan(first) ** self._n / self._n
        steps = [part / 8 for part in range(9)]
        edge = [
            self._raw(view.west + (view.east - view.west) * a, view.south + span * b)
            for a in steps
            for b in steps
        ]
        left, right = min(x for x, _y in edge), max(x for x, _y in edge)
        top, bottom = min(y for _x, y in edge), max(y for _x, y in edge)
        self.scale = min(view.width / (right - left), view.height / (bottom - top))
        self._left = (left + right) / 2 - view.width / 2 / self.scale
        self._top = (top + bottom) / 2 - view.height / 2 / self.scale

    @staticmethod
    def _tan(lat: float) -> float:
        return math.tan(math.pi / 4 + lat / 2)

    def _raw(self, lon: float, lat: float) -> Point:
        radius = self._f / self._tan(math.radians(lat)) ** self._n
        angle = self._n * (math.radians(lon) - self._middle)
        return radius * math.sin(angle), radius * math.cos(angle)

    def at(self, lon: float, lat: float) -> Point:
        """Return where a place lies in the picture, in pixels."""
        x, y = self._raw(lon, lat)
        return (x - self._left) * self.scale, (y - self._top) * self.scale


@cache
def _outlines() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (files("innesto.toolkit") / "outlines.json").read_text("utf-8")
    )
    return found


def _rings(code: str) -> list[list[int]]:
    found: list[list[int]] = _outlines()["countries"][code]
    return found


def _points(ring: Sequence[int], *, finest: float) -> Iterator[Point]:
    """Yield the points of a ring that are worth showing, in degrees."""
    arcs = _outlines()["arcs"]
    for number in ring:
        arc = arcs[number if number >= 0 else ~number]
        kept = [
            (arc[i] / 100, arc[i + 1] / 100) for i in range(0, len(arc), 3) if arc[i + 2] <= finest
        ]
        yield from kept if number >= 0 else reversed(kept)


@lru_cache(maxsize=64)
def outlines(view: View, own: frozenset[str]) -> tuple[str, str]:
    """Return the paths of the other countries and of the own ones, in half pixels."""
    conic = Conic(view)
    area = LEAST_AREA
    while True:
        finest = -10 * math.log2(area / conic.scale**2)
        paths = {True: "", False: ""}
        for code in _outlines()["countries"]:
            paths[code in own] += _country(code, conic, view, finest=finest)
        if len(paths[True]) + len(paths[False]) <= LARGEST_PATH:
            return paths[False], paths[True]
        area *= 1.5


@lru_cache(maxsize=64)
def borders(view: View) -> str:
    """Return the path of the borders between regions, in half pixels; nothing on maps from afar."""
    if view.east - view.west > NEAR:
        return ""
    conic = Conic(view)
    seen = Box(view.west, view.south, view.east, view.north)
    written = []
    for line in (line for lines in _borders().values() for line in lines):
        lons, lats = line[::2], line[1::2]
        around = Box(min(lons) / 100, min(lats) / 100, max(lons) / 100, max(lats) / 100)
        if around.meets(seen):
            points = (conic.at(lon / 100, lat / 100) for lon, lat in zip(lons, lats, strict=True))
            written.append(_line([(round(x * 2), round(y * 2)) for x, y in points]))
    return "".join(written)


@cache
def _borders() -> dict[str, list[list[int]]]:
    """Return the borders inside each country: longitude and latitude by turns, in hundredths."""
    found: dict[str, list[list[int]]] = json.loads(
        (files("innesto.toolkit") / "borders.json").read_text("utf-8")
    )
    return found


def _line(points: list[tuple[int, int]]) -> str:
    """Write an open line with relative steps, without those too small to be seen."""
    kept = points[:1]
    for point in points[1:]:
        if math.dist(point, kept[-1]) >= LEAST_STEP:
            kept.append(point)
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(kept)]
    if not steps:
        return ""
    written = "".join(f"{x}{y}" if y < 0 else f"{x} {y}" for x, y in _spaced(steps))
    return f"M{kept[0][0]} {kept[0][1]}l{written.strip()}"


def _country(code: str, conic: Conic, view: View, *, finest: float) -> str:
    return "".join(
        _path(_clip([conic.at(*point) for point in _points(ring, finest=finest)], view))
        for ring, bounds in zip(_rings(code), _bounds(code), strict=True)
        if bounds.meets(Box(view.west - 12, view.south - 6, view.east + 12, view.north + 6))
    )


@cache
def _bounds(code: str) -> list[Box]:
    """Return the rectangle of degrees around each ring, so that far ones are passed over."""
    found = []
    for ring in _rings(code):
        lons, lats = zip(*_points(ring, finest=ALL), strict=True)
        found.append(Box(min(lons), min(lats), max(lons), max(lats)))
    return found


def _clip(ring: list[Point], view: View) -> list[Point]:
    """Cut a ring at the edges of the picture, a little outside of them."""
    for axis, limit, sign in (
        (0, -8, 1),
        (0, view.width + 8, -1),
        (1, -8, 1),
        (1, view.height + 8, -1),
    ):
        kept: list[Point] = []
        for here, there in zip(ring, ring[1:] + ring[:1], strict=True):
            inside, next_inside = (sign * (p[axis] - limit) >= 0 for p in (here, there))
            if inside:
                kept.append(here)
            if inside != next_inside:
                part = (limit - here[axis]) / (there[axis] - here[axis])
                kept.append(
                    (here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1]))
                )
        ring = kept
    return ring


def _path(ring: list[Point]) -> str:
    """Write a ring in half pixels with relative steps; one too small to be seen is left out."""
    rounded = [(round(x * 2), round(y * 2)) for x, y in ring]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(rounded) if a != b]
    if len(steps) < 3:
        return ""
    written = "".join(f"{x}{y}" if y < 0 else f"{x} {y}" for x, y in _spaced(steps))
    return f"M{rounded[0][0]} {rounded[0][1]}l{written.strip()}z"


def _spaced(steps: list[tuple[int, int]]) -> Iterator[tuple[str, int]]:
    for x, y in steps:
        yield (str(x) if x < 0 else f" {x}"), y


@dataclass(frozen=True, slots=True)
class Drawn:
    """A place as the template draws it."""

    place: Place
    mark: SafeString
    label_x: str
    label_y: str
    anchor: str
    has_label: bool


@dataclass(frozen=True)
class Map:
    """Places and the ways between them, on the outlines of Europe.

    ``own`` names the countries (ISO codes) that stand out; with none the map shows Europe, or
    what the places need when ``is_close``. ``ways`` are pairs of names of places. ``legend``
    gives a word to each shape. Draw it at the size at which it is shown.
    """

    title: str
    places: Sequence[Place]
    description: str = ""
    ways: Sequence[tuple[str, str]] = ()
    legend: Sequence[tuple[Shape, str]] = ()
    own: frozenset[str] = frozenset()
    is_close: bool = False
    is_dark: bool = False
    width: int = 560
    height: int = 430

    @property
    def view(self) -> View:
        """Return the stretch of the earth that is shown."""
        west, south, east, north = EUROPE
        if self.own:
            west, south, east, north = self._bounds(
                point for code in self.own for point in _points(_main(code), finest=ALL)
            )
        elif self.is_close and self.places:
            west, south, east, north = self._bounds((p.lon, p.lat) for p in self.places)
        return View(west, south, east, north, self.width, self.height)

    @staticmethod
    def _bounds(points: Iterator[Point]) -> tuple[float, float, float, float]:
        lons, lats = zip(*points, strict=True)
        room = max(ROOM, (max(lats) - min(lats)) * 0.06)
        return (  # to half degrees, so that views repeat and their outlines are drawn once
            math.floor((min(lons) - room) * 2) / 2,
            math.floor((min(lats) - room) * 2) / 2,
            math.ceil((max(lons) + room) * 2) / 2,
            math.ceil((max(lats) + room) * 2) / 2,
        )

    @property
    def land(self) -> str:
        """Return the path of the other countries."""
        return outlines(self.view, self.own)[0]

    @property
    def own_land(self) -> str:
        """Return the path of the own countries."""
        return outlines(self.view, self.own)[1]

    @property
    def borders(self) -> str:
        """Return the path of the borders between regions."""
        return borders(self.view)

    @property
    def curves(self) -> list[str]:
        """Return the ways as curves that bend away from each other."""
        conic = Conic(self.view)
        at = {place.name: conic.at(place.lon, place.lat) for place in self.places}
        return [_curve(at[a], at[b]) for a, b in self.ways]

    @property
    def drawn(self) -> list[Drawn]:
        """Return the places with their labels where they cover nothing."""
        conic = Conic(self.view)
        at = [conic.at(place.lon, place.lat) for place in self.places]
        by_name = dict(zip((place.name for place in self.places), at, strict=True))
        busy = [
            Box(x - 4, y - 4, x + 4, y + 4)
            for a, b in self.ways
            for x, y in _along(by_name[a], by_name[b])
        ]
        texts = [place.name for place in self.places]
        chosen = [place.is_chosen for place in self.places]
        labels = place_labels(at, texts, chosen, busy, width=self.width, height=self.height)
        return [
            Drawn(
                place=place,
                mark=shape(place.shape, x=x, y=y, is_chosen=place.is_chosen),
                label_x=str(label.x),
                label_y=str(label.y),
                anchor=label.anchor,
                has_label=label.has_room,
            )
            for place, (x, y), label in zip(self.places, at, labels, strict=True)
        ]

    @property
    def keys(self) -> list[tuple[SafeString, str]]:
        """Return the shapes with their words."""
        return [(key(kind), word) for kind, word in self.legend]

    @property
    def has_links(self) -> bool:
        """Tell whether one can go on from a place: then the drawing is more than a picture."""
        return any(place.url for place in self.places)

    @property
    def summary(self) -> str:
        """Return what the picture shows, in a sentence for those who do not see it."""
        return self.description or _(
            "Map with %(count)s places. The table below says the same."
        ) % {"count": len(self.places)}


def _main(code: str) -> list[int]:
    """Return the ring of a country that has most points: its mainland."""
    return max(_rings(code), key=lambda ring: sum(1 for _point in _points(ring, finest=ALL)))


def _bend(a: Point, b: Point) -> Point:
    (ax, ay), (bx, by) = a, b
    side = 1 if bx >= ax else -1
    return (ax + bx) / 2 + side * (by - ay) * 0.14, (ay + by) / 2 - side * (bx - ax) * 0.14


def _curve(a: Point, b: Point) -> str:
    x, y = _bend(a, b)
    return f"M{a[0]:.1f} {a[1]:.1f}Q{x:.1f} {y:.1f} {b[0]:.1f} {b[1]:.1f}"


def _along(a: Point, b: Point) -> Iterator[Point]:
    """Yield points along the curve between two places, but not at its ends."""
    middle = _bend(a, b)
    for step in range(2, 19):
        t = step / 20
        yield (
            (1 - t) ** 2 * a[0] + 2 * t * (1 - t) * middle[0] + t**2 * b[0],
            (1 - t) ** 2 * a[1] + 2 * t * (1 - t) * middle[1] + t**2 * b[1],
        )
