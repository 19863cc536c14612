"""Write the journal."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from innesto.journal.http import standin
from innesto.journal.models import Entry


def record(
    verb: str,
    subject: models.Model,
    *,
    by: AbstractBaseUser | None,
    within: models.Model | None = None,
    **facts: Any,
) -> Entry:
    """Write the one entry that an action leaves; call it inside the action's transaction.

    ``by`` is None when nobody was at the keyboard (a schedule, a command). ``facts`` must be
    JSON; give what a reader will want to know later, for instance ``before`` and ``after``.
    While a supporter uses the account of ``by``, the entry names both: ``by`` is then the
    supporter, ``acting_as`` the person.
    """
    support = standin.get()
    stood_in = support if support and by and by.pk == support.person else None
    return Entry.objects.create(
        at=timezone.now(),
        by_id=stood_in.supporter if stood_in else by.pk if by else None,
        acting_as_id=stood_in.person if stood_in else None,
        verb=verb,
        title=str(subject)[:200],
        subject_type=ContentType.objects.get_for_model(subject),
        subject_id=str(subject.pk),
        context_type=ContentType.objects.get_for_model(within) if within else None,
        context_id=str(within.pk) if within else "",
        facts=facts,
    )


def forget_name(subject: models.Model, title: str) -> None:
    """Replace the title in every entry about a thing, and drop the details.

    The only change the journal allows: who is erased leaves what was done, but no name.
    """
    Entry.objects.about(subject).update(title=title[:200], facts={})
