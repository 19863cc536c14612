"""Bring the index up to date after a commit."""

from django.tasks import task

from innesto.search.indexing import index_pending


@task
def refresh_documents() -> None:
    """Index whatever is pending.

    It reads what is true now, so it may run twice, late, or beside another one.
    """
    while index_pending():
        pass
