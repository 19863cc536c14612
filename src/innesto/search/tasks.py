"""Bring the index up to date after a commit."""

from django.tasks import task
from django.utils.module_loading import import_string

from innesto.search.indexing import index_pending

# By name: numpy and the encoder are loaded where there is something to encode.
ENCODE_SOME = "innesto.search.encoding.encode_some"


@task
def refresh_documents() -> None:
    """Index whatever is pending, then what it means.

    It reads what is true now, so it may run twice, late, or beside another one.
    """
    while index_pending():
        pass
    encode_documents.enqueue()


@task(priority=-50)
def encode_documents() -> None:
    """Encode a few documents that have no vector yet, or an old one, and ask for the next few.

    The encoder is slow: whoever waits for a plan or a mail goes before it.
    """
    encode_some = import_string(ENCODE_SOME)
    if encode_some():
        encode_documents.enqueue()
