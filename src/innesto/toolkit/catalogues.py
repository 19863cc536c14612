"""How much of the interface is said in a language: the rest is in English, and pages say so.

Compiling a catalogue writes into its header how many of its texts are translated. No room fits:
this reads files that lie beside the rooms.
"""

import re
import struct
from functools import cache
from pathlib import Path

PACKAGES = Path(__file__).parents[1]
COMPLETE = "it"  # a test sees to it
WRITTEN_IN = "en"  # what the code itself says
COUNTED = re.compile(r"^X-Translated: (\d+)$", re.MULTILINE)


@cache
def percent_in(language: str, packages: Path = PACKAGES) -> int:
    """Return the share of texts in a language, 100 only if none is missing."""
    wanted = _translated(COMPLETE, packages)
    if language == WRITTEN_IN or not wanted:
        return 100
    return min(100 * _translated(language, packages) // wanted, 100)


@cache
def _translated(language: str, packages: Path) -> int:
    compiled = packages.glob(f"*/locale/{language}/LC_MESSAGES/django.mo")
    counted = (COUNTED.search(_header(catalogue)) for catalogue in compiled)
    return sum(int(found[1]) for found in counted if found)


def _header(catalogue: Path) -> str:
    """Return what a compiled catalogue says of itself: the translation of the empty text."""
    with catalogue.open("rb") as file:
        (table,) = struct.unpack_from("=I", file.read(20), 16)
        file.seek(table)
        length, start = struct.unpack("=2I", file.read(8))
        file.seek(start)
        return file.read(length).decode()
