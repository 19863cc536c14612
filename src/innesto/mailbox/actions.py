"""Take a mail over from whoever carried it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from innesto.mailbox.models import Incoming
from innesto.mailbox.reading import LARGEST, number_of
from innesto.mailbox.tasks import take_in


@transaction.atomic
def receive_mail(raw: bytes) -> Incoming:
    """Keep a mail until it is known what becomes of it; one that is here already is left alone.

    Of one that is too large only the heads are kept: they say whom to tell.
    """
    number = number_of(raw)
    Incoming.objects.bulk_create(
        [
            Incoming(
                message_id=number, came_at=timezone.now(), size=len(raw), raw=raw[: LARGEST + 1]
            )
        ],
        ignore_conflicts=True,
    )
    incoming = Incoming.objects.defer("raw").get(message_id=number)
    if incoming.outcome == Incoming.Outcome.WAITING:
        transaction.on_commit(partial(take_in.enqueue, incoming.pk))
    return incoming
