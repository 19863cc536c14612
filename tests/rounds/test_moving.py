import datetime
from dataclasses import replace

import pytest

from innesto.blueprints.loading import load
from innesto.planning.plan import Limits
from innesto.planning.solve import solve
from innesto.rounds.assembly import assemble
from innesto.rounds.days import Days
from innesto.rounds.moving import moved, stay_put
from innesto.rounds.roster import Roster
from tests.rounds.small import ask, plan

LIMITS = Limits(seconds=3.0)
FIVE_WEEKS = datetime.timedelta(weeks=5)


@pytest.fixture(scope="module")
def announced():
    return plan().exchanges


def assembled(**asked):
    request = ask(**asked)
    blueprint = load(request.blueprint)
    days = Days(blueprint, request.facts, request.calendar, request.earliest)
    return assemble(Roster(blueprint, request.facts, days, request.places), request, ())


def test_a_first_plan_has_no_moves():
    assembly = assembled()

    assert stay_put(assembly, solve(assembly.problem, LIMITS), LIMITS, None)[2] is None


def test_what_moves_nothing_needs_no_proof(announced):
    assembly = assembled(agreed=announced)

    _same, _result, moves = stay_put(assembly, solve(assembly.problem, LIMITS), LIMITS, None)

    assert (moves.moved, moves.fewest) == (0, 0)


def test_a_plan_that_moves_more_than_it_must_is_made_again_with_dearer_moves(announced):
    """Where a move costs one point and a day of waiting costs one too, moving pays at first."""
    late = tuple(
        replace(one, starts_on=one.starts_on + FIVE_WEEKS, ends_on=one.ends_on + FIVE_WEEKS)
        for one in announced
        if one.format == "visit"
    )
    assembly = assembled(agreed=late)
    cheap = replace(assembly.problem.replan.weights, moved_event=1, moved_day=0, changed_host=1)
    assembly = replace(
        assembly,
        problem=replace(assembly.problem, replan=replace(assembly.problem.replan, weights=cheap)),
    )
    careless = solve(assembly.problem, LIMITS)

    _again, result, moves = stay_put(assembly, careless, LIMITS, None)

    assert moves.moved < moved(assembly, careless.plan)
    assert moved(assembly, result.plan) == moves.moved == moves.fewest == 0
