"""What can be found without any domain above: organisations, indexed at once."""

from innesto.search.actions import rebuild_index
from innesto.search.indexing import index_pending


def index_now():
    """Index all that is there, as the worker would."""
    rebuild_index()
    while index_pending():
        pass
