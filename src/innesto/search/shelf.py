"""The part of the index that a process keeps in memory: columns, and vectors beside them.

No room fits: a search asks for it first, and works on what it was given to the end.
"""

import threading

from innesto.search.columns import Columns
from innesto.search.models import Index
from innesto.search.vectors import Meanings


class Shelf(Columns):
    """Columns of all documents, and what the documents mean where somebody asks for it."""

    def __init__(self) -> None:
        super().__init__()
        self.meanings = Meanings()


_KEPT = [Shelf()]
_LOCK = threading.Lock()


def shelf(*, meanings_of: str = "") -> Shelf:
    """Return the shelf of this process, up to date; with vectors if an encoder is named."""
    with _LOCK:
        found = _KEPT[0]
        index = Index.objects.filter(pk=1).first()
        if index and (index.epoch, index.revision) != (found.epoch, found.revision):
            found = found.refreshed(index)
        if meanings_of:
            found.meanings = found.meanings.refreshed(found, meanings_of)
        _KEPT[0] = found
    return found
