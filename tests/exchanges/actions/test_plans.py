import pytest

from innesto.exchanges.actions.plans import (
    AlreadyPlanning,
    NothingToStop,
    ask_for_plan,
    stop_planning,
)
from innesto.exchanges.models import Plan
from tests.exchanges.conftest import proposal_of, verbs
from tests.exchanges.factories import PlanFactory

pytestmark = pytest.mark.django_db


def test_ask_for_plan_queues_one_at_a_time(programme, coordinator):
    plan = ask_for_plan(programme, by=coordinator, seconds=10, reading={"hosts": {"visit": 1}})

    assert (plan.number, plan.state, plan.reading) == (1, "waiting", {"hosts": {"visit": 1}})
    with pytest.raises(AlreadyPlanning) as at_work:
        ask_for_plan(programme, by=coordinator)
    assert at_work.value.plan == plan
    assert verbs(programme) == ["plan_asked"]


def test_ask_for_plan_numbers_versions_by_scope(programme, coordinator):
    PlanFactory(programme=programme, number=3, state="published", proposal=proposal_of())
    PlanFactory(programme=programme, scope="AT", number=1, state="failed")

    assert ask_for_plan(programme, by=coordinator).number == 4
    assert ask_for_plan(programme, by=coordinator, scope="AT").number == 2


def test_stop_planning_ends_what_has_not_begun(programme, coordinator):
    plan = stop_planning(ask_for_plan(programme, by=coordinator), by=coordinator)

    assert (plan.state, plan.stop_asked) == ("stopped", True)
    with pytest.raises(NothingToStop):
        stop_planning(plan, by=coordinator)


def test_stop_planning_asks_what_is_running(programme, coordinator):
    running = PlanFactory(programme=programme, state="running")

    assert stop_planning(running, by=coordinator).state == "running"
    assert Plan.objects.get().stop_asked
