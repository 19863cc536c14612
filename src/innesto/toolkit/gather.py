"""What each installed domain says about itself in a module of an agreed name."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def gather(room: str, name: str) -> dict[str, Any]:
    """Return ``name`` of ``<domain>/<room>.py`` for every domain that has it, by app label.

    So a lower domain learns words of upper ones without importing them: they only write a file.
    """
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("innesto.") and find_spec(f"{config.name}.{room}"):
            found[config.label] = getattr(import_module(f"{config.name}.{room}"), name)
    return found
