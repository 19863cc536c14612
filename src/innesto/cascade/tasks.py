"""What happens after the commit: people are asked whether they were there, and witnesses."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.tasks import task
from django.utils.translation import gettext as _

from innesto.accounts.models import User
from innesto.cascade.letters import letter_to
from innesto.cascade.models import Trainee, Witness
from innesto.notifications.actions import notify
from innesto.toolkit.mailing import mail_task, send_once


@task
def ask_trainees(trainee_ids: Sequence[int]) -> None:
    """Ask who is said to have been there: on the site who has an account, the others by letter."""
    waiting = Trainee.objects.filter(
        pk__in=trainee_ids, answer=Trainee.Answer.ASKED, training__withdrawn_at=None
    )
    for trainee in waiting.select_related("training__trainer").order_by("pk"):
        if trainee.person_id is None:
            mail_trainee.enqueue(trainee.pk)
        else:
            _ask(trainee)


def _ask(trainee: Trainee) -> None:
    training = trainee.training
    notify(
        User.objects.filter(trainings_attended=trainee.pk, is_active=True),
        kind="presence_asked",
        key=f"trainee:{trainee.pk}",
        title=lambda: _("Were you there? %(training)s") % {"training": training},
        body=lambda: _("%(name)s writes so. One click is enough.") % {"name": training.trainer},
        url=training.get_absolute_url(),
        about=training,
    )


@mail_task
def mail_trainee(trainee_id: int) -> None:
    """Mail the link to somebody without an account, never twice."""
    found = Trainee.objects.filter(
        pk=trainee_id, person=None, answer=Trainee.Answer.ASKED, training__withdrawn_at=None
    ).exclude(email="")
    trainee = found.select_related("training__trainer", "training__place", "group").first()
    if trainee is None:
        return

    def letter() -> EmailMessage:
        return letter_to(trainee)

    send_once(Trainee.objects.filter(pk=trainee.pk), letter)


@task
def ask_witnesses(witness_ids: Sequence[int]) -> None:
    """Ask colleagues to say that a session was held."""
    waiting = Witness.objects.waiting().filter(pk__in=witness_ids)
    for witness in waiting.select_related("training").order_by("pk"):
        _ask_witness(witness)


def _ask_witness(witness: Witness) -> None:
    training = witness.training
    notify(
        User.objects.filter(pk=witness.person_id, is_active=True),
        kind="witness_asked",
        key=f"witness:{witness.pk}",
        title=lambda: _("You are asked as a witness: %(training)s") % {"training": training},
        url=training.get_absolute_url(),
        about=training,
    )
