"""Keep the index true."""

from django.db import transaction

from innesto.search.contributions import kinds
from innesto.search.models import Pending
from innesto.search.tasks import refresh_documents


class NotSearched(Exception):
    """No domain names this kind of thing in its ``searched.py``."""


@transaction.atomic
def hand_in(kind: str, *object_ids: int) -> None:
    """Say that these things came, changed or went; the index follows after the commit.

    Call it inside the transaction of the change. Raises ``NotSearched`` for an unknown kind.
    """
    if kind not in kinds():
        raise NotSearched(kind)
    Pending.objects.bulk_create(
        [Pending(kind=kind, object_id=object_id) for object_id in sorted(set(object_ids))]
    )
    transaction.on_commit(_announce)


def _announce() -> None:
    """Ask for one task, however many things one transaction handed in."""
    if Pending.objects.filter(is_announced=False).update(is_announced=True):
        refresh_documents.enqueue()
