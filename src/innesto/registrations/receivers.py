"""What happens below and concerns registrations."""

from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_in
from django.db import transaction
from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.exchanges.models import Exchange
from innesto.exchanges.signals import exchange_called_off, exchange_moved
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined
from innesto.registrations.actions.registering import claim_registrations
from innesto.registrations.models import Dispatch, Needs, Registration
from innesto.registrations.tasks import tell_of_change


@receiver(exchange_moved, dispatch_uid="registrations.follow_move")
def follow_move(*, exchange: Exchange, **_signal: Any) -> None:
    """Move the entry in everyone's calendar."""
    _tell(exchange, Dispatch.Kind.MOVED)


@receiver(exchange_called_off, dispatch_uid="registrations.call_off")
def call_off(*, exchange: Exchange, **_signal: Any) -> None:
    """Take the entry out of everyone's calendar."""
    _tell(exchange, Dispatch.Kind.CALLED_OFF)


def _tell(exchange: Exchange, kind: Dispatch.Kind) -> None:
    transaction.on_commit(
        partial(tell_of_change.enqueue, exchange.pk, str(kind), exchange.revision)
    )


@receiver(organisations_merged, dispatch_uid="registrations.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Let those who come for the duplicate come for the one kept."""
    found = Registration.objects.filter(organisation=duplicate)
    for registration in found.order_by("pk"):
        registration.marks = registration.marks.replace(
            f"|organisation:{duplicate.pk}|", f"|organisation:{kept.pk}|"
        )
        registration.organisation = kept
        registration.save(update_fields=["marks", "organisation"])


@receiver(partners_joined, dispatch_uid="registrations.follow_partner")
def follow_partner(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Let those who come for the double come for the partner kept."""
    Registration.objects.filter(partner=double).update(partner=kept)


@receiver(person_erased, dispatch_uid="registrations.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Take away what says who came; that somebody of the organisation came stays."""
    Needs.objects.filter(registration__person=person).delete()
    Registration.objects.filter(person=person).update(
        name="", email="", body="", answers={}, gender="", reason=""
    )


@receiver(user_logged_in, dispatch_uid="registrations.recognise")
def recognise(*, user: User, **_signal: Any) -> None:
    """Let who signs in find what they registered for before they had an account."""
    proven = EmailAddress.objects.filter(user=user, verified=True)
    guests = Registration.objects.filter(person=None, email__in=proven.values("email"))
    if addresses := set(guests.values_list("email", flat=True)):
        claim_registrations(user, addresses)


@receiver(personal_data_wanted, dispatch_uid="registrations.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return what is kept about a person."""
    found = Registration.objects.filter(person=person).select_related("exchange", "needs")
    return {
        "registrations": [
            {
                "exchange": str(one.exchange),
                "state": one.state,
                "asked": one.queued_at.isoformat() if one.queued_at else None,
                "gender": one.gender,
                "answers": one.answers,
                "needs": one.needs.text if hasattr(one, "needs") else "",
            }
            for one in found.order_by("pk")
        ]
    }
