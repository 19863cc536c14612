"""Find out what becomes of a mail, and tell its sender if it cannot be taken."""

from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.tasks import task
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from innesto.mailbox.judging import Verdict, judge
from innesto.mailbox.models import Incoming
from innesto.toolkit.mailing import mail_task, send_once

ONCE_IN = timedelta(days=1)
"""The same person is told the same once in so long."""


@task
def take_in(incoming_id: int) -> None:
    """Take one mail in. What its domain does with it and what is written here hold or fall
    together, so that nothing lands twice."""
    with transaction.atomic():
        waiting = Incoming.objects.select_for_update().filter(outcome=Incoming.Outcome.WAITING)
        incoming = waiting.filter(pk=incoming_id).first()
        if incoming is None:
            return
        _write_down(incoming, judge(bytes(incoming.raw)))


def _write_down(incoming: Incoming, verdict: Verdict) -> None:
    incoming.outcome, incoming.reason = verdict.outcome, verdict.reason
    incoming.person = verdict.person
    incoming.sender_host = verdict.sender_host
    if verdict.answers:
        incoming.kind, incoming.thing = verdict.answers.kind, str(verdict.answers.thing)
    incoming.settled_at = timezone.now()
    incoming.raw = b""
    told = verdict.told
    if told and not told.is_example and not _was_told(incoming, verdict):
        incoming.told, incoming.words = told, verdict.words
        transaction.on_commit(partial(tell_why.enqueue, incoming.pk))
    incoming.save()


def _was_told(incoming: Incoming, verdict: Verdict) -> bool:
    """Tell whether the person heard this lately; attachments are another matter each time."""
    if verdict.reason in {Incoming.Reason.FILES, Incoming.Reason.DOMAIN}:
        return False
    since = incoming.came_at - ONCE_IN
    same = Incoming.objects.filter(told=verdict.told, reason=verdict.reason, came_at__gt=since)
    return same.exclude(pk=incoming.pk).exists()


@mail_task
def tell_why(incoming_id: int) -> None:
    """Mail why an answer, or a file of it, was not taken; the words are then forgotten."""
    row = Incoming.objects.filter(pk=incoming_id)
    incoming = row.defer("raw").select_related("told").get()
    if incoming.told and incoming.told.is_active:
        send_once(row, lambda: _letter(incoming))
    row.update(words="")


def _letter(incoming: Incoming) -> EmailMessage:
    assert incoming.told is not None
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    is_taken = incoming.outcome == Incoming.Outcome.TAKEN
    with translation.override(incoming.told.language):
        subject = (
            _("Your answer arrived, without some attachments")
            if is_taken
            else _("Your answer by e-mail did not arrive")
        )
        context = {"incoming": incoming, "site": settings.SITE_URL, "is_taken": is_taken}
        text = render_to_string("mailbox/mail/why.txt", context).strip() + "\n"
    headers = {
        "Message-ID": f"<answer-{incoming.pk}@{host}>",
        "Auto-Submitted": "auto-replied",
        "X-Auto-Response-Suppress": "All",
    }
    if incoming.person_id == incoming.told.pk and incoming.message_id.startswith("<"):
        headers |= {"In-Reply-To": incoming.message_id, "References": incoming.message_id}
    return EmailMessage(subject, text, to=[incoming.told.email], headers=headers)
