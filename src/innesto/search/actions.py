"""Keep the index true."""

from collections.abc import Sequence

from django.db import transaction

from innesto.search.contributions import kinds
from innesto.search.models import Document, Pending, Term
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


@transaction.atomic
def hand_in_within(within: str) -> None:
    """Say that who may read all that is within («programme:12») changed, or its name.

    Call it inside the transaction of the change: upper domains' things are reached too.
    """
    documents = Document.objects.filter(within=within).values_list("kind", "object_id")
    Pending.objects.bulk_create(
        [Pending(kind=kind, object_id=object_id) for kind, object_id in documents.iterator()],
        batch_size=1000,
    )
    transaction.on_commit(_announce)


@transaction.atomic
def rebuild_index(*, only: Sequence[str] | None = None) -> int:
    """Say that everything of these kinds, or of all, is to be indexed anew; return how much.

    What stands in the index and exists no more is handed in too, and so taken out. Whoever
    carries it out may be interrupted and go on: what is done is no longer pending.
    """
    for key in only or ():
        if key not in kinds():
            raise NotSearched(key)
    wanted = [kind for key, kind in kinds().items() if not only or key in only]
    count = 0
    for kind in wanted:
        indexed = Document.objects.filter(kind=kind.key).values_list("object_id", flat=True)
        numbers = {*indexed, *kind.everything()}
        Pending.objects.bulk_create(
            [Pending(kind=kind.key, object_id=number) for number in sorted(numbers)],
            batch_size=1000,
        )
        count += len(numbers)
    if not only:
        strays = Document.objects.exclude(kind__in=kinds()).values_list("kind", "object_id")
        Pending.objects.bulk_create([Pending(kind=key, object_id=pk) for key, pk in strays])
    Term.objects.filter(documents__lte=0).delete()
    return count


def _announce() -> None:
    """Ask for one task, however many things one transaction handed in."""
    if Pending.objects.filter(is_announced=False).update(is_announced=True):
        refresh_documents.enqueue()
