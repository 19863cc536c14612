"""Mail invitations."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.accounts.models import Invitation


@task
def mail_invitation(invitation_id: int) -> None:
    """Send the link; it is computed here and kept nowhere."""
    invitation = Invitation.objects.select_related("invited_by").get(pk=invitation_id)
    with translation.override(invitation.language):
        path = reverse("accounts:invitation", args=[invitation.token])
        context = {"invitation": invitation, "link": settings.SITE_URL + path}
        subject = _("%(who)s invites you to Innesto") % {"who": invitation.invited_by}
        text = render_to_string("accounts/mail/invitation.txt", context)
    EmailMessage(
        subject,
        text,
        to=[invitation.email],
        reply_to=[invitation.invited_by.email],
        headers={"Auto-Submitted": "auto-generated"},
    ).send()
