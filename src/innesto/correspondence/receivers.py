"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import personal_data_wanted
from innesto.correspondence.models import Answer, Copy, Message
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined


@receiver(partners_joined, dispatch_uid="correspondence.follow_merge")
def follow_merge(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Let messages of the double be those of the partner kept, with what was answered."""
    Message.objects.filter(partner=double).update(partner=kept)
    for copy in Copy.objects.filter(partner=double, message__copies__partner=kept):
        Answer.objects.filter(copy=copy).update(copy=copy.message.copies.get(partner=kept))
        copy.delete()
    Copy.objects.filter(partner=double).update(partner=kept)


@receiver(personal_data_wanted, dispatch_uid="correspondence.hand_over_messages")
def hand_over_messages(person: User, **kwargs: Any) -> dict[str, Any]:
    """Give the person what they wrote."""
    sent = Message.objects.filter(author=person).order_by("pk")
    answers = Answer.objects.filter(author=person).order_by("pk")
    return {
        "messages": list(sent.values("programme__slug", "subject", "text", "sent_at")),
        "answers_to_messages": list(answers.values("copy__message__subject", "text", "written_at")),
    }
