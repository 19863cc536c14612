"""The blueprints that ship with Innesto, each with the list of its partners."""

from functools import cache
from pathlib import Path

from innesto.blueprints.loading import load
from innesto.blueprints.schema.blueprint import Blueprint

LIBRARY = Path(__file__).with_name("library")


def shipped_keys() -> tuple[str, ...]:
    """Return the keys of the shipped blueprints, in alphabetical order."""
    return tuple(sorted(path.stem for path in LIBRARY.glob("*.yaml")))


def shipped() -> list[Blueprint]:
    """Return the shipped blueprints, in alphabetical order of their keys."""
    return [shipped_blueprint(key) for key in shipped_keys()]


@cache
def shipped_blueprint(key: str) -> Blueprint:
    """Return one of them. Raises ``KeyError`` for a key that does not ship."""
    return load(shipped_text(key))


def shipped_text(key: str) -> str:
    """Return its text, to start an own edition from. Raises ``KeyError``."""
    if key not in shipped_keys():
        raise KeyError(key)
    return (LIBRARY / f"{key}.yaml").read_text(encoding="utf-8")


def shipped_partners(key: str) -> Path:
    """Return where the list of its partners is. Raises ``KeyError``."""
    if key not in shipped_keys():
        raise KeyError(key)
    return LIBRARY / f"{key}.partners.csv"
