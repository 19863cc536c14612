"""What happens below and concerns presence."""

from collections.abc import Sequence
from typing import Any

from django.dispatch import receiver

from innesto.accounts.models import User
from innesto.accounts.signals import person_erased, personal_data_wanted
from innesto.presence.models import Attendance, Attendee, Certificate
from innesto.registrations.models import Registration
from innesto.registrations.signals import guest_recognised


@receiver(person_erased, dispatch_uid="presence.forget_person")
def forget_person(*, person: User, **_signal: Any) -> None:
    """Take away names and certificates; that somebody was there, and how long, stays."""
    Certificate.objects.filter(person=person).delete()
    Attendee.objects.filter(person=person).update(name="", body="")


@receiver(guest_recognised, dispatch_uid="presence.recognise")
def recognise(*, person: User, registrations: Sequence[Registration], **_signal: Any) -> None:
    """What a guest attended is the person's, and so are the certificates."""
    there = Attendee.objects.filter(person=None, registration__in=registrations)
    Certificate.objects.filter(person=None, attendee__in=there.values("pk")).update(person=person)
    there.update(person=person)


@receiver(personal_data_wanted, dispatch_uid="presence.hand_out")
def hand_out(*, person: User, **_signal: Any) -> dict[str, Any]:
    """Return what is kept about a person."""
    there = Attendance.objects.filter(attendee__person=person).order_by("pk")
    certificates = Certificate.objects.filter(person=person).order_by("pk")
    return {
        "presence": [
            {
                "exchange": str(one.attendee.exchange),
                "day": one.on.isoformat(),
                "half": one.half,
                "minutes": one.minutes,
            }
            for one in there.select_related("attendee__exchange")
        ],
        "certificates": [
            {"code": one.code, "exchange": one.title, "minutes": one.minutes}
            for one in certificates
        ],
    }
