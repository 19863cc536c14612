"""Ask the planner for a plan, or stop it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from innesto.accounts.models import User
from innesto.exchanges.models import Plan
from innesto.exchanges.tasks import solve_plan
from innesto.journal.actions import record
from innesto.programmes.models import Programme


class AlreadyPlanning(Exception):
    """The planner is at work on this part of the programme; ``plan`` says where to look."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.plan = plan


class NothingToStop(Exception):
    """The planner had answered already."""


@transaction.atomic
def ask_for_plan(
    programme: Programme,
    *,
    by: User,
    scope: str = "",
    seconds: int = 20,
    seed: int = 0,
    reading: Mapping[str, Any] | None = None,
) -> Plan:
    """Put a planning job in the queue. Raises ``AlreadyPlanning``, also for a double click."""
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    plans = programme.plans.filter(scope=scope)
    running = plans.unfinished().first()
    if running:
        raise AlreadyPlanning(running)
    last = plans.aggregate(last=Max("number"))["last"] or 0
    plan = Plan.objects.create(
        programme=programme,
        scope=scope,
        number=last + 1,
        asked_by=by,
        asked_at=timezone.now(),
        seconds=seconds,
        seed=seed,
        reading=dict(reading or {}),
    )
    record("plan_asked", plan, by=by, within=programme)
    transaction.on_commit(partial(solve_plan.enqueue, plan.pk))
    return plan


@transaction.atomic
def stop_planning(plan: Plan, *, by: User) -> Plan:
    """Ask the planner to stop; it keeps the best plan found so far.

    Raises ``NothingToStop`` when it has answered meanwhile.
    """
    plan = Plan.objects.select_for_update().select_related("programme").get(pk=plan.pk)
    if not plan.is_unfinished:
        raise NothingToStop
    plan.stop_asked = True
    if plan.state == Plan.State.WAITING:
        plan.state = Plan.State.STOPPED
        plan.finished_at = timezone.now()
    plan.save(update_fields=["stop_asked", "state", "finished_at"])
    record("plan_stopped", plan, by=by, within=plan.programme)
    return plan
