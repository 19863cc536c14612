"""The mail that asks somebody without an account whether they were at a training.

Not a room: tasks mail it.
"""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from innesto.cascade.models import Trainee


def letter_to(trainee: Trainee) -> EmailMessage:
    """Write it in the language of the person."""
    with translation.override(trainee.language):
        context = {
            "trainee": trainee,
            "training": trainee.training,
            "link": settings.SITE_URL + reverse("cascade:present", args=[trainee.token]),
        }
        return EmailMessage(
            _("Were you there? %(training)s") % {"training": trainee.training},
            render_to_string("cascade/mail/ask.txt", context),
            to=[trainee.email],
            headers={"Auto-Submitted": "auto-generated"},
        )
