"""Ask the planner for a plan, or stop it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from innesto.accounts.models import User
from innesto.blueprints.editing import with_numbers
from innesto.exchanges.models import Plan
from innesto.exchanges.queries.trial import change_of, saved
from innesto.exchanges.tasks import solve_plan
from innesto.journal.actions import record
from innesto.programmes.actions.programme import change_blueprint
from innesto.programmes.models import Programme
from innesto.rounds.letters.wishes import Change


class AlreadyPlanning(Exception):
    """The planner is at work on this part of the programme; ``plan`` says where to look."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.plan = plan


class NoTrial(Exception):
    """The plan was adopted already, or tries nothing out."""


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
    return _queue(
        Plan(
            programme=programme,
            scope=scope,
            seconds=seconds,
            seed=seed,
            reading=dict(reading or {}),
        ),
        by=by,
    )


@transaction.atomic
def try_out(plan: Plan, *, by: User, change: Change) -> Plan:
    """Plan the same again with a change, without touching the programme.

    What the plan tries out already stays. Raises ``AlreadyPlanning``.
    """
    return _queue(
        Plan(
            programme=plan.programme,
            scope=plan.scope,
            seconds=plan.seconds,
            seed=plan.seed,
            reading=plan.reading,
            trial=change_of(plan).then(change).to_data(),
            tried_from=plan,
        ),
        by=by,
    )


def _queue(plan: Plan, *, by: User) -> Plan:
    """Number the plan and hand it to the worker, one at a time for each part of a programme."""
    programme = Programme.objects.select_for_update().get(pk=plan.programme_id)
    plans = programme.plans.filter(scope=plan.scope)
    running = plans.unfinished().first()
    if running:
        raise AlreadyPlanning(running)
    plan.number = (plans.aggregate(last=Max("number"))["last"] or 0) + 1
    plan.asked_by, plan.asked_at = by, timezone.now()
    plan.save()
    record("plan_asked", plan, by=by, within=programme)
    transaction.on_commit(partial(solve_plan.enqueue, plan.pk))
    return plan


@transaction.atomic
def adopt_trial(plan: Plan, *, by: User, reason: str = "") -> Plan:
    """Let what was tried out hold: its wishes count from now on, and its plan may be published.

    Wishes it gave up are forgotten, numbers become an edition of the blueprint. Raises
    ``NoTrial``, and what ``change_blueprint`` raises when the blueprint was edited meanwhile.
    """
    plan = Plan.objects.select_for_update().select_related("programme").get(pk=plan.pk)
    if not plan.trial or not plan.has_answer:
        raise NoTrial
    programme, change = plan.programme, change_of(plan)
    if change.numbers:
        text = with_numbers(programme.blueprint, change.numbers)
        change_blueprint(programme, text, based_on=programme.edition, by=by)
    for wish in map(saved, change.without):
        programme.wishes.filter(**wish.what).delete()
    for wish in map(saved, change.wishes):
        programme.wishes.update_or_create(
            **wish.what, defaults={"reason": reason, "by": by, "at": timezone.now()}
        )
    plan.trial = {}
    plan.save(update_fields=["trial"])
    record("trial_adopted", plan, by=by, within=programme, reason=reason)
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
