"""Ask all in a conversation to choose."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Count
from django.utils import timezone

from innesto.accounts.models import User
from innesto.journal.actions import record
from innesto.organisations.models import Organisation
from innesto.talk.actions.writing import NotOpen
from innesto.talk.bookkeeping import locked_thread
from innesto.talk.models import Option, Poll, Thread, Vote


class PollIsOver(Exception):
    """One can no longer vote."""


@transaction.atomic
def open_poll(
    thread: Thread,
    *,
    question: str,
    options: Sequence[date | str],
    takes_several: bool,
    closes_on: date | None,
    by: User,
) -> Poll:
    """Ask a question with options, which are days or words. Raises ``NotOpen`` on a second one."""
    thread = locked_thread(thread)
    if thread.has_poll or not thread.is_open:
        raise NotOpen
    poll = Poll.objects.create(
        thread=thread, question=question, takes_several=takes_several, closes_on=closes_on
    )
    Option.objects.bulk_create(
        Option(poll=poll, position=n, day=one)
        if isinstance(one, date)
        else Option(poll=poll, position=n, words=one)
        for n, one in enumerate(options, 1)
    )
    thread.has_poll = True
    thread.save(update_fields=["has_poll"])
    record("poll_opened", thread, by=by, within=thread.community, question=question)
    return poll


@transaction.atomic
def cast_vote(
    poll: Poll, options: Sequence[Option], *, by: User, organisation: Organisation | None = None
) -> Poll:
    """Choose, or choose otherwise than before; choosing nothing takes the vote back.

    Raises ``PollIsOver``.
    """
    poll = Poll.objects.select_for_update(of=("self",)).select_related("thread").get(pk=poll.pk)
    now = timezone.now()
    if not poll.is_open(timezone.localdate(now)):
        raise PollIsOver
    Vote.objects.filter(option__poll=poll, person=by).delete()
    chosen = options if poll.takes_several else options[:1]
    Vote.objects.bulk_create(
        Vote(option=option, person=by, organisation=organisation, at=now) for option in chosen
    )
    for option in poll.options.annotate(counted=Count("votes")).order_by("position"):
        Option.objects.filter(pk=option.pk).update(votes_count=option.counted)
    voters = Vote.objects.filter(option__poll=poll).values("person").distinct()
    poll.voters_count = voters.count()
    poll.save(update_fields=["voters_count"])
    record("voted", poll.thread, by=by, within=poll.thread.community)
    return poll
