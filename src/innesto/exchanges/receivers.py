"""What happens below and concerns exchanges."""

from typing import Any

from django.dispatch import receiver

from innesto.exchanges.models import Seat
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined


@receiver(partners_joined, dispatch_uid="exchanges.move_seats")
def move_seats(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Seats of a merged partner go to the one kept; where both sat, one seat is enough."""
    taken = kept.seats.values("exchange")
    Seat.objects.filter(partner=double, exchange__in=taken).delete()
    Seat.objects.filter(partner=double).update(partner=kept)
