"""How long is kept what people told to take part."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from innesto.registrations.actions.openings import forget_answers_to
from innesto.registrations.models import FormQuestion, Needs, Registration
from innesto.toolkit.keeping import Keeping


def forget_needs(before: datetime) -> int:
    """Delete what people needed at exchanges that are over."""
    over = Needs.objects.filter(registration__exchange__ends_on__lt=timezone.localdate(before))
    return over.delete()[0]


def forget_unconfirmed(before: datetime) -> int:
    """Delete guests who never opened the link that proves their address."""
    found = Registration.objects.filter(
        person=None, named_by=None, state=Registration.State.INVITED, changed_at__lt=before
    )
    return found.delete()[0]


def forget_old_answers(at: datetime) -> int:
    """Forget answers whose question says that its time after the exchange is over."""
    today = timezone.localdate(at)
    questions = FormQuestion.objects.filter(opening__exchange__ends_on__lt=today)
    over: dict[int, list[FormQuestion]] = {}
    for question in questions.select_related("opening__exchange__programme").order_by("pk"):
        exchange = question.opening.exchange
        if exchange.ends_on + timedelta(days=question.days_kept) < today:
            answered = exchange.registrations.filter(answers__has_key=question.key)
            if answered.exists():
                over.setdefault(exchange.pk, []).append(question)
    return sum(
        forget_answers_to(asked[0].opening.exchange, [one.key for one in asked])
        for asked in over.values()
    )


RETENTION = (
    Keeping(
        "needs", _("What people need at an exchange: until the day after"), forget_needs, days=1
    ),
    Keeping(
        "unconfirmed-guests",
        _("Requests of guests who never confirmed their address"),
        forget_unconfirmed,
        days=30,
    ),
    Keeping(
        "registration-answers",
        _("Answers given when registering: as each question says, after the exchange"),
        forget_old_answers,
    ),
)
