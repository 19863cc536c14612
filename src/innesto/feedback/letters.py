"""The mail to a guest, with the link by which they answer.

Not a room: tasks mail it.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.feedback.models import Letter


def letter_of(letter: Letter) -> EmailMessage:
    """Write it in the language of the guest."""
    ticket = letter.ticket
    exchange = ticket.round.exchange
    with translation.override(ticket.language):
        context = {
            "ticket": ticket,
            "exchange": exchange,
            "round": ticket.round,
            "is_reminder": letter.kind == Letter.Kind.REMINDER,
            "link": settings.SITE_URL + reverse("feedback:guest", args=[ticket.token]),
        }
        return EmailMessage(
            _("What did it bring you? %(exchange)s") % {"exchange": exchange},
            render_to_string("feedback/mail/ask.txt", context),
            to=[ticket.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
