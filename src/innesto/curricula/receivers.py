"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.curricula.models import Curriculum
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="curricula.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Let curricula of the duplicate become those of the one kept."""
    Curriculum.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(person_erased, dispatch_uid="curricula.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Name the person no longer among the authors; what they wrote stays."""
    person.curricula.clear()


@receiver(personal_data_wanted, dispatch_uid="curricula.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return which curricula the person writes."""
    return {"curricula": [one.title for one in person.curricula.order_by("pk")]}
