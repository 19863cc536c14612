"""The diary of a leg as one reader may know it, day by day."""

import datetime
from collections.abc import Sequence
from itertools import groupby

from django.contrib.auth.models import AnonymousUser
from django.db import models

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.placements.checklists import BLOCKS
from innesto.placements.models import Note
from innesto.programmes.queries.facts import blueprint_of
from innesto.programmes.queries.labels import reader_language

MOST_NOTES = 200


def diary_of(
    exchange: Exchange, *, viewer: User | AnonymousUser
) -> Sequence[tuple[datetime.date, Sequence[Note]]]:
    """Return the notes of a leg by day, the last day first, each day as it went."""
    notes = (
        Note.objects.visible_to(viewer)
        .filter(exchange=exchange)
        .select_related("author", "side__organisation")
        .order_by("-on", "written_at", "pk")
        .fetch_mode(models.FETCH_RAISE)[:MOST_NOTES]
    )
    return [(on, list(of_day)) for on, of_day in groupby(notes, key=lambda note: note.on)]


def blocks_of(exchange: Exchange) -> Sequence[tuple[str, str]]:
    """Return what a day is made of: as the format says, else as such visits usually are."""
    format_ = blueprint_of(exchange.programme).format(exchange.format)
    if format_ is None or not format_.agenda:
        return [(key, str(words)) for key, words in BLOCKS.items()]
    language = reader_language()
    return [(block.key, block.label.read(language)) for block in format_.agenda]
