"""Mail invitations."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from innesto.accounts.models import Invitation


@task
def mail_invitation(invitation_id: int) -> None:
    """Send the link, once; it is computed here and kept nowhere.

    The invitation is claimed before the mail leaves, so that no repetition of the task sends it
    again. When the mail server refuses, the claim is given back and the task fails.
    """
    invitation = Invitation.objects.select_related("invited_by").get(pk=invitation_id)
    unclaimed = Invitation.objects.filter(pk=invitation.pk, mailed_at=None)
    if invitation.revoked_at or not unclaimed.update(mailed_at=timezone.now()):
        return
    try:
        _letter(invitation).send()
    except OSError:
        Invitation.objects.filter(pk=invitation.pk).update(mailed_at=None)
        raise


@task
def mail_invitations(invitation_ids: Sequence[int]) -> None:
    """Hand out many letters, each as a task of its own: one bad address stops no other."""
    for pk in invitation_ids:
        mail_invitation.enqueue(pk)


def _letter(invitation: Invitation) -> EmailMessage:
    """Write the mail in the language of the invitation."""
    with translation.override(invitation.language):
        path = reverse("accounts:invitation", args=[invitation.token])
        context = {"invitation": invitation, "link": settings.SITE_URL + path}
        subject = _("%(who)s invites you to Innesto") % {"who": invitation.invited_by}
        text = render_to_string("accounts/mail/invitation.txt", context)
    return EmailMessage(
        subject,
        text,
        to=[invitation.email],
        reply_to=[invitation.invited_by.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
