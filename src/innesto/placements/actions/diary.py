"""Keep the diary of a leg: note, choose, share, take back."""

import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.actions.ideas import drop_idea, note_idea
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.placements.models import Note, Side


@transaction.atomic
def keep_note(
    side: Side,
    exchange: Exchange,
    *,
    by: User,
    text: str,
    on: datetime.date | None = None,
    block: str = "",
    choice: str = "",
    picture: File[Any] | None = None,
    alt: str = "",
    written_at: datetime.datetime | None = None,
) -> Note:
    """Keep a note of somebody who lives a leg; only the people of the placement read it.

    It is of the day it was written, unless another one is said. A phone whose clock is ahead is
    not believed.
    """
    now = timezone.now()
    written_at = min(written_at or now, now)
    note = Note.objects.create(
        placement=side.placement,
        exchange=exchange,
        side=side,
        author=by,
        on=on or timezone.localdate(written_at),
        text=text,
        block=block,
        choice=choice,
        picture=picture or "",
        alt=alt if picture else "",
        written_at=written_at,
        at=now,
    )
    record("note_kept", exchange, by=by)
    return note


@transaction.atomic
def choose_for_note(note: Note, *, choice: str, by: User) -> Note:
    """Say whether an idea is kept, adapted or parked; one that was shared follows at once."""
    note = _locked(note)
    note.choice = choice
    note.save(update_fields=["choice"])
    if note.is_shared:
        _follow(note, by=by)
    record("note_chosen", note.exchange, by=by, choice=choice)
    return note


@transaction.atomic
def share_note(note: Note, *, by: User) -> Note:
    """Let everybody who sees the exchange read a note; one that comes home becomes an idea."""
    note = _locked(note)
    if not note.is_shared:
        note.shared_at = timezone.now()
        note.save(update_fields=["shared_at"])
        _follow(note, by=by)
    record("note_shared", note.exchange, by=by, within=note.placement.programme)
    return note


@transaction.atomic
def drop_note(note: Note, *, by: User) -> None:
    """Take a note back, with its picture and the idea it became."""
    note = _locked(note)
    if note.idea:
        drop_idea(note.idea, by=by)
    picture = note.picture
    note.delete()
    record("note_dropped", note.exchange, by=by)
    if picture:
        transaction.on_commit(lambda: picture.storage.delete(picture.name or ""))


def _locked(note: Note) -> Note:
    Note.objects.select_for_update().get(pk=note.pk)
    related = ("exchange__programme", "placement__programme", "side__organisation", "idea")
    return Note.objects.select_related(*related).get(pk=note.pk)


def _follow(note: Note, *, by: User) -> None:
    """Make the idea of a shared note what its choice says: there, or not."""
    if note.comes_home and note.idea is None:
        note.idea = note_idea(note.exchange, note.side.organisation, by=by, text=note.text)
        note.save(update_fields=["idea"])
    elif note.idea and not note.comes_home:
        idea, note.idea = note.idea, None
        note.save(update_fields=["idea"])
        drop_idea(idea, by=by)
