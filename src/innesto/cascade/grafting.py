"""How trainings grow out of each other.

Not a room: logging and answering both graft, and it is called inside their transactions.
"""

from django.db.models import F

from innesto.accounts.models import User
from innesto.cascade.models import Training
from innesto.lineage.actions import link_works, unlink_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import ref_of


class GrowsFromItself(Exception):
    """The training would come from one that came from it, or that was held after it."""


def graft(training: Training, origin: Training | None, *, by: User | None) -> None:
    """Let a training grow out of another one, or out of none; all that grew from it moves along.

    Raises ``GrowsFromItself``.
    """
    if origin and (origin.ends_on > training.starts_on or _grew_from(origin, training)):
        raise GrowsFromItself
    kind, key = ref_of(training)
    for link in Link.objects.filter(
        later_kind=kind, later_key=key, relation=Link.Relation.DERIVED
    ).order_by("pk"):
        unlink_works(link, by=by or training.trainer)
    step = (origin.generation + 1 if origin else 1) - training.generation
    training.learned_at = origin
    training.save(update_fields=["learned_at"])
    _move([training.pk], step)
    training.generation += step
    if origin:
        link_works(training, Link.Relation.DERIVED, origin, by=by, on=training.starts_on)


def _grew_from(origin: Training, training: Training) -> bool:
    above: int | None = origin.pk
    while above:
        if above == training.pk:
            return True
        found = Training.objects.filter(pk=above).values_list("learned_at", flat=True)
        above = found.first()
    return False


def _move(keys: list[int], step: int) -> None:
    """Move trainings and all that grew from them by some generations."""
    while keys and step:
        Training.objects.filter(pk__in=keys).update(generation=F("generation") + step)
        grown = Training.objects.filter(learned_at__in=keys).order_by("pk")
        keys = list(grown.values_list("pk", flat=True))
