"""How long drafts are kept."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.toolkit.keeping import Keeping
from innesto.toolkit.models import Draft


def forget_drafts(before: datetime) -> int:
    """Drop drafts that nobody has touched since."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]


RETENTION = (Keeping("drafts", _("Drafts nobody went on with"), forget_drafts, days=180),)
