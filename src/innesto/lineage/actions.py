"""Tie works together, and untie them."""

from datetime import date

from django.db import models, transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.lineage.models import Link
from innesto.lineage.queries.thread import Ref, ref_of


class AlreadyLinked(Exception):
    """The two works have this link."""


class LinkedToItself(Exception):
    """A work cannot come from itself."""


@transaction.atomic
def link_works(
    later: models.Model,
    relation: str,
    earlier: models.Model | Ref,
    *,
    by: User | None,
    on: date | None = None,
    note: str = "",
) -> Link:
    """Say that one work is inspired by, adapted from, supports … another one.

    Whoever does not know the domain of the earlier one names it by its reference.

    Raises ``AlreadyLinked`` and ``LinkedToItself``.
    """
    later_kind, later_key = ref_of(later)
    earlier_kind, earlier_key = ref_of(earlier) if isinstance(earlier, models.Model) else earlier
    if (later_kind, later_key) == (earlier_kind, earlier_key):
        raise LinkedToItself
    link, is_new = Link.objects.get_or_create(
        later_kind=later_kind,
        later_key=later_key,
        relation=Link.Relation(relation),
        earlier_kind=earlier_kind,
        earlier_key=earlier_key,
        defaults={"on": on or timezone.localdate(), "note": note, "by": by},
    )
    if not is_new:
        raise AlreadyLinked
    record("works_linked", later, by=by, relation=relation, kind=earlier_kind, key=earlier_key)
    return link


@transaction.atomic
def unlink_works(link: Link, *, by: User) -> None:
    """Take a link back."""
    record("works_unlinked", link, by=by, relation=link.relation)
    link.delete()
