"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.communities.models import Bridge
from innesto.communities.signals import bridge_changed
from innesto.search.actions import hand_in
from innesto.talk.models import Thread


@receiver(bridge_changed, dispatch_uid="talk.follow_bridge")
def follow_bridge(sender: type[Bridge], bridge: Bridge, **kwargs: Any) -> None:
    """Let the other community find a thread that is shared with it, or no longer."""
    if isinstance(bridge.work, Thread):
        hand_in("thread", bridge.work.pk)
