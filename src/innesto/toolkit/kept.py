"""What rarely changes, worked out once in a while and kept in Django's cache for each language."""

from collections.abc import Callable

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language


def _key(name: str, language: str | None) -> str:
    return f"kept-{settings.VERSION}-{name}-{language}"


def kept[T](name: str, ask: Callable[[], T], *, seconds: int) -> T:
    """Return what was worked out under this name, or work it out; None is worked out each time."""
    key = _key(name, get_language())
    found: T | None = cache.get(key)
    if found is None:
        found = ask()
        cache.set(key, found, seconds)
    return found


def forget(*names: str) -> None:
    """Work out anew from now on: in this process, or everywhere if all share one cache."""
    cache.delete_many([_key(name, code) for name in names for code, _ in settings.LANGUAGES])
