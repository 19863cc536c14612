"""What can be done with messages: send, answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.correspondence.models import Answer, Copy, Enclosure, Message
from innesto.correspondence.queries import Side, free_to_write
from innesto.correspondence.tasks import tell_message, tell_message_answer
from innesto.journal.actions import record
from innesto.programmes.models import Programme


@dataclass(frozen=True)
class TooManyMessages(Exception):
    """The person wrote many messages in a day; they may go on at ``free_at``."""

    free_at: datetime


class NobodyToWriteTo(Exception):
    """No side was chosen, or none but one's own."""


@transaction.atomic
def send_message(
    programme: Programme,
    *,
    sender: Side,
    to: Sequence[Side],
    subject: str,
    text: str,
    language: str,
    is_to_all: bool = False,
    files: Sequence[File[Any]] = (),
    by: User,
) -> Message:
    """Send a message to one side or to all; each gets a copy with answers of its own.

    Raises ``TooManyMessages``, ``NobodyToWriteTo``.
    """
    receivers = [side for side in to if side.key != sender.key]
    if not receivers:
        raise NobodyToWriteTo
    now = _in_measure(by, to_all=is_to_all)
    message = Message.objects.create(
        programme=programme,
        project_id=sender.project,
        partner_id=sender.partner,
        is_to_all=is_to_all,
        subject=subject,
        text=text,
        language=language,
        author=by,
        sent_at=now,
        last_at=now,
    )
    Copy.objects.bulk_create(
        Copy(message=message, project_id=side.project, partner_id=side.partner)
        for side in receivers
    )
    _enclose(files, message=message)
    record("message_sent", programme, by=by)
    transaction.on_commit(partial(tell_message.enqueue, message.pk))
    return message


@transaction.atomic
def answer_message(
    copy: Copy, *, text: str, language: str, files: Sequence[File[Any]] = (), by: User
) -> Answer:
    """Answer on a copy; who stands on both sides answers as who got it.

    Raises ``TooManyMessages``.
    """
    now = _in_measure(by)
    message = Message.objects.select_for_update().get(pk=copy.message_id)
    received = Copy.objects.received_by(by).filter(pk=copy.pk).exists()
    answer = Answer.objects.create(
        copy=copy,
        is_of_sender=not received,
        text=text,
        language=language,
        author=by,
        written_at=now,
    )
    _enclose(files, answer=answer)
    message.last_at = now
    message.save(update_fields=["last_at"])
    record("message_answered", message.programme, by=by)
    transaction.on_commit(partial(tell_message_answer.enqueue, answer.pk))
    return answer


def _in_measure(person: User, *, to_all: bool = False) -> datetime:
    """Let a second click wait for the first, and count both."""
    User.objects.select_for_update().get(pk=person.pk)
    now = timezone.now()
    free_at = free_to_write(person, at=now, to_all=to_all)
    if free_at:
        raise TooManyMessages(free_at)
    return now


def _enclose(files: Sequence[File[Any]], **to: Any) -> None:
    for file in files:
        Enclosure.objects.create(file=file, name=PurePath(file.name or "file").name[:120], **to)
