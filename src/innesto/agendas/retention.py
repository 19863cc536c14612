"""How long is kept who asked and voted without an account, and who agreed to be recorded."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.agendas.models import Consent, Recording, RoomQuestion, Vote
from innesto.toolkit.keeping import Keeping


def forget_marks(before: datetime) -> int:
    """Forget the marks of browsers: how many wanted to know stays with the question."""
    over = {"exchange__ends_on__lt": timezone.localdate(before)}
    votes = Vote.objects.filter(question__in=RoomQuestion.objects.filter(**over).values("pk"))
    gone = votes.exclude(visitor="").delete()[0]
    return gone + RoomQuestion.objects.filter(**over).exclude(visitor="").update(visitor="")


def forget_consents(before: datetime) -> int:
    """Forget who agreed to a recording once there is none, or it is not shown."""
    over = Consent.objects.filter(room__exchange__ends_on__lt=timezone.localdate(before))
    shown = Recording.objects.published().values("room")
    return over.exclude(room__in=shown).delete()[0]


RETENTION = (
    Keeping(
        "visitors-marks",
        _("Marks of browsers that asked or voted without an account, after the exchange"),
        forget_marks,
        days=30,
    ),
    Keeping(
        "recording-consents",
        _("Who agreed to be recorded, where no recording is shown"),
        forget_consents,
        days=365,
    ),
)
