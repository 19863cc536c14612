"""How long the addresses of people are kept who never answered whether they were trained."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from innesto.cascade.models import Trainee
from innesto.toolkit.keeping import Keeping


def forget_unanswered(before: datetime) -> int:
    """Delete people without an account who never answered; the trainer can still count them."""
    silent = Trainee.objects.filter(person=None, answer=Trainee.Answer.ASKED, asked_at__lt=before)
    return silent.delete()[0]


RETENTION = (
    Keeping(
        "silent-trainees",
        _("People without an account who never said whether they were at a training"),
        forget_unanswered,
        days=180,
    ),
)
