"""The schemes that ship with Innesto, read from its data file.

No room fits: it is data, neither stored nor asked for by anyone but the loader. EuroVoc has
thousands of descriptors; here are those that our blueprints point at. A blueprint may point at
any other, which is then known by its number until somebody adds its name.
"""

import json
from dataclasses import dataclass
from pathlib import Path

SHARED = frozenset({"sdg", "data-theme", "eurovoc"})


@dataclass(frozen=True, slots=True)
class Shipped:
    """A scheme that all programmes share; ``themes`` are pairs of key and labels."""

    key: str
    labels: dict[str, str]
    website: str
    themes: tuple[tuple[str, dict[str, str]], ...]


def shipped_schemes() -> list[Shipped]:
    """Return the schemes of the data file."""
    text = (Path(__file__).parent / "data" / "schemes.json").read_text("utf-8")
    return [
        Shipped(
            key=scheme["key"],
            labels=scheme["labels"],
            website=scheme["website"],
            themes=tuple((theme["key"], theme["labels"]) for theme in scheme["themes"]),
        )
        for scheme in json.loads(text)
    ]
