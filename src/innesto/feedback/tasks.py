"""What happens after the commit: people are asked, reminded once, told of results."""

from functools import partial

from django.core.mail import EmailMessage
from django.db.models import Q
from django.tasks import task
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.feedback.letters import letter_of
from innesto.feedback.models import Letter, Round, Ticket
from innesto.notifications.actions import notify
from innesto.toolkit.addresses import address_of
from innesto.toolkit.dates import day
from innesto.toolkit.mailing import mail_task, send_once


@task
def ask_people(round_id: int, *, is_reminder: bool = False) -> None:
    """Ask who has not answered: on the site and by mail who has an account, guests by letter.

    A worker may come late: nobody is asked what can be answered no more.
    """
    found = Round.objects.open().select_related("exchange__programme")
    round_ = found.filter(pk=round_id).first()
    if round_ is None:
        return
    kind = Letter.Kind.REMINDER if is_reminder else Letter.Kind.FIRST
    waiting = Ticket.objects.filter(round=round_, is_spent=False)
    words = {"exchange": round_.exchange}
    notify(
        User.objects.filter(pk__in=waiting.values("person"), is_active=True),
        kind="feedback_asked",
        key=f"feedback:{round_.pk}:{kind}",
        title=lambda: _("What did it bring you? %(exchange)s") % words,
        body=lambda: _("You can answer until %(day)s.") % {"day": day(round_.closes_on)},
        url=address_of("feedback:answer", round_.pk),
        about=round_.exchange,
    )
    guests = waiting.filter(~Q(email=""), person=None)
    Letter.objects.bulk_create(
        [Letter(ticket=ticket, kind=kind) for ticket in guests], ignore_conflicts=True
    )
    letters = Letter.objects.filter(ticket__in=guests, kind=kind, mailed_at=None)
    for pk in letters.order_by("pk").values_list("pk", flat=True):
        mail_letter.enqueue(pk)


@mail_task
def mail_letter(letter_id: int) -> None:
    """Mail one letter, never twice."""
    found = Letter.objects.select_related("ticket__round__exchange__programme__call")
    letter = found.get(pk=letter_id)
    write: partial[EmailMessage] = partial(letter_of, letter)
    send_once(Letter.objects.filter(pk=letter.pk), write)


@task
def tell_shared(round_id: int) -> None:
    """Tell who answered that the results are there."""
    round_ = Round.objects.select_related("exchange__programme").get(pk=round_id)
    answered = Ticket.objects.filter(round=round_, is_spent=True)
    notify(
        User.objects.filter(pk__in=answered.values("person")),
        kind="feedback_shared",
        key=f"feedback_shared:{round_.pk}",
        title=lambda: _("What the others answered: %(exchange)s") % {"exchange": round_.exchange},
        url=round_.get_absolute_url(),
        about=round_.exchange,
    )
