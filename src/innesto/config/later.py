"""How modules are loaded: some when something of them is first asked for, the rest in one go.

No room fits: command line and settings call it, before Django loads anything. A passkey, a
spreadsheet or a calendar is asked for now and then; loading what makes them took a fifth of each
start. Our code imports them at the top as ever, but whole (``import icalendar``, ``from rapidfuzz
import fuzz``): to take a name out of a module loads it. Decision 0021 says why.
"""

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

READING = RLock()  # one for all, so that two modules that read each other never wait in a circle


@contextmanager
def loading() -> Iterator[None]:
    """Load much without looking for garbage meanwhile: a twentieth of a start finds none."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def load_later(*names: str) -> None:
    """Load these modules from now on when they are first used, and not when they are imported."""
    sys.meta_path.insert(0, _Later(names))


class _Unread(ModuleType):
    """A module of which nothing was asked yet.

    What the import system looks at stands in it already, so it may be imported any number of
    times; a module of Python's ``LazyLoader`` loads when it is imported the second time.
    """

    def __getattr__(self, name: str) -> Any:
        if name == "__path__":  # asked of each module that is imported; this one is no package
            raise AttributeError(name)
        with READING:
            if type(self) is _Unread:
                self._read()
        return getattr(self, name)

    def _read(self) -> None:
        self.__class__ = _BeingRead  # type: ignore[assignment]
        try:
            self.__spec__.loader.exec_module(self)  # type: ignore[union-attr]
        except BaseException:
            self.__class__ = _Unread
            raise
        self.__class__ = ModuleType  # type: ignore[assignment]


class _BeingRead(ModuleType):
    """A module that one thread is loading: the others wait until all of it is there."""

    def __getattribute__(self, name: str) -> Any:
        with READING:
            # Not ``super()``: who waited finds a plain module.
            return ModuleType.__getattribute__(self, name)


class _Deferring(Loader):
    """Puts a module in place that is not read, and leaves reading to its own loader."""

    def __init__(self, own: Loader) -> None:
        self._own = own

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self._own.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__loader__ = self._own
        if module.__spec__:
            module.__spec__.loader = self._own
        module.__class__ = _Unread


class _Later(MetaPathFinder):
    """Finds some modules as Python does, and puts off loading them."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = frozenset(names)

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        spec = PathFinder.find_spec(fullname, path, target) if fullname in self._names else None
        if spec and spec.loader:
            spec.loader = _Deferring(spec.loader)
        return spec
