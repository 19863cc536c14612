"""How long pictures of the diary are kept that nobody shared; the words stay."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.placements.models import Note
from innesto.toolkit.keeping import Keeping


def forget_pictures(before: datetime) -> int:
    """Delete pictures of notes that were never shared, of legs that are over."""
    old = Note.objects.filter(exchange__ends_on__lt=timezone.localdate(before), shared_at=None)
    with transaction.atomic():
        pictures = [note.picture for note in old.exclude(picture="").select_for_update()]
        old.exclude(picture="").update(picture="", alt="")
        for picture in pictures:
            transaction.on_commit(partial(picture.storage.delete, picture.name or ""))
    return len(pictures)


RETENTION = (
    Keeping(
        "diary-pictures",
        _("Pictures of the diary of a staff exchange that nobody shared"),
        forget_pictures,
        days=730,
    ),
)
