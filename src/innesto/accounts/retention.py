"""How long the names and addresses in invitations are kept."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import Invitation
from innesto.journal.actions import forget_name
from innesto.toolkit.keeping import Keeping


@transaction.atomic
def forget_invitations(before: datetime) -> int:
    """Take name and address off invitations that nobody accepted; that one was sent stays."""
    over = Invitation.objects.filter(accepted_at=None, expires_at__lt=before).exclude(email="")
    for invitation in over:
        forget_name(invitation, gettext("Invitation that was not accepted"))
    return over.update(email="", name="")


RETENTION = (
    Keeping(
        "invitations",
        _("Names and addresses of invitations that nobody accepted"),
        forget_invitations,
        days=90,
    ),
)
