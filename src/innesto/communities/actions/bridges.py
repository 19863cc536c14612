"""Share a work of one community with another one, and answer such an offer."""

from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.utils import timezone

from innesto.accounts.models import User
from innesto.communities.models import Bridge, Community
from innesto.communities.signals import bridge_changed
from innesto.communities.tasks import tell_bridge_answered, tell_bridge_offered
from innesto.journal.actions import record


class AlreadyShared(Exception):
    """The work is shown there, or waits for an answer there."""


class BridgeIsAnswered(Exception):
    """Somebody answered meanwhile, or it was taken back."""


@transaction.atomic
def offer_bridge(
    work: models.Model, *, origin: Community, to: Community, reason: str, by: User
) -> Bridge:
    """Offer a work of ``origin`` to another community, for a reason. Raises ``AlreadyShared``."""
    Community.objects.select_for_update().get(pk=to.pk)
    kind = ContentType.objects.get_for_model(work)
    same = Bridge.objects.filter(to=to, work_type=kind, work_id=work.pk)
    if (same.standing() | same.waiting()).exists():
        raise AlreadyShared
    bridge = Bridge.objects.create(
        origin=origin,
        to=to,
        work_type=kind,
        work_id=work.pk,
        title=str(work)[:200],
        reason=reason,
        offered_by=by,
        offered_at=timezone.now(),
    )
    record("bridge_offered", bridge, by=by, within=to, origin=origin.pk, reason=reason)
    transaction.on_commit(partial(tell_bridge_offered.enqueue, bridge.pk))
    return bridge


@transaction.atomic
def accept_bridge(bridge: Bridge, *, by: User) -> Bridge:
    """Show the work to the members here. Raises ``BridgeIsAnswered``."""
    return _answered(bridge, Bridge.State.ACCEPTED, by=by)


@transaction.atomic
def decline_bridge(bridge: Bridge, *, by: User, answer: str = "") -> Bridge:
    """Say no, perhaps with a reason. Raises ``BridgeIsAnswered``."""
    return _answered(bridge, Bridge.State.DECLINED, by=by, answer=answer)


def _answered(bridge: Bridge, state: Bridge.State, *, by: User, answer: str = "") -> Bridge:
    bridge = Bridge.objects.select_for_update().select_related("to").get(pk=bridge.pk)
    if not bridge.is_waiting:
        raise BridgeIsAnswered
    bridge.state = state
    bridge.answer = answer
    bridge.answered_by = by
    bridge.answered_at = timezone.now()
    bridge.save(update_fields=["state", "answer", "answered_by", "answered_at"])
    record(f"bridge_{state}", bridge, by=by, within=bridge.to, reason=answer)
    transaction.on_commit(partial(tell_bridge_answered.enqueue, bridge.pk))
    _tell(bridge)
    return bridge


@transaction.atomic
def end_bridge(bridge: Bridge, *, by: User) -> Bridge:
    """Show the work at home only from now on. Raises ``BridgeIsAnswered`` if it is so."""
    bridge = Bridge.objects.select_for_update().select_related("to").get(pk=bridge.pk)
    if not (bridge.is_waiting or bridge.is_standing):
        raise BridgeIsAnswered
    bridge.state = Bridge.State.ENDED
    bridge.save(update_fields=["state"])
    record("bridge_ended", bridge, by=by, within=bridge.to)
    _tell(bridge)
    return bridge


def _tell(bridge: Bridge) -> None:
    transaction.on_commit(partial(bridge_changed.send_robust, sender=Bridge, bridge=bridge))
