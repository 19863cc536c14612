"""Writes the cards of the domains into the index.

No room fits: the task after a change and the command that rebuilds everything write alike.
"""

from collections.abc import Collection

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django_stubs_ext import StrOrPromise

from innesto.search.contributions import kinds
from innesto.search.models import Audience, Card, Document, Index, Pending, Readership

AT_ONCE = 200
"""Things to a transaction."""

KEPT = ("readership", "language", "title", "abstract", "text", "details", "url", "reference")
WHERE = ("place", "place_name", "country", "year", "themes")


@transaction.atomic
def index_pending() -> int:
    """Index one portion of what changed; return how many changes it took up.

    What changes meanwhile stays pending: only changes seen before the cards were made are done.
    """
    index = _locked()
    changes = list(Pending.objects.order_by("pk")[:AT_ONCE])
    things: dict[str, set[int]] = {}
    for change in changes:
        things.setdefault(change.kind, set()).add(change.object_id)
    for kind, object_ids in things.items():
        _write(kind, object_ids, index)
    Pending.objects.filter(pk__in=[change.pk for change in changes]).delete()
    return len(changes)


@transaction.atomic
def index_things(kind: str, object_ids: Collection[int]) -> int:
    """Make the documents of these things anew; return how many can be found now."""
    return _write(kind, object_ids, _locked())


def _locked() -> Index:
    """Return the row that lets one writer in at a time, with the next revision in it."""
    Index.objects.get_or_create(pk=1)
    index = Index.objects.select_for_update().get(pk=1)
    index.revision += 1
    index.save(update_fields=["revision"])
    return index


def _write(kind: str, object_ids: Collection[int], index: Index) -> int:
    searched = kinds().get(kind)
    cards = list(searched.cards(sorted(object_ids))) if searched else []
    readerships = _readerships({card.audiences for card in cards})
    documents = [_document(kind, card, readerships[card.audiences]) for card in cards]
    gone = set(object_ids) - {card.object_id for card in cards}
    Document.objects.filter(kind=kind, object_id__in=gone).delete()
    Document.objects.bulk_create(
        documents,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=[*KEPT, *WHERE],
    )
    return len(documents)


def _document(kind: str, card: Card, readership: int) -> Document:
    return Document(
        kind=kind,
        object_id=card.object_id,
        readership_id=readership,
        language=card.language,
        title=card.title[:300],
        abstract=card.abstract,
        text=card.text,
        details=_in_each_language(card.detail),
        url=card.url,
        reference=card.reference[:120],
        place=card.place,
        place_name=card.place_name[:200],
        country=card.country,
        year=card.year,
        themes={key: dict(labels) for key, labels in card.themes.items()},
    )


def _in_each_language(words: StrOrPromise) -> dict[str, str]:
    said = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            said[language] = str(words)
    return said


def _readerships(wanted: Collection[frozenset[str]]) -> dict[frozenset[str], int]:
    """Return the number of each set of audiences, and make those that are new."""
    keys: dict[str, frozenset[str]] = {" ".join(sorted(names)): names for names in wanted}
    known = dict(Readership.objects.filter(key__in=keys).values_list("key", "pk"))
    for key in sorted(keys.keys() - known.keys()):
        readership, _created = Readership.objects.get_or_create(key=key)
        Audience.objects.bulk_create(
            [Audience(readership=readership, name=name) for name in sorted(keys[key])],
            ignore_conflicts=True,
        )
        known[key] = readership.pk
    return {keys[key]: pk for key, pk in known.items()}
