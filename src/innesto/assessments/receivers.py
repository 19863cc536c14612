"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.assessments.models import Assessment, Inquiry
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged


@receiver(organisations_merged, dispatch_uid="assessments.follow_merge")
def follow_merge(*, kept: Organisation, duplicate: Organisation, **_signal: Any) -> None:
    """Let what was said for the duplicate be said for the one kept, once a round."""
    twice = Assessment.objects.filter(organisation=kept, round__isnull=False).values("round")
    moved = Assessment.objects.filter(organisation=duplicate)
    moved.filter(round__in=twice, is_of_body=True).update(round=None)
    moved.update(organisation=kept)
    Inquiry.objects.filter(organisation=duplicate).update(organisation=kept)


@receiver(person_erased, dispatch_uid="assessments.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Delete what the person said of themselves; what they said for a body stays, without them."""
    Assessment.objects.of_persons().filter(person=person).delete()
    Assessment.objects.filter(person=person).update(person=None)


@receiver(personal_data_wanted, dispatch_uid="assessments.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return what the person said of themselves."""
    found = Assessment.objects.of_persons().filter(person=person)
    return {
        "self_assessments": [
            {
                "subject": str(one),
                "begun": one.started_at.isoformat(),
                "finished": one.finished_at.isoformat() if one.finished_at else None,
                "answers": one.answers,
            }
            for one in found.select_related("framework", "curriculum", "theme").order_by("pk")
        ]
    }
