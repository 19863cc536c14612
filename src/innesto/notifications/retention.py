"""How long notices are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.notifications.models import Letter, Notification
from innesto.toolkit.keeping import Keeping


def forget_notices(before: datetime) -> int:
    """Drop notices that were read; what waits stays."""
    return Notification.objects.filter(read_at__lt=before).delete()[0]


def forget_letters(before: datetime) -> int:
    """Drop which letters were mailed to whom."""
    return Letter.objects.filter(until__lt=before).delete()[0]


RETENTION = (
    Keeping("notices", _("Notices you have read"), forget_notices, days=365),
    Keeping("letters", _("Which digests and letters were mailed to you"), forget_letters, days=60),
)
