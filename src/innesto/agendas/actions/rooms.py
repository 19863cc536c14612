"""Set up the room, come into the meeting, close it, show what was recorded."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.agendas.bigbluebutton import Recorded
from innesto.agendas.models import Consent, Recording, Room
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record


class UnderWay(Exception):
    """Whether it is recorded cannot change while people are in the meeting."""


class NotAgreed(Exception):
    """The meeting is recorded, and the person has not agreed to that."""


class NotOpen(Exception):
    """Nobody has opened the meeting, or it is over."""


@transaction.atomic
def set_up_room(
    exchange: Exchange,
    *,
    by: User | None,
    takes_questions: bool,
    shows_at_once: bool,
    is_recorded: bool,
) -> Room:
    """Say how the room works. Raises ``UnderWay``."""
    Room.objects.get_or_create(exchange=exchange)
    room = Room.objects.select_for_update().get(exchange=exchange)
    if room.opened_at and not room.closed_at and room.is_recorded != is_recorded:
        raise UnderWay
    room.takes_questions, room.shows_at_once = takes_questions, shows_at_once
    if room.is_recorded != is_recorded:
        room.consents.all().delete()  # given for another meeting than the one that comes
    room.is_recorded = is_recorded
    room.save(update_fields=["takes_questions", "shows_at_once", "is_recorded"])
    record("room_set_up", exchange, by=by, within=exchange.programme, is_recorded=is_recorded)
    return room


@transaction.atomic
def enter_meeting(exchange: Exchange, *, by: User, agrees: bool, moderates: bool) -> Room:
    """Come in; who moderates opens it. What a person agreed to is kept with its time.

    Raises ``NotAgreed`` and ``NotOpen``.
    """
    Room.objects.get_or_create(exchange=exchange)
    room = Room.objects.select_for_update().get(exchange=exchange)
    if room.is_recorded:
        has_agreed = room.consents.filter(person=by).exists()
        if not (agrees or has_agreed):
            raise NotAgreed
        if not has_agreed:
            Consent.objects.create(room=room, person=by, at=timezone.now())
    if moderates and (room.opened_at is None or room.closed_at):
        room.opened_at, room.closed_at = timezone.now(), None
        room.save(update_fields=["opened_at", "closed_at"])
    if room.opened_at is None or room.closed_at:
        raise NotOpen
    record("meeting_entered", exchange, by=by, within=exchange.programme, agrees=room.is_recorded)
    return room


@transaction.atomic
def close_meeting(room: Room, *, by: User) -> Room:
    """Say that the meeting is over. Raises ``NotOpen``."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    if room.opened_at is None or room.closed_at:
        raise NotOpen
    room.closed_at = timezone.now()
    room.save(update_fields=["closed_at"])
    record("meeting_closed", room.exchange, by=by, within=room.exchange.programme)
    return room


@transaction.atomic
def collect_recordings(room: Room, found: Sequence[Recorded], *, by: User | None) -> int:
    """Keep what the meeting server has recorded, unpublished; return how many are new."""
    room = Room.objects.select_for_update().get(pk=room.pk)
    there = set(room.recordings.values_list("key", flat=True))
    new = [one for one in found if one.key not in there]
    Recording.objects.bulk_create(
        [
            Recording(
                room=room, key=one.key, url=one.url, began_at=one.began_at, minutes=one.minutes
            )
            for one in new
        ]
    )
    exchange = room.exchange
    record("recordings_collected", exchange, by=by, within=exchange.programme, new=len(new))
    return len(new)


@transaction.atomic
def publish_recording(recording: Recording, *, by: User) -> Recording:
    """Show a recording to whoever sees the exchange."""
    recording = Recording.objects.select_for_update().get(pk=recording.pk)
    recording.published_at = recording.published_at or timezone.now()
    recording.published_by = recording.published_by or by
    recording.save(update_fields=["published_at", "published_by"])
    exchange = recording.room.exchange
    record("recording_published", exchange, by=by, within=exchange.programme)
    return recording


@transaction.atomic
def hide_recording(recording: Recording, *, by: User) -> Recording:
    """Take a recording back from the page."""
    recording = Recording.objects.select_for_update().get(pk=recording.pk)
    recording.published_at = recording.published_by = None
    recording.save(update_fields=["published_at", "published_by"])
    exchange = recording.room.exchange
    record("recording_hidden", exchange, by=by, within=exchange.programme)
    return recording
