"""Modules that few processes ever use, loaded when something of them is first asked for.

No room fits: the settings call it, before Django loads anything. A passkey, a spreadsheet or a
calendar is asked for now and then; loading what makes them took a seventh of each start. Our code
imports them at the top as ever, but whole (``import icalendar``): to take a name out of a module
loads it. Decision 0021 says why.
"""

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from importlib.util import LazyLoader
from types import ModuleType


class _Later(MetaPathFinder):
    """Finds some modules as Python does, and puts off loading them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in self._names else None
        if spec and spec.loader:
            spec.loader = LazyLoader(spec.loader)
        return spec


def load_later(*names: str) -> None:
    """Load these modules from now on when they are first used, and not when they are imported."""
    sys.meta_path.insert(0, _Later(names))
