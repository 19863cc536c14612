"""What listening hands to the person alone, and what goes when a person goes."""

from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.listening.actions import break_seals
from innesto.listening.models import Listener, Seat, Word
from innesto.listening.queries import own_pleas


@receiver(personal_data_wanted, dispatch_uid="listening.hand_over_pleas")
def hand_over_pleas(person: User, **kwargs: Any) -> dict[str, Any]:
    """Say what the person asked in confidence; an unsigned reply is nobody's, not even theirs."""
    words = Word.objects.filter(author=person).order_by("pk")
    return {
        "asked_in_confidence": list(own_pleas(person).values("about", "text", "shown_on")),
        "said_in_circles": list(words.values("circle__name", "text", "at")),
        "listens": Listener.objects.filter(person=person).exists(),
    }


@receiver(person_erased, dispatch_uid="listening.let_go")
def let_go(person: User, **kwargs: Any) -> None:
    """Forget that an erased person asked, listened and sat in circles."""
    break_seals(person)
    Listener.objects.filter(person=person).delete()
    Seat.objects.filter(person=person).delete()
