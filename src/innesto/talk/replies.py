"""Answers to conversations that come by e-mail.

No room fits: the mailbox gathers this module from every domain, and nobody imports it.
"""

from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import User
from innesto.communities.rules import membership
from innesto.talk import rules
from innesto.talk.actions.writing import NotOpen, Said, TooFast, add_post
from innesto.talk.queries.threads import thread_at
from innesto.toolkit.rich_text import clean
from innesto.toolkit.taking_replies import Reply, ReplyRefused, TakeReply

NO_MORE = _("You cannot answer this conversation, or it takes no answers any more.")


def take_post(reply: Reply) -> None:
    """Make a post of a mail, if its person may write there."""
    person = reply.person
    assert isinstance(person, User)
    found = thread_at(int(reply.thing), viewer=person) if reply.thing.isdecimal() else []
    thread = found[0].joined_into or found[0] if found else None
    if thread is None or not rules.can_answer_in(person, thread):
        raise ReplyRefused(NO_MORE)
    member = membership(person, thread.community)
    said = Said(text=clean(reply.text), language=person.language, files=reply.files)
    try:
        add_post(
            thread,
            said,
            by=person,
            organisation=member.organisation if member else None,
            is_trusted=rules.can_moderate(person, thread.community),
        )
    except NotOpen:
        raise ReplyRefused(NO_MORE) from None
    except TooFast:
        raise ReplyRefused(_("You have written much in a short time. Try again later.")) from None


REPLIES = {"thread": TakeReply(take_post)}
