"""Small questions are answered without a solver, and the answers are those of the exact model."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from innesto.planning.plan import Limits
from innesto.planning.problem import AttendCount, Gap, Precede
from innesto.planning.programme.cpsat import solve_cpsat
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.order import broken_chain
from innesto.planning.programme.quick import crowd, decide
from innesto.planning.rulebook import rule_ids
from innesto.planning.run import Run
from tests.planning.brute import tiny_programmes
from tests.planning.factories import make_calendar, make_event, make_programme


@settings(
    max_examples=120,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(tiny_programmes(costs=False), st.data())
def test_decide_says_what_the_exact_model_says(problem, data):
    kept = data.draw(st.sets(st.sampled_from(rule_ids(problem))))
    grid = Grid(problem, kept.__contains__)

    answer = decide(grid)

    model = ExactModel(grid, costs=False)
    possible = solve_cpsat(model.model, Run(Limits()), work=5).status != cp_model.INFEASIBLE
    assert answer in (None, possible)


def test_a_crowd_is_found_in_the_stretch_that_is_too_short():
    events = [make_event(name, window=(7, 20)) for name in "ABC"]
    rules = (Gap(id="gap", days=6),)
    problem = make_programme([*events, make_event("D")], rules=rules, calendar=make_calendar())
    grid = Grid(problem)
    starts = {at: grid.starts(at, [0]) for at in range(4)}

    assert crowd(grid, 0, range(4), starts) == [0, 1, 2]
    assert crowd(grid, 0, [0, 1, 3], starts) == []


def test_a_broken_chain_names_only_the_events_on_it():
    rules = (
        Precede(id="first", before="A", after="B", min_lag=15),
        Precede(id="then", before="B", after="C", min_lag=15),
        Precede(id="aside", before="A", after="D", min_lag=2),
    )
    grid = Grid(make_programme([make_event(name) for name in "ABCD"], rules=rules))
    starts = [grid.starts(at) for at in range(4)]

    assert broken_chain(grid, starts) == ([0, 1, 2], ["first", "then"])
    assert broken_chain(Grid(make_programme([make_event("A")])), starts[:1]) is None


def test_who_must_come_too_often_is_seen_without_a_solver():
    rules = (AttendCount(id="once", org=1, events=("A", "B"), max=1),)
    problem = make_programme([make_event("A", must=(1,)), make_event("B", must=(1,))], rules=rules)

    assert decide(Grid(problem)) is False
