"""Mail what was written."""

from email.utils import make_msgid
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from innesto.notifications.models import Notification
from innesto.notifications.occasions import occasions
from innesto.notifications.queries import wants_mail
from innesto.toolkit.mailing import mail_task, send_once


@mail_task
def mail_notification(notification_id: int) -> None:
    """Send one notice by e-mail, if the person wants it; it waits on the site in any case."""
    notice = Notification.objects.select_related("to").get(pk=notification_id)
    if wants_mail(notice.to, notice.kind):
        send_once(Notification.objects.filter(pk=notice.pk), lambda: _letter(notice))


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
            "stop": settings.SITE_URL + notice.stop_url if notice.stop_url else "",
        }
        text = render_to_string("notifications/mail/notice.txt", context).strip() + "\n"
    headers = {
        "List-Id": f"<{notice.kind.replace('_', '-')}.{host}>",
        "List-Unsubscribe": f"<{context['stop'] or choices}>",
        "Auto-Submitted": "auto-generated",
        "Message-ID": make_msgid(f"notice-{notice.pk}", host),
    }
    if context["stop"]:
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return EmailMessage(notice.title, text, to=[notice.to.email], headers=headers)
