"""A new plan changes as little as can be, and says what it changes."""

from hypothesis import HealthCheck, Phase, given, settings

from innesto.planning.plan import Limits
from innesto.planning.problem import ProgrammeWeights, Replan, ReplanWeights
from innesto.planning.replan import Change, changes, fewest_moves
from innesto.planning.solve import solve
from tests.planning.brute import cheapest, least_changed, programmes_planned_before
from tests.planning.factories import (
    make_event,
    make_meeting,
    make_org,
    make_plan,
    make_programme,
    sample,
)

WEIGHTS = ReplanWeights(moved_event=100, moved_day=1, changed_host=300, changed_attendee=20)


def disrupted():
    """Town 1 hosts B, but has just closed on the day agreed; A has already happened."""
    orgs = [make_org(0), make_org(1, closed=((10, 12),)), make_org(2)]
    events = [
        make_event("A", must=(1,)),
        make_event("B", hosts=(1,), must=(2,)),
        make_event("C", must=(2,)),
    ]
    agreed = (
        make_meeting("A", slot=2, attend=(1,)),
        make_meeting("B", host=1, slot=20, attend=(2,)),
        make_meeting("C", slot=40, attend=(2,)),
        make_meeting("D", slot=44, attend=(2,)),
    )
    replan = Replan(today=5, freeze_before=5, previous=agreed, weights=WEIGHTS)
    return make_programme(events, orgs, weights=ProgrammeWeights(km=0), replan=replan)


def test_solve_moves_only_what_must_move():
    problem = disrupted()

    result = solve(problem)

    assert result.status == "optimal"
    assert changes(problem, result.plan) == (
        Change(event="B", what="date", old=20, new=18, concerns=(1, 2)),
        Change(event="D", what="dropped", old=44, concerns=(0, 2)),
    )
    assert fewest_moves(problem) == (1, 1)


@settings(
    max_examples=40,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(programmes_planned_before())
def test_solve_moves_the_fewest_and_then_costs_the_least(problem):
    result = solve(problem, Limits(seconds=20))

    best = least_changed(problem)
    found = None if result.plan is None else (result.moved or 0, result.objective)
    assert found == best
    assert (result.status == "infeasible") == (best is None)
    if best is not None:
        assert result.bound <= cheapest(problem)
    if result.moved is not None:
        assert result.fewest == result.moved
        assert fewest_moves(problem) == (result.moved, result.moved)


def test_changes_say_who_joins_and_who_leaves():
    agreed = (make_meeting("A", attend=(1,)),)
    replan = Replan(today=0, freeze_before=0, previous=agreed, weights=WEIGHTS)
    problem = make_programme([make_event("A"), make_event("B")], replan=replan)
    plan = make_plan(make_meeting("A", host=2, attend=(0,)), make_meeting("B", slot=6))

    assert changes(problem, plan) == (
        Change(event="A", what="host", old=0, new=2, concerns=(0, 1, 2)),
        Change(event="A", what="joins", new=2, concerns=(2,)),
        Change(event="A", what="leaves", old=1, concerns=(1,)),
        Change(event="B", what="new", new=6),
    )


def test_fewest_moves_says_when_no_plan_is_left():
    orgs = [make_org(0, closed=((0, 99),))]
    agreed = (make_meeting("A"),)
    replan = Replan(today=0, freeze_before=0, previous=agreed, weights=WEIGHTS)

    assert fewest_moves(make_programme([make_event()], orgs, replan=replan)) == (2, None)


def test_nothing_need_move_when_a_host_gives_up():
    problem = sample("replan_multiply_host")

    result = solve(problem, Limits(seconds=5))

    assert [c.what for c in changes(problem, result.plan)] == ["host"]
    assert fewest_moves(problem) == (0, 0)


def test_a_lost_date_that_cannot_be_replaced_is_explained():
    result = solve(sample("replan_multiply_date"))

    assert result.status == "infeasible"
    assert "window:CONF" in result.explanation.core
    assert result.explanation.relaxations[0].rule == "window:CONF"
