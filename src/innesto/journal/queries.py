"""What happened, to whom, lately."""

from datetime import date

from django.conf import settings
from django.contrib.auth.models import AbstractUser, AnonymousUser
from django.db import connection, models
from django.db.models import Q, QuerySet
from django.utils import timezone

from innesto.journal.models import Entry, EntryQuerySet


def _told(entries: EntryQuerySet) -> QuerySet[Entry]:
    """Return entries newest first with their persons, sealed."""
    found = entries.select_related("by", "acting_as").order_by("-at", "-pk")
    return found.fetch_mode(models.FETCH_RAISE)


def history_of(subject: models.Model, viewer: AbstractUser | AnonymousUser) -> QuerySet[Entry]:
    """Return what happened to a thing and inside it, newest first.

    Whoever may read the thing may read its story, so fetch the thing by its own ``visible_to``.
    Visitors without an account get none: a story names persons.
    """
    if not viewer.is_authenticated:
        return Entry.objects.none()
    return _told(Entry.objects.about(subject) | Entry.objects.within(subject))


LATE = 1000
"""Entries back from the last one among which one may still be committed late."""

# The number of the last entry, and how many there are just before it.
LAST = """
SELECT MAX(id), COUNT(*) FROM journal_entry
WHERE id > (SELECT COALESCE(MAX(id), 0) FROM journal_entry) - %s
"""


def head_of_all() -> str:
    """Return a word that is another one after any act anywhere, and each day.

    What is worked out from all that is in the journal is the same while this is. On PostgreSQL an
    entry may be committed after one with a higher number, so the last number is not enough.
    """
    with connection.cursor() as cursor:
        cursor.execute(LAST, [LATE])
        last, count = cursor.fetchone()
    return f"{settings.VERSION}.{timezone.localdate()}.{last}.{count}"


def recent(viewer: AbstractUser | AnonymousUser) -> QuerySet[Entry]:
    """Return the entries the viewer may read, newest first."""
    return _told(Entry.objects.visible_to(viewer))


def search_register(
    viewer: AbstractUser | AnonymousUser,
    *,
    who: str = "",
    verb: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Return the entries the viewer may read that fit all that is given; days are inclusive."""
    found = Entry.objects.visible_to(viewer)
    if who:
        named = Q(by__name__icontains=who) | Q(by__email__icontains=who)
        stood_in = Q(acting_as__name__icontains=who) | Q(acting_as__email__icontains=who)
        found = found.filter(named | stood_in)
    if verb:
        found = found.filter(verb=verb)
    if since:
        found = found.filter(at__date__gte=since)
    if until:
        found = found.filter(at__date__lte=until)
    return _told(found)
