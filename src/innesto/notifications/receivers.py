"""What happens to invitations is told to whoever sent them; notices are handed over on request."""

from typing import Any

from django.dispatch import receiver
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from innesto.accounts.models import Invitation, User
from innesto.accounts.signals import (
    invitation_accepted,
    invitation_wanted_again,
    person_erased,
    personal_data_wanted,
)
from innesto.notifications.actions import notify
from innesto.notifications.models import Morning


@receiver(invitation_accepted)
def tell_who_invited(invitation: Invitation, person: User, **kwargs: Any) -> None:
    """Say that an invitation bore fruit."""
    notify(
        [invitation.invited_by],
        kind="invitation_accepted",
        key=f"invitation-{invitation.pk}-accepted",
        title=format_lazy(_("{who} accepted your invitation"), who=person),
        body=invitation.purpose,
        about=invitation.subject or invitation,
    )


@receiver(invitation_wanted_again)
def tell_that_it_is_wanted(invitation: Invitation, **kwargs: Any) -> None:
    """Say that an invitation came too late and another one is wanted, once."""
    notify(
        [invitation.invited_by],
        kind="invitation_wanted_again",
        key=f"invitation-{invitation.pk}-again",
        title=format_lazy(_("{who} asks for a new invitation"), who=invitation),
        body=invitation.purpose,
        about=invitation.subject or invitation,
    )


@receiver(personal_data_wanted, dispatch_uid="notifications.hand_over_notices")
def hand_over_notices(person: User, **kwargs: Any) -> dict[str, Any]:
    """Give the person the notices they got and what they want by e-mail."""
    notices = person.notifications.order_by("pk").values("created_at", "title", "body", "read_at")
    choices = person.mail_choices.order_by("pk").values("space", "kind", "when")
    letters = person.letters.order_by("pk").values("rhythm", "until", "mailed_at")
    return {
        "notices": list(notices),
        "mail_choices": list(choices),
        "letters": list(letters),
    }


@receiver(person_erased, dispatch_uid="notifications.forget_person")
def forget_person(person: User, **kwargs: Any) -> None:
    """Drop what an erased person was told, and how they wanted it."""
    for owned in (person.notifications, person.mail_choices, person.letters):
        owned.all().delete()
    Morning.objects.filter(person=person).delete()
