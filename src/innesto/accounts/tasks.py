"""Mail invitations."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.accounts.models import Invitation
from innesto.toolkit.mailing import mail_task, send_once


@mail_task
def mail_invitation(invitation_id: int) -> None:
    """Send the link, unless it was taken back; it is computed here and kept nowhere."""
    invitation = Invitation.objects.select_related("invited_by").get(pk=invitation_id)
    if not invitation.revoked_at:
        send_once(Invitation.objects.filter(pk=invitation.pk), lambda: _letter(invitation))


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
