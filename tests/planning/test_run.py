"""The clock stops what is better done later, never the first plan."""

from innesto.planning.plan import Limits
from innesto.planning.run import Run


def test_a_run_goes_on_until_there_is_a_plan_and_then_stops_by_the_clock():
    run = Run(Limits(seconds=0))

    assert run.tell("people")
    assert not run.tell("dates", objective=7)
    assert (run.stopped_by_clock, run.stopped_by_listener) == (True, False)


def test_a_run_keeps_time_for_what_comes_later():
    run = Run(Limits(seconds=100))
    run.tell("dates", objective=7)

    assert run.going_on()
    assert not run.going_on(reserved=101)
    assert run.going_on()


def test_a_run_stops_when_asked():
    run = Run(Limits(), lambda step: step.objective is None)

    assert run.tell("people")
    assert not run.tell("dates", objective=7)
    assert (run.stopped_by_clock, run.stopped_by_listener) == (False, True)
