"""Keep the index true, and the searches of which persons want to hear."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.search.contributions import kinds
from innesto.search.indexing import next_revision
from innesto.search.models import Document, Index, Pending, SavedSearch
from innesto.search.queries import News
from innesto.search.tasks import refresh_documents

MOST_SAVED = 50
"""Searches of one person: each is carried out every day."""


class NotSearched(Exception):
    """No domain names this kind of thing in its ``searched.py``."""


class NameTaken(Exception):
    """The person has another saved search of that name."""


class AlreadyPaused(Exception):
    """Nothing is told of this saved search."""


class NotPaused(Exception):
    """What comes in for this saved search is told."""


class TooManySaved(Exception):
    """The person has as many saved searches as one may have."""


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
    next_revision()  # until the writer at work has finished: it may bring words back
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
    return count


@transaction.atomic
def save_search(
    name: str, *, text: str, language: str, filters: Mapping[str, Sequence[str]], by: User
) -> SavedSearch:
    """Keep a search, to tell its person what comes in from now on.

    Raises ``NameTaken`` and ``TooManySaved``.
    """
    User.objects.select_for_update().get(pk=by.pk)
    if by.saved_searches.count() >= MOST_SAVED:
        raise TooManySaved
    _insist_on_free_name(by, name)
    index, _created = Index.objects.get_or_create(pk=1)
    saved = SavedSearch.objects.create(
        person=by,
        name=name,
        text=text,
        language=language,
        filters={key: list(values) for key, values in filters.items()},
        epoch=index.epoch,
        revision=index.revision,
        created_at=timezone.now(),
    )
    record("search_saved", saved, by=by)
    return saved


@transaction.atomic
def rename_search(saved: SavedSearch, name: str, *, by: User) -> SavedSearch:
    """Give a saved search another name. Raises ``NameTaken``."""
    saved = SavedSearch.objects.select_for_update().get(pk=saved.pk)
    _insist_on_free_name(saved.person, name, but=saved)
    before, saved.name = saved.name, name
    saved.save(update_fields=["name"])
    record("search_renamed", saved, by=by, before=before)
    return saved


@transaction.atomic
def pause_search(saved: SavedSearch, *, by: User | None) -> SavedSearch:
    """Stop telling what comes in; ``by`` is None when the link of a mail was followed.

    Raises ``AlreadyPaused``.
    """
    saved = SavedSearch.objects.select_for_update().get(pk=saved.pk)
    if saved.is_paused:
        raise AlreadyPaused
    saved.is_paused = True
    saved.save(update_fields=["is_paused"])
    record("search_paused", saved, by=by)
    return saved


@transaction.atomic
def resume_search(saved: SavedSearch, *, by: User) -> SavedSearch:
    """Tell again, from now on: what came in meanwhile is not told. Raises ``NotPaused``."""
    saved = SavedSearch.objects.select_for_update().get(pk=saved.pk)
    if not saved.is_paused:
        raise NotPaused
    index, _created = Index.objects.get_or_create(pk=1)
    saved.is_paused, saved.epoch, saved.revision = False, index.epoch, index.revision
    saved.save(update_fields=["is_paused", "epoch", "revision"])
    record("search_resumed", saved, by=by)
    return saved


@transaction.atomic
def delete_search(saved: SavedSearch, *, by: User) -> None:
    """Forget a saved search."""
    record("search_deleted", saved, by=by)
    saved.delete()


@transaction.atomic
def move_search_on(saved: SavedSearch, news: News) -> bool:
    """Remember that its person is told up to here; False if somebody was faster or it is paused.

    Call it in the transaction in which they are told, before it.
    """
    waiting = SavedSearch.objects.watching().filter(
        pk=saved.pk, epoch=saved.epoch, revision=saved.revision
    )
    told_at = timezone.now() if news.documents else saved.told_at
    moved = waiting.update(epoch=news.epoch, revision=news.revision, told_at=told_at)
    return bool(moved)


def _insist_on_free_name(person: User, name: str, *, but: SavedSearch | None = None) -> None:
    others = person.saved_searches.exclude(pk=but.pk) if but else person.saved_searches
    if others.filter(name__iexact=name).exists():
        raise NameTaken


def _announce() -> None:
    """Ask for one task, however many things one transaction handed in."""
    if Pending.objects.filter(is_announced=False).update(is_announced=True):
        refresh_documents.enqueue()
