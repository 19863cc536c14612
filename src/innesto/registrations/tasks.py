"""What happens after the commit: letters with the calendar entry, each once."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.db.models import Q, QuerySet
from django.tasks import task
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Exchange
from innesto.notifications.actions import notify
from innesto.registrations.letters import letter_of, title_of
from innesto.registrations.models import Dispatch, Registration
from innesto.registrations.queries.openings import opening_of
from innesto.toolkit.mailing import mail_task, send_once


@task
def mail_dispatches(dispatch_ids: Sequence[int]) -> None:
    """Hand out many letters, each as a task of its own: one bad address stops no other."""
    for pk in dispatch_ids:
        mail_dispatch.enqueue(pk)


@mail_task
def mail_dispatch(dispatch_id: int) -> None:
    """Mail one letter, and note it on the site for whoever has an account; never twice."""
    found = Dispatch.objects.select_related(
        "registration__exchange__programme__call",
        "registration__person",
        "registration__named_by",
        "exchange__programme",
    )
    dispatch = found.filter(pk=dispatch_id).first()
    if dispatch is None:
        return
    _note(dispatch)
    reachable = _reachable(Dispatch.objects.filter(pk=dispatch.pk))

    def letter() -> EmailMessage:
        return letter_of(dispatch)

    send_once(reachable, letter)


@task
def tell_of_change(exchange_id: int, kind: str, sequence: int) -> None:
    """Write everybody on the list that an exchange moved or was called off, once a revision."""
    opening = opening_of(Exchange.objects.get(pk=exchange_id))
    if opening is None:
        return
    concerned = Registration.objects.filter(exchange=opening.exchange_id).live()
    concerned = concerned.exclude(state=Registration.State.NOMINATED)
    now = timezone.now()
    Dispatch.objects.bulk_create(
        [
            Dispatch(
                registration_id=pk, exchange_id=exchange_id, kind=kind, sequence=sequence, at=now
            )
            for pk in concerned.order_by("pk").values_list("pk", flat=True)
        ],
        ignore_conflicts=True,
    )
    waiting = Dispatch.objects.filter(
        exchange=exchange_id, kind=kind, sequence=sequence, mailed_at=None
    )
    mail_dispatches.enqueue(list(waiting.order_by("pk").values_list("pk", flat=True)))


def _note(dispatch: Dispatch) -> None:
    registration = dispatch.registration
    if registration.person_id is None:
        return
    notify(
        User.objects.filter(pk=registration.person_id, is_active=True),
        kind="registration_changed",
        key=f"dispatch:{dispatch.pk}",
        title=lambda: title_of(dispatch),
        url=registration.get_absolute_url(),
        about=registration.exchange,
    )


def _reachable(dispatches: QuerySet[Dispatch]) -> QuerySet[Dispatch]:
    """Keep those who have an address: never who left, nor the invented persons of a demo."""
    member = Q(registration__person__is_active=True, registration__person__is_example=False)
    guest = Q(registration__person=None) & ~Q(registration__email="")
    return dispatches.filter(pk__in=Dispatch.objects.filter(member | guest).values("pk"))
