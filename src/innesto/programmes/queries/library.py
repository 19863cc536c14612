"""The blueprints that ship with Innesto."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from innesto.blueprints.loading import load
from innesto.blueprints.schema import Blueprint


@dataclass(frozen=True, slots=True)
class Shipped:
    """A blueprint of the library, with its text."""

    key: str
    text: str
    blueprint: Blueprint


@cache
def shipped_blueprints() -> Mapping[str, Shipped]:
    """Return the library by key, in the order of the alphabet; read once a process."""
    folder = resources.files("innesto.blueprints") / "library"
    if not folder.is_dir():
        return {}
    texts = sorted(
        (entry.name, entry.read_text("utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".yaml")
    )
    found = {}
    for _name, text in texts:
        blueprint = load(text)
        found[blueprint.key] = Shipped(blueprint.key, text, blueprint)
    return found
