"""Typed reading of environment variables; every one is listed in docs/run/configuration.md."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """Return the variable, or the default when it is not set."""
    return os.environ.get(name, default)


def flag(name: str, *, default: bool = False) -> bool:
    """Return True for 1, true, yes and on; any other value is False."""
    value = os.environ.get(name)
    return default if value is None else value.lower() in {"1", "true", "yes", "on"}


def words(name: str, default: str = "") -> list[str]:
    """Return the parts between commas, without the spaces around them."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def folder(name: str, default: Path) -> Path:
    """Return the variable as an absolute path."""
    return Path(os.environ.get(name) or default).resolve()
