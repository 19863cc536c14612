"""Kilometres and grams: plain arithmetic on stated factors.

Not a room: models name modes by it, queries count with it, and it asks no database.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

EARTH = 6371.0
"""Mean radius in kilometres."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where factors are from, and where one can read them."""

    title: str
    publisher: str
    year: int
    licence: str
    address: str
    read_at: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Factor:
    """Grams of CO₂ equivalent for one kilometre, of a person or of a whole vehicle.

    ``detour`` is by how much a way is longer than the great circle, where nobody knows it.
    """

    mode: str
    grams: float
    per: Literal["person", "vehicle"]
    detour: float
    source: Source
    row: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the globe, in degrees."""

    lat: float
    lon: float


@cache
def factors() -> Mapping[str, Factor]:
    """Return the factor of each mode. Raises ``KeyError`` for one without its source."""
    text = files("innesto.travel").joinpath("data/factors.yaml").read_text("utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    sources = {key: Source(**said) for key, said in read["sources"].items()}
    return {
        said["mode"]: Factor(**{**said, "source": sources[said["source"]]})
        for said in read["factors"]
    }


def great_circle(a: Point, b: Point) -> float:
    """Return the kilometres between two points along the globe (haversine)."""
    half_lat = math.radians(b.lat - a.lat) / 2
    half_lon = math.radians(b.lon - a.lon) / 2
    h = (
        math.sin(half_lat) ** 2
        + math.cos(math.radians(a.lat)) * math.cos(math.radians(b.lat)) * math.sin(half_lon) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(h)))


def estimated_km(mode: str, straight: float) -> int:
    """Return the likely length of a way, by the stated detour of its mode."""
    return round(straight * factors()[mode].detour)


def grams_of(mode: str, km: int, *, people: int) -> int:
    """Return the grams of one way; who shares a car shares its grams."""
    factor = factors()[mode]
    return round(factor.grams * km * (people if factor.per == "person" else 1))
