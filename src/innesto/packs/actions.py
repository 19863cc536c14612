"""Write into a pack."""

from django.db import transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.journal.actions import record
from innesto.packs.models import PackNote


@transaction.atomic
def write_pack_note(exchange: Exchange, *, emergency: str, questions: str, by: User) -> PackNote:
    """Say whom to call and what to bring; what stood there before is replaced."""
    note, _is_new = PackNote.objects.update_or_create(
        exchange=exchange,
        defaults={
            "emergency": emergency,
            "questions": questions,
            "by": by,
            "at": timezone.now(),
        },
    )
    record("pack_note_written", exchange, by=by, within=exchange.programme)
    return note
