import pytest

from innesto.exchanges.models import Plan
from innesto.exchanges.planner import PlannerBroke, ask_planner
from innesto.exchanges.queries.planning import planning_request
from innesto.exchanges.tasks import solve_plan
from innesto.journal.models import Entry
from tests.exchanges.factories import PlanFactory

pytestmark = pytest.mark.django_db


@pytest.mark.capability("M-19")
def test_solve_plan_asks_the_real_planner_and_keeps_its_proof(programme, partners):
    plan = PlanFactory(programme=programme, seconds=120)

    solve_plan.call(plan.pk)

    plan.refresh_from_db()
    assert (plan.state, plan.proposal["status"]) == (Plan.State.READY, "optimal")
    assert sorted(e["host"] for e in plan.proposal["exchanges"]) == ["asti", "cuneo", "torino"]
    assert plan.proposal["objective"] == plan.proposal["bound"]
    assert Entry.objects.about(plan).get().verb == "plan_ready"


def test_solve_plan_leaves_a_finished_plan_alone(plan):
    solve_plan.call(plan.pk)

    assert Entry.objects.about(plan).count() == 0


def test_solve_plan_begins_again_what_a_killed_worker_left(programme, partners):
    plan = PlanFactory(programme=programme, state="running", seconds=120)

    solve_plan.call(plan.pk)

    plan.refresh_from_db()
    assert plan.state == Plan.State.READY


def test_solve_plan_keeps_the_best_so_far_when_somebody_stops_it(programme, partners):
    plan = PlanFactory(programme=programme, stop_asked=True, seconds=120)

    solve_plan.call(plan.pk)

    plan.refresh_from_db()
    assert plan.state == Plan.State.STOPPED


def test_solve_plan_says_so_when_the_planner_breaks(programme, partners, monkeypatch):
    monkeypatch.setattr("innesto.exchanges.planner.MODULE", "innesto.no_such_module")
    plan = PlanFactory(programme=programme)

    solve_plan.call(plan.pk)

    plan.refresh_from_db()
    assert (plan.state, plan.proposal) == (Plan.State.FAILED, None)
    assert plan.problem != ""


def test_ask_planner_raises_when_the_process_gives_no_answer(plan, monkeypatch):
    monkeypatch.setattr("innesto.exchanges.planner.MODULE", "innesto.no_such_module")

    with pytest.raises(PlannerBroke):
        list(ask_planner(planning_request(plan), should_stop=lambda: False))
