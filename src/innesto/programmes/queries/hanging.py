"""What hangs on things that somebody wants to take back."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import ManyToOneRel, Model, QuerySet
from django.utils.translation import gettext

from innesto.journal.models import Entry

EDITED = "journal.entry"
"""The reason when somebody did something to the thing itself."""


def hanging_on(
    things: QuerySet[Any],
    *,
    since: datetime,
    besides: Mapping[str, Collection[int]] | None = None,
    parts: Collection[str] = (),
) -> dict[int, str]:
    """Return the things on which something else hangs, each with one reason.

    A reason is the name of a model, «organisations.membership». Journal entries after ``since``
    count too: who changed a thing made it their own. ``parts`` are models that belong to the
    thing, ``besides`` rows of others that do not count. Every foreign key that points here is
    followed, so that upper floors need not be known.
    """
    found: dict[int, str] = {}
    for model, name in _pointing_at(things.model):
        label = model._meta.label_lower
        if label in parts:
            continue
        passed_over = set((besides or {}).get(label, ()))
        rows: QuerySet[Any] = QuerySet(model).filter(**{f"{name}__in": things.values("pk")})
        for pk, thing in rows.values_list("pk", f"{name}_id"):
            if pk not in passed_over:
                found.setdefault(thing, label)
    keys = {str(pk): pk for pk in things.values_list("pk", flat=True)}
    entries = Entry.objects.filter(
        subject_type=ContentType.objects.get_for_model(things.model), at__gt=since
    )
    for subject in set(entries.values_list("subject_id", flat=True)) & keys.keys():
        found.setdefault(keys[subject], EDITED)
    return found


def reason_in_words(reason: str) -> str:
    """Return why something stays."""
    if reason == EDITED:
        return gettext("somebody worked on it since")
    model = apps.get_model(reason)
    return gettext("there are %(things)s") % {"things": model._meta.verbose_name_plural}


def _pointing_at(model: type[Model]) -> list[tuple[type[Model], str]]:
    """Return every model with a foreign key to this one, also those without a way back."""
    return [
        (relation.related_model, relation.field.name)
        for relation in model._meta.get_fields(include_hidden=True)
        if isinstance(relation, ManyToOneRel) and isinstance(relation.related_model, type)
    ]
