"""How long is kept what people said of themselves; sums of rounds lead to nobody and stay."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.assessments.models import Assessment
from innesto.toolkit.keeping import Keeping


def forget_assessments(before: datetime) -> int:
    """Delete what people said of themselves before."""
    return Assessment.objects.of_persons().filter(started_at__lt=before).delete()[0]


RETENTION = (
    Keeping("assessments", _("Self-assessments of persons"), forget_assessments, days=1095),
)
