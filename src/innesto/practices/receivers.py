"""What happens here when something happens below."""

from typing import Any

from django.dispatch import receiver

from innesto.communities.models import Bridge
from innesto.communities.signals import bridge_changed
from innesto.organisations.models import Organisation
from innesto.organisations.signals import organisations_merged
from innesto.practices.models import Adoption, JointMember, Practice
from innesto.search.actions import hand_in


@receiver(organisations_merged, dispatch_uid="practices.follow_merge")
def follow_merge(
    sender: type[Organisation], kept: Organisation, duplicate: Organisation, **kwargs: Any
) -> None:
    """Let practices, adoptions and joint actions of the duplicate become those of the one kept."""
    Practice.objects.filter(organisation=duplicate).update(organisation=kept)
    for practice in duplicate.shared_practices.all():
        practice.partners.add(kept)
        practice.partners.remove(duplicate)
    Practice.objects.filter(proposed_to=duplicate).update(proposed_to=kept)
    for challenge in duplicate.challenges.all():
        challenge.organisations.add(kept)
        challenge.organisations.remove(duplicate)
    open_here = Adoption.objects.open().filter(organisation=kept).values("practice")
    theirs = Adoption.objects.filter(organisation=duplicate)
    theirs.open().filter(practice__in=open_here).update(
        state=Adoption.State.WITHDRAWN, reason=str(kept)
    )
    theirs.update(organisation=kept)
    present = JointMember.objects.filter(organisation=kept).values("joint_action")
    members = JointMember.objects.filter(organisation=duplicate)
    members.exclude(joint_action__in=present).update(organisation=kept)
    members.filter(organisation=duplicate).delete()


@receiver(bridge_changed, dispatch_uid="practices.follow_bridge")
def follow_bridge(sender: type[Bridge], bridge: Bridge, **kwargs: Any) -> None:
    """Let the other community find a practice that is shared with it, or no longer."""
    if isinstance(bridge.work, Practice):
        hand_in("practice", bridge.work.pk)
