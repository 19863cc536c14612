"""How long messages are kept."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from innesto.correspondence.models import Enclosure, Message
from innesto.toolkit.keeping import Keeping

FIVE_YEARS = 1826


def forget_messages(before: datetime) -> int:
    """Drop messages, with their answers, of which nobody has spoken since."""
    old = Message.objects.filter(last_at__lt=before)
    numbers = list(old.values_list("pk", flat=True))
    files = Q(message__in=numbers) | Q(answer__copy__message__in=numbers)
    for enclosure in Enclosure.objects.filter(files):
        enclosure.file.delete(save=False)
    Message.objects.filter(pk__in=numbers).delete()
    return len(numbers)


RETENTION = (Keeping("messages", _("Messages between projects"), forget_messages, days=FIVE_YEARS),)
