"""What a round does by itself: it reminds once, closes on its day, and comes back in six months.

No room fits: a schedule starts it, and it calls actions, which tasks may not.
"""

import datetime
from contextlib import suppress

from django.tasks import task
from django.utils import timezone

from innesto.exchanges.models import Exchange
from innesto.feedback.actions import (
    NobodyCame,
    TooFew,
    ask_for_feedback,
    close_feedback,
    remind_of_feedback,
)
from innesto.feedback.models import Round
from innesto.feedback.questions import questions_for

BEFORE_IT_CLOSES = datetime.timedelta(days=5)
OPEN_FOR = datetime.timedelta(days=21)
LATER = datetime.timedelta(days=182)
TOO_LATE = datetime.timedelta(days=240)
"""After so long nobody is asked any more what they used."""


@task
def look_at_feedback() -> None:
    """Remind, close and ask again, each once."""
    today = timezone.localdate()
    for round_ in Round.objects.open().filter(closes_on__lt=today).order_by("pk"):
        close_feedback(round_, by=None)
    near = Round.objects.open().filter(reminded_at=None, closes_on__lte=today + BEFORE_IT_CLOSES)
    for round_ in near.order_by("pk"):
        remind_of_feedback(round_, by=None)
    over = Exchange.objects.filter(
        state=Exchange.State.HELD, ends_on__lte=today - LATER, ends_on__gt=today - TOO_LATE
    )
    asked_once = over.filter(rounds__moment=Round.Moment.END)
    for exchange in asked_once.exclude(rounds__moment=Round.Moment.LATER).order_by("pk"):
        _ask_again(exchange, today)


def _ask_again(exchange: Exchange, today: datetime.date) -> None:
    """Ask without names; where too few were there, who runs it may ask with names."""
    with suppress(TooFew, NobodyCame):
        ask_for_feedback(
            exchange,
            by=None,
            moment=Round.Moment.LATER,
            questions=questions_for(exchange.programme, Round.Moment.LATER),
            closes_on=today + OPEN_FOR,
        )
