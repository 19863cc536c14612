"""How long drafts are kept, and the keys of what phones sent."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.keeping import Keeping
from innesto.toolkit.models import Draft, Sending


def forget_drafts(before: datetime) -> int:
    """Drop drafts that nobody has touched since."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]


def forget_sendings(before: datetime) -> int:
    """Forget keys that no phone will send again."""
    return Sending.objects.filter(taken_at__lt=before).delete()[0]


RETENTION = (
    Keeping("drafts", _("Drafts nobody went on with"), forget_drafts, days=180),
    Keeping("sendings", _("Keys of notes that phones sent"), forget_sendings, days=180),
)
