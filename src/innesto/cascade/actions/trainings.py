"""Log a training, change it, prove it, take it back."""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.cascade.grafting import graft
from innesto.cascade.models import Evidence, Training
from innesto.cascade.queries.ambassadors import lasting_roles_of
from innesto.journal.actions import record
from innesto.lineage.actions import AlreadyLinked, link_works, unlink_works
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, ref_of
from innesto.notifications.actions import mark_about_over
from innesto.themes.models import Theme


class AlreadyWithdrawn(Exception):
    """The training was taken back before this call."""


@transaction.atomic
def log_training(
    *,
    by: User,
    kind: str,
    themes: Collection[Theme] = (),
    used: Sequence[Ref] = (),
    learned_at: Training | None = None,
    **fields: Any,
) -> Training:
    """Put a training that somebody gave into the log; nobody has to be asked.

    What was ``used`` and where its trainer learned it become its thread.
    Raises ``GrowsFromItself``.
    """
    training = Training.objects.create(kind=kind, trainer=by, logged_at=timezone.now(), **fields)
    training.role = _role_of(by, training)
    training.save(update_fields=["role"])
    training.themes.set(themes)
    if learned_at:
        graft(training, learned_at, by=by)
    _link_used(training, used, by=by)
    record("training_logged", training, by=by, within=training.programme)
    return training


@transaction.atomic
def change_training(
    training: Training,
    *,
    by: User,
    themes: Collection[Theme] = (),
    used: Sequence[Ref] = (),
    learned_at: Training | None = None,
    **changes: Any,
) -> Training:
    """Correct what was logged. Raises ``AlreadyWithdrawn`` and ``GrowsFromItself``."""
    training = _standing(training)
    changed = [name for name, value in changes.items() if getattr(training, name) != value]
    for name in changed:
        setattr(training, name, changes[name])
    training.save(update_fields=changed)
    training.themes.set(themes)
    if training.learned_at_id != (learned_at.pk if learned_at else None):
        graft(training, learned_at, by=by)
    _link_used(training, used, by=by)
    record("training_changed", training, by=by, within=training.programme, fields=changed)
    return training


@transaction.atomic
def withdraw_training(training: Training, *, by: User) -> Training:
    """Take a training out of the log: who was there counts no more, and nobody is asked.

    Raises ``AlreadyWithdrawn``.
    """
    training = _standing(training)
    training.withdrawn_at = timezone.now()
    training.save(update_fields=["withdrawn_at"])
    mark_about_over(training)
    record("training_withdrawn", training, by=by, within=training.programme)
    return training


@transaction.atomic
def add_evidence(
    training: Training, *, title: str, by: User, file: File[Any] | None = None, url: str = ""
) -> Evidence:
    """Keep what proves a training: a file or an address. Raises ``AlreadyWithdrawn``."""
    training = _standing(training)
    evidence = Evidence.objects.create(
        training=training,
        title=title,
        file=file or "",
        file_name=(file.name or "")[:200] if file else "",
        url=url,
        by=by,
        at=timezone.now(),
    )
    record("evidence_added", training, by=by, within=training.programme, evidence=evidence.pk)
    return evidence


@transaction.atomic
def drop_evidence(evidence: Evidence, *, by: User) -> None:
    """Take evidence away, with its file."""
    training, number = evidence.training, evidence.pk
    if evidence.file.name:
        transaction.on_commit(partial(evidence.file.storage.delete, evidence.file.name))
    evidence.delete()
    record("evidence_dropped", training, by=by, within=training.programme, evidence=number)


def _standing(training: Training) -> Training:
    found = Training.objects.select_for_update(of=("self",)).select_related("programme")
    training = found.get(pk=training.pk)
    if training.is_withdrawn:
        raise AlreadyWithdrawn
    return training


def _role_of(person: User, training: Training) -> str:
    """Return what the person is in the programme of the training today, if that outlives it."""
    held: Mapping[int, str] = {one.programme.pk: one.role.key for one in lasting_roles_of(person)}
    return held.get(training.programme_id or 0, "")


def _link_used(training: Training, used: Sequence[Ref], *, by: User) -> None:
    """Let the thread of the training begin at what was used, and at nothing else."""
    kind, key = ref_of(training)
    links = Link.objects.filter(
        later_kind=kind, later_key=key, relation=Link.Relation.INSPIRED
    ).order_by("pk")
    for link in links:
        if (link.earlier_kind, link.earlier_key) not in used:
            unlink_works(link, by=by)
    for ref in used:
        try:
            with transaction.atomic():
                link_works(training, Link.Relation.INSPIRED, ref, by=by, on=training.starts_on)
        except AlreadyLinked:
            continue
