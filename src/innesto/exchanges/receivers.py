"""What happens below and concerns exchanges."""

from typing import Any

from django.dispatch import receiver

from innesto.communities.models import Bridge
from innesto.communities.signals import bridge_changed
from innesto.exchanges.models import Exchange, Seat
from innesto.programmes.models import Partner
from innesto.programmes.signals import partners_joined
from innesto.search.actions import hand_in


@receiver(partners_joined, dispatch_uid="exchanges.move_seats")
def move_seats(*, kept: Partner, double: Partner, **_signal: Any) -> None:
    """Seats of a merged partner go to the one kept; where both sat, one seat is enough."""
    taken = kept.seats.values("exchange")
    Seat.objects.filter(partner=double, exchange__in=taken).delete()
    Seat.objects.filter(partner=double).update(partner=kept)


@receiver(bridge_changed, dispatch_uid="exchanges.follow_bridge")
def follow_bridge(*, bridge: Bridge, **_signal: Any) -> None:
    """Let the other community find an exchange that is shared with it, or no longer."""
    if isinstance(bridge.work, Exchange):
        hand_in("exchange", bridge.work.pk)
