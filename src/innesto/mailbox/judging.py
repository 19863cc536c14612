"""What becomes of a mail: who wrote it, whether it may be taken, and what is told to whom.

No room fits: the task that takes mail in asks this, and writes down the verdict. Nobody is told
anything but persons with an account, at their own address: who forged a sender, or wrote from
elsewhere, must not make us write to strangers.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.mailbox.addresses import Answerable, read_address
from innesto.mailbox.models import Incoming
from innesto.mailbox.reading import (
    Body,
    CannotBeRead,
    Head,
    TooMuch,
    is_confirmed,
    read_body,
    read_head,
)
from innesto.toolkit.annotations import StrOrPromise
from innesto.toolkit.taking_replies import Reply, ReplyRefused, reply_takers
from innesto.toolkit.uploads import NotAccepted, check_file

MOST_AN_HOUR = 20
"""Answers of one person: more than anybody writes, fewer than a loop."""

Outcome, Reason = Incoming.Outcome, Incoming.Reason

WORDS: dict[str, StrOrPromise] = {
    Reason.STRANGER: _(
        "An answer in your name came from an e-mail address that is not yours. If it was you,"
        " answer from the address of your account."
    ),
    Reason.OTHER: _(
        "You answered an e-mail that was sent to somebody else. Answer from the page, or answer"
        " the e-mail that you got yourself."
    ),
    Reason.FORGED: _(
        "Our mail server could not confirm that this e-mail comes from you. Send it again the way"
        " you usually send e-mails, or write on the page."
    ),
    Reason.OFTEN: _("You sent too many e-mails in an hour. Send it again later, or use the page."),
    Reason.LARGE: _("Your e-mail is too large. Write less, or add the files on the page."),
    Reason.BROKEN: _("Your e-mail could not be read. Write on the page, please."),
    Reason.EMPTY: _("There was no new text in your e-mail, only what it quoted."),
    Reason.DOMAIN: _("No answer can be given to this any more."),
}


@dataclass
class Verdict:
    """What becomes of a mail, and who is told what."""

    outcome: str
    reason: str = ""
    person: User | None = None
    answers: Answerable | None = None
    sender_host: str = ""
    told: User | None = None
    words: str = ""


def judge(raw: bytes) -> Verdict:
    """Return what becomes of a mail; if it can be taken, its domain has taken it."""
    try:
        head = read_head(raw)
    except CannotBeRead:
        return Verdict(Outcome.IGNORED, Reason.BROKEN)
    verdict = _judge_head(head)
    verdict.sender_host = head.sender.rpartition("@")[2][:253]
    if verdict.outcome != Outcome.TAKEN:
        return verdict
    try:
        body = read_body(raw)
    except TooMuch:
        return _refuse(verdict, Reason.LARGE)
    except CannotBeRead:
        return _refuse(verdict, Reason.BROKEN)
    return _hand_over(verdict, body)


def _judge_head(head: Head) -> Verdict:
    """Look at who wrote to whom, before anything is read."""
    if _is_ours(head.number):
        return Verdict(Outcome.IGNORED, Reason.OURS)
    if head.is_automatic:
        return Verdict(Outcome.IGNORED, Reason.AUTOMATIC)
    answers = next(filter(None, map(read_address, head.recipients)), None)
    if answers is None:
        return Verdict(Outcome.IGNORED, Reason.NO_ADDRESS)
    person = User.objects.filter(pk=answers.person, is_active=True).first()
    if person is None:
        return Verdict(Outcome.IGNORED, Reason.GONE, answers=answers)
    verdict = Verdict(Outcome.TAKEN, person=person, answers=answers)
    if head.sender not in addresses_of(person):
        other = _owner_of(head.sender)
        return _refuse(verdict, Reason.OTHER if other else Reason.STRANGER, other or person)
    if settings.REPLIES_CHECKED_BY and not is_confirmed(head, settings.REPLIES_CHECKED_BY):
        return _refuse(verdict, Reason.FORGED)
    lately = Incoming.objects.filter(person=person, came_at__gt=timezone.now() - timedelta(hours=1))
    if lately.count() >= MOST_AN_HOUR:
        return _refuse(verdict, Reason.OFTEN)
    if answers.kind not in reply_takers():
        return _refuse(verdict, Reason.DOMAIN)
    return verdict


def addresses_of(person: User) -> set[str]:
    """Return the addresses that a person has proved theirs, in small letters."""
    proved = EmailAddress.objects.filter(user=person, verified=True)
    return {person.email.lower(), *(own.lower() for own in proved.values_list("email", flat=True))}


def _owner_of(address: str) -> User | None:
    """Return who else has this address."""
    found = User.objects.filter(is_active=True)
    return (
        found.filter(email=address).first()
        or found.filter(emailaddress__email=address, emailaddress__verified=True).first()
    )


def _is_ours(number: str) -> bool:
    host = re.escape(urlsplit(settings.SITE_URL).hostname or "localhost")
    return bool(re.fullmatch(rf"<(?:notice|letter|answer)-\d+@{host}>", number))


def _hand_over(verdict: Verdict, body: Body) -> Verdict:
    """Give the answer to the domain of what it answers."""
    person, answers = verdict.person, verdict.answers
    assert person is not None
    assert answers is not None
    with translation.override(person.language):
        files, left_out = _checked(body.files)
        if not body.text and not files:
            return _refuse(verdict, Reason.EMPTY, more=left_out)
        reply = Reply(person, str(answers.thing), body.text, files)
        try:
            with transaction.atomic():
                reply_takers()[answers.kind].take(reply)
        except ReplyRefused as refused:
            return _refuse(verdict, Reason.DOMAIN, words=refused.words)
    if left_out:
        verdict.reason, verdict.told = Reason.FILES, person
        verdict.words = "\n".join(left_out)
    return verdict


def _checked(files: Sequence[ContentFile[bytes]]) -> tuple[list[ContentFile[bytes]], list[str]]:
    """Return the files that may be kept, and in words why the others may not."""
    kept, left_out = [], []
    for file in files:
        try:
            check_file(file)
        except NotAccepted as refused:
            left_out.append(f"{file.name}: {refused.words}")
        else:
            kept.append(file)
    return kept, left_out


def _refuse(
    verdict: Verdict,
    reason: str,
    told: User | None = None,
    *,
    words: StrOrPromise = "",
    more: Sequence[str] = (),
) -> Verdict:
    """Refuse, and say why to whom it is safe to tell."""
    told = told or verdict.person
    assert told is not None
    with translation.override(told.language):
        said = "\n".join([str(words or WORDS[reason]), *more])
    verdict.outcome, verdict.reason, verdict.told, verdict.words = (
        Outcome.REFUSED,
        reason,
        told,
        said,
    )
    return verdict
