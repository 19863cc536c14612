"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted
from innesto.documents.models import Document
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined


@receiver(partners_joined, dispatch_uid="documents.follow_partner")
def follow_partner(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Let the double's documents be those of the partner kept, where it does not owe the same."""
    same = ("template", "work_kind", "work_key", "occasion", "person")
    there = set(kept.documents.values_list(*same))
    for document in double.documents.order_by("pk"):
        key = (*(getattr(document, name) for name in same[:-1]), document.person_id)
        if key not in there:
            Document.objects.filter(pk=document.pk).update(partner=kept)


@receiver(personal_data_wanted, dispatch_uid="documents.hand_over_documents")
def hand_over_documents(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say what the person was asked by name, and what they answered."""
    own = Document.objects.filter(person=person).order_by("pk")
    return {"documents": list(own.values("template", "state", "answers", "handed_in_at"))}
