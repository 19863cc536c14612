"""Reasons add up, and alternatives cost what they say."""

from dataclasses import replace

from innesto.planning.costs import programme_cost
from innesto.planning.problem import ProgrammeWeights
from innesto.planning.reasons import why, why_pair
from innesto.planning.solve import solve
from innesto.planning.verify import verify
from tests.planning.factories import (
    make_event,
    make_meeting,
    make_org,
    make_pairs,
    make_plan,
    make_programme,
)

WEIGHTS = ProgrammeWeights(km=1, fair=2, learn=100, bunch=10, late=1)


def test_why_takes_apart_what_one_event_costs():
    orgs = [make_org(0, offer=(3, 0)), make_org(1, lon=1.0, need=(2, 0), name="Asti"), make_org(2)]
    events = [make_event("A", must=(1,), theme=0), make_event("B")]
    problem = make_programme(events, orgs, weights=WEIGHTS, ideal_gap_days=5)
    plan = make_plan(make_meeting("A", attend=(1,), slot=4), make_meeting("B", slot=8))

    reason = why(problem, plan, "A")

    assert {part.name: part.value for part in reason.parts} == {
        "learn": -600,
        "km": 222,
        "bunch": 30,
        "late": 2,
        "fair": 444,
    }
    assert reason.parts[0].detail == "['Asti']"
    assert reason.parts[2].detail == "B"
    assert reason.cost == 98


def test_why_names_the_next_best_host_and_what_it_would_cost():
    orgs = [make_org(0), make_org(1, lon=1.0, name="Asti"), make_org(2, closed=((0, 99),))]
    event = make_event(hosts=(0, 1, 2), must=(0, 1))
    problem = make_programme([event], orgs, weights=WEIGHTS)
    plan = make_plan(make_meeting(attend=(1,)))

    reason = why(problem, plan, "A")

    hosts = [(it.words, it.cost) for it in reason.next_best if it.host is not None]
    assert hosts == [("Asti", 0), ("Town 2: closed:2", None)]


def test_why_names_the_next_best_days_and_what_they_would_cost():
    problem = make_programme([make_event(window=(1, 5))], weights=WEIGHTS)
    plan = make_plan(make_meeting(slot=6))

    reason = why(problem, plan, "A")

    days = [(it.words, it.cost) for it in reason.next_best if it.slot is not None]
    assert days == [("2027-01-05", -2), ("2027-01-06", -1), ("2027-01-08", 1)]


def test_why_alternatives_cost_what_they_say():
    events = [
        make_event("A", hosts=(0, 1), must=(2,)),
        make_event("B", hosts=(1, 2), must=(0,), half_days=1),
    ]
    orgs = [make_org(i, lon=float(i)) for i in range(3)]
    problem = make_programme(events, orgs, weights=WEIGHTS, ideal_gap_days=6)
    result = solve(problem)

    for meeting in result.plan.meetings:
        for it in why(problem, result.plan, meeting.id).next_best:
            changed = replace(
                meeting,
                host=meeting.host if it.host is None else it.host,
                slot=meeting.slot if it.slot is None else it.slot,
            )
            others = [m if m.id != meeting.id else changed for m in result.plan.meetings]
            other = make_plan(*others)
            assert verify(problem, other) == []
            assert programme_cost(problem, other) == result.objective + it.cost
            assert it.cost >= 0


def test_why_pair_says_what_both_learn():
    problem = make_pairs(6)
    plan = solve(problem).plan

    reason = why_pair(problem, plan, 0)

    partner = next(pair[1] for pair in plan.pairs if pair[0] == 0)
    assert reason.subject == "Town 0"
    assert [part.name for part in reason.parts] == ["theme", "size", "lang", "dist"] * 2
    assert len(reason.next_best) == 3
    assert partner not in [it.partner for it in reason.next_best]


def test_why_pair_of_an_odd_one_out_has_only_alternatives():
    problem = make_pairs(5)
    plan = solve(problem).plan

    reason = why_pair(problem, plan, plan.odd_ones_out[0])

    assert reason.parts == ()
    assert all(it.cost < 0 for it in reason.next_best)
