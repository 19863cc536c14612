"""Mail what was written."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.tasks import task
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from innesto.notifications.models import Notification
from innesto.notifications.occasions import occasions
from innesto.notifications.queries import wants_mail


@task
def mail_notification(notification_id: int) -> None:
    """Send one notice by e-mail, if the person wants it, and never twice.

    The notice is claimed before the mail leaves: a worker killed in between loses this mail (the
    notice still waits on the site), but no repetition of the task can send it again. When the
    mail server refuses, the claim is given back and the task fails, so that it can be retried.
    """
    notice = Notification.objects.select_related("to").get(pk=notification_id)
    if not wants_mail(notice.to, notice.kind):
        return
    unclaimed = Notification.objects.filter(pk=notice.pk, mailed_at=None)
    if not unclaimed.update(mailed_at=timezone.now()):
        return
    try:
        _letter(notice).send()
    except OSError:
        Notification.objects.filter(pk=notice.pk).update(mailed_at=None)
        raise


def _letter(notice: Notification) -> EmailMessage:
    """Write the mail in the language of the person."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    with translation.override(notice.to.language):
        choices = settings.SITE_URL + reverse("notifications:choices")
        context = {
            "notice": notice,
            "link": settings.SITE_URL + notice.url if notice.url else "",
            "occasion": str(occasions().get(notice.kind, notice.kind)),
            "choices": choices,
        }
        text = render_to_string("notifications/mail/notice.txt", context).strip() + "\n"
    return EmailMessage(
        notice.title,
        text,
        to=[notice.to.email],
        headers={
            "List-Id": f"<{notice.kind.replace('_', '-')}.{host}>",
            "List-Unsubscribe": f"<{choices}>",
            "Auto-Submitted": "auto-generated",
            "Message-ID": make_msgid(f"notice-{notice.pk}", host),
        },
    )
