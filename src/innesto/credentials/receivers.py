"""What happens below and concerns credentials."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.credentials.models import Achievement, Credential, Issuer
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="credentials.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let the one kept award what the duplicate did; each still answers for what it signed."""
    closing = Issuer.objects.filter(organisation=duplicate, closed_at=None)
    going_on = Issuer.objects.filter(organisation=kept, closed_at=None).first()
    if going_on:
        Achievement.objects.filter(issuer__in=closing).update(issuer=going_on)
        closing.update(closed_at=timezone.now())
    Issuer.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(person_erased, dispatch_uid="credentials.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Take away what was awarded and all names in it; that a place of a list is taken stays."""
    Credential.objects.filter(holder=person).update(
        name="", document={}, token="", evidence=[], reason="", holder=None
    )


@receiver(personal_data_wanted, dispatch_uid="credentials.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return what a person was awarded, as it was signed."""
    held = Credential.objects.filter(holder=person).order_by("pk")
    return {"credentials": [one.document for one in held]}
