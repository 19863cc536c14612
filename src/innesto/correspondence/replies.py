"""Answers to messages that come by e-mail.

No room fits: the mailbox gathers this module from every domain, and nobody imports it.
"""

from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.correspondence import rules
from innesto.correspondence.actions import TooManyMessages, answer_message
from innesto.correspondence.models import Copy
from innesto.toolkit.taking_replies import Reply, ReplyRefused, TakeReply

NO_MORE = _("You cannot answer this message, or it takes no answers any more.")
LONGEST = 5000
"""Letters of an answer."""


def take_answer(reply: Reply) -> None:
    """Make an answer of a mail, if its person stands on one of the two sides."""
    person = reply.person
    assert isinstance(person, User)
    readable = Copy.objects.visible_to(person).select_related("message__programme")
    copy = readable.filter(pk=reply.thing).first() if reply.thing.isdecimal() else None
    if copy is None or not rules.can_answer_message(person, copy):
        raise ReplyRefused(NO_MORE)
    try:
        answer_message(
            copy,
            text=reply.text[:LONGEST],
            language=person.language,
            files=reply.files,
            by=person,
        )
    except TooManyMessages:
        raise ReplyRefused(_("You have written much in a short time. Try again later.")) from None


REPLIES = {"message": TakeReply(take_answer)}
