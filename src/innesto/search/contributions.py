"""What the domains add to the search: kinds of things, and audiences of persons.

No room fits: every domain writes ``searched.py`` and is imported by nobody; here they come
together.
"""

from functools import cache

from innesto.search.models import Kind, Searched
from innesto.toolkit.gather import gather


@cache
def contributions() -> tuple[Searched, ...]:
    """Return what each domain says of itself."""
    return tuple(gather("searched", "SEARCHED").values())


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind of thing by its key, in the order in which filters show them."""
    return {kind.key: kind for searched in contributions() for kind in searched.kinds}
