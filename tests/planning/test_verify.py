"""Every rule is broken once, by hand, and the breach is named by the rule's id."""

import pytest

from innesto.planning.plan import MentorPlan, PairPlan, Result
from innesto.planning.problem import (
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Mentee,
    Mentor,
    Pin,
    Precede,
    ProgrammeWeights,
    Replan,
    ReplanWeights,
    Representation,
    Window,
)
from innesto.planning.verify import objective_of, verify, verify_result
from tests.planning.factories import (
    make_calendar,
    make_event,
    make_meeting,
    make_mentoring,
    make_org,
    make_pairs,
    make_plan,
    make_programme,
)

TWO = (make_event("A"), make_event("B"))


def broken(problem, *meetings):
    return [violation.rule for violation in verify(problem, make_plan(*meetings))]


def test_verify_accepts_a_plan_that_keeps_every_rule():
    problem = make_programme([make_event(must=(1,), may=(2,), min_att=1, max_att=2)])

    assert broken(problem, make_meeting(attend=(1, 2))) == []


@pytest.mark.parametrize(
    ("event", "meeting", "rule"),
    [
        ({}, {"slot": 54, "host": 1}, "hosts:A"),
        ({}, {"slot": 56}, "horizon"),
        ({"window": (0, 99)}, {"slot": -2}, "horizon"),
        ({}, {"slot": 1}, "morning"),
        ({"window": (2, 9)}, {"slot": 0}, "window:A"),
        ({"window": (2, 9), "half_days": 3}, {"slot": 18}, "window:A"),
        ({"must": (1,)}, {}, "must:A:1"),
        ({"must": (1,)}, {"attend": (1, 2)}, "invited:A"),
        ({"may": (1,), "min_att": 1}, {}, "size:A"),
        ({"may": (1, 2), "max_att": 1}, {"attend": (1, 2)}, "size:A"),
        ({"may": (1,)}, {"attend": (1, 1)}, "attend"),
        ({"must": (0,)}, {"attend": (0,)}, "attend"),
    ],
)
def test_verify_names_the_broken_rule_of_an_event(event, meeting, rule):
    problem = make_programme([make_event(**event)])

    assert rule in broken(problem, make_meeting(**meeting))


@pytest.mark.parametrize(
    ("calendar", "rule"),
    [
        ({"closed_weekdays": frozenset({1})}, "weekend"),
        ({"closed_global": frozenset({1})}, "blackout"),
        ({"closed_country": {"IT": frozenset({1})}}, "holidays:IT"),
    ],
)
def test_verify_names_days_on_which_nothing_happens(calendar, rule):
    problem = make_programme([make_event(half_days=4)], calendar=make_calendar(**calendar))

    assert broken(problem, make_meeting()) == [rule]
    assert broken(problem, make_meeting(slot=4)) == []


def test_verify_names_an_organisation_that_is_closed():
    orgs = [make_org(0), make_org(1, closed=((3, 5),))]
    problem = make_programme([make_event(half_days=4, may=(1,))], orgs)

    assert broken(problem, make_meeting(slot=4, attend=(1,))) == ["closed:1"]
    assert broken(problem, make_meeting(slot=4)) == []
    assert broken(problem, make_meeting(slot=12, attend=(1,))) == []


def test_verify_wants_every_event_once():
    problem = make_programme(TWO)
    meeting, stranger = make_meeting("A"), make_meeting("X", slot=8)

    assert broken(problem, meeting, meeting, stranger) == ["events"] * 3


def test_verify_finds_an_organisation_at_two_places_at_once():
    problem = make_programme([make_event("A", half_days=1), make_event("B", half_days=2)])

    assert broken(problem, make_meeting("A", slot=1), make_meeting("B")) == ["overlap:0"]
    assert broken(problem, make_meeting("A", slot=2), make_meeting("B")) == []


@pytest.mark.parametrize(
    ("rules", "names"),
    [
        ([Gap(id="g", days=3)], ["g"]),
        ([Gap(id="g", days=2)], []),
        ([Gap(id="g", days=1), Gap(id="mine", org=0, days=3)], ["mine"]),
        ([Gap(id="g", days=1), Gap(id="hers", org=1, days=3)], []),
        ([Gap(id="g", days=0)], []),
        ([Precede(id="p", before="A", after="B", min_lag=4)], ["p"]),
        ([Precede(id="p", before="A", after="B", min_lag=3, max_lag=3)], []),
        ([Precede(id="p", before="A", after="B", max_lag=2)], ["p"]),
        ([Precede(id="p", before="B", after="A", min_lag=0)], ["p"]),
        ([Window(id="w", event="B", first=3, last=4)], []),
        ([Window(id="w", event="B", first=4, last=9)], ["w"]),
        ([HostCount(id="h", orgs=(0, 1), events=("A", "B"), max=1)], ["h"]),
        ([HostCount(id="h", orgs=(1,), events=("A", "B"), min=1)], ["h"]),
        ([AttendCount(id="a", org=0, events=("A", "B"), min=2)], []),
        ([AttendCount(id="a", org=2, events=("A", "B"), min=1)], ["a"]),
        ([GroupAttendance(id="q", event="A", orgs=(0, 1), min=2, max=2)], []),
        ([GroupAttendance(id="q", event="A", orgs=(0, 1), max=1)], ["q"]),
        ([Representation(id="r", org=0, members=(1, 2), events=("A",))], []),
        ([Representation(id="r", org=0, members=(1, 2), events=("A", "B"))], ["r"]),
        ([Representation(id="r", org=0, members=(1,), events=("A",), min=0, max=0)], ["r"]),
        ([Representation(id="r", org=2, members=(1,), events=("A", "B"))], ["r"]),
        ([MaxParallel(id="m", events=("A", "B"), max=0)], ["m", "m"]),
        ([MaxParallel(id="m", events=("A", "B"), max=1)], []),
        ([Pin(id="n", event="A", slot=0, host=0)], []),
        ([Pin(id="n", event="A", slot=2)], ["n"]),
        ([Pin(id="n", event="A", host=1)], ["n"]),
    ],
)
def test_verify_names_the_broken_rule_of_the_programme(rules, names):
    problem = make_programme([make_event("A", must=(1,)), make_event("B")], rules=tuple(rules))
    plan = [make_meeting("A", attend=(1,)), make_meeting("B", slot=6)]

    assert broken(problem, *plan) == names


def test_verify_gives_no_seat_to_who_comes_through_others():
    orgs = [make_org(0), make_org(1, represented=True), make_org(2)]
    problem = make_programme([make_event("A", must=(1,), may=(2,), max_att=1)], orgs)

    assert broken(problem, make_meeting("A", attend=(1, 2))) == []


def test_verify_leaves_rules_about_missing_events_alone():
    rules = (
        Precede(id="p", before="A", after="B", min_lag=4),
        Window(id="w", event="A", first=4, last=9),
    )

    assert broken(make_programme(TWO, rules=rules)) == ["events", "events"]


def test_verify_gap_does_not_apply_online():
    events = [make_event("A"), make_event("B", mode="online")]
    problem = make_programme(events, rules=(Gap(id="g", days=3),))

    assert broken(problem, make_meeting("A"), make_meeting("B", slot=2)) == []


def test_verify_counts_the_way_there_and_back_against_a_budget():
    orgs = [make_org(0), make_org(1, lon=1.0)]  # a degree of the equator: 111 km
    events = [make_event("A", may=(1,)), make_event("B", may=(1,), mode="online")]
    plan = [make_meeting("A", attend=(1,)), make_meeting("B", slot=4, attend=(1,))]

    kept = make_programme(events, orgs, rules=(Budget(id="b", org=1, max_km=222),))
    exceeded = make_programme(events, orgs, rules=(Budget(id="b", org=1, max_km=221),))

    assert broken(kept, *plan) == []
    assert broken(exceeded, *plan) == ["b"]


def test_verify_keeps_what_has_happened():
    agreed = (make_meeting("A"), make_meeting("B", slot=20), make_meeting("X"))
    replan = Replan(today=5, freeze_before=5, previous=agreed, weights=ReplanWeights())
    problem = make_programme(TWO, replan=replan)

    assert broken(problem, make_meeting("A"), make_meeting("B", slot=30)) == []
    assert broken(problem, make_meeting("A", slot=2), make_meeting("B", slot=20)) == ["frozen"]


def test_verify_refuses_a_plan_of_another_kind():
    assert [v.rule for v in verify(make_programme(), PairPlan(pairs=()))] == ["kind"]


def test_objective_of_a_programme_sums_its_parts():
    orgs = [make_org(0, offer=(3, 0)), make_org(1, lon=1.0, need=(2, 0)), make_org(2)]
    events = [
        make_event("A", must=(1, 2), theme=0),
        make_event("B", hosts=(1, 2), must=(1,), theme=None),
    ]
    weights = ProgrammeWeights(km=1, fair=10, learn=100, bunch=1000, late=10_000)
    problem = make_programme(events, orgs, weights=weights, ideal_gap_days=7)
    plan = make_plan(make_meeting("A", attend=(1, 2), slot=4), make_meeting("B", host=1, slot=14))

    # 1 travels 222 km and learns 2 × 3, 2 learns 1 × 3; 1 has both, 5 days apart; days 2 and 7
    assert objective_of(problem, plan) == 222 + 2220 - 900 + 2000 + 90_000


def test_objective_of_a_new_plan_counts_what_changed():
    weights = ReplanWeights(
        moved_event=1000, moved_day=10, changed_host=100_000, changed_attendee=1
    )
    agreed = (make_meeting("A", attend=(1,)), make_meeting("B", slot=20))
    replan = Replan(today=0, freeze_before=0, previous=agreed, weights=weights)
    events = [make_event("A", may=(1, 2)), make_event("B", hosts=(0, 1)), make_event("C")]
    problem = make_programme(events, weights=ProgrammeWeights(km=0), replan=replan)
    plan = make_plan(
        make_meeting("A", attend=(2,)),
        make_meeting("B", host=1, slot=26),
        make_meeting("C", slot=40),
    )

    assert verify(problem, plan) == []
    assert objective_of(problem, plan) == 1000 + 3 * 10 + 100_000 + 2


def test_verify_result_finds_false_claims():
    problem = make_programme()
    plan = make_plan(make_meeting())

    def claims(**given):
        found = verify_result(problem, Result(plan=plan, **given))
        return [violation.rule for violation in found]

    assert claims(status="optimal", objective=0, bound=0) == []
    assert claims(status="feasible", objective=0) == []
    assert claims(status="feasible", objective=5, bound=0) == ["objective"]
    assert claims(status="feasible", objective=0, bound=7) == ["bound"]
    assert claims(status="optimal", objective=0, bound=-7) == ["status"]
    assert verify_result(problem, Result(status="unknown")) == []
    late = Result(status="optimal", plan=make_plan(make_meeting(slot=99)))
    assert [v.rule for v in verify_result(problem, late)] == ["horizon", "morning", "window:A"]


@pytest.mark.parametrize(
    ("given", "pairs", "rules"),
    [
        ({}, [(0, 1), (2, 3)], []),
        ({}, [(0, 9)], ["pairs"]),
        ({}, [(0, 1), (1, 2)], ["once"]),
        ({"forbid_same_country": True}, [(0, 1)], ["eligible"]),
        ({"max_km": 100}, [(0, 1), (2, 3)], []),
        ({"max_km": 100}, [(0, 2)], ["eligible"]),
        ({"same_group": True}, [(0, 1)], []),
        ({"opposite_role": True}, [(0, 1)], ["eligible"]),
        ({"forced": ((1, 0),)}, [(0, 1)], []),
        ({"forced": ((1, 0),)}, [(0, 2)], ["forced"]),
        ({"forbidden": ((1, 0),)}, [(0, 1)], ["forbidden"]),
    ],
)
def test_verify_names_the_broken_rule_of_pairs(given, pairs, rules):
    found = verify(make_pairs(**given), PairPlan(pairs=tuple(pairs)))

    assert [violation.rule for violation in found] == rules


def test_verify_pairs_wants_both_to_learn():
    cities = (make_org(0, need=(1, 0), offer=(1, 0)), make_org(1, need=(1, 0), offer=(0, 1)))

    found = verify(make_pairs(cities=cities), PairPlan(pairs=((0, 1),)))

    assert [violation.rule for violation in found] == ["eligible"]


@pytest.mark.parametrize(
    ("pairs", "rules"),
    [
        ([(0, 2), (1, 3)], []),
        ([(0, 2), (0, 3)], ["capacity:0", "capacity:1"]),
        ([(0, 2), (1, 2)], ["once", "must:3"]),
        ([(3, 2), (0, 1)], ["mentor", "mentee", "capacity:1", "must:3"]),
    ],
)
def test_verify_names_the_broken_rule_of_mentoring(pairs, rules):
    mentors = [Mentor(city=0), Mentor(city=1, lo=1)]
    problem = make_mentoring(mentors, [Mentee(city=2), Mentee(city=3, must=True)])

    found = verify(problem, MentorPlan(pairs=tuple(pairs)))

    assert [violation.rule for violation in found] == rules


def test_verify_counts_blocking_pairs_when_stability_is_asked_for():
    cities = tuple(
        make_org(i, lat=45.0, lon=lon, offer=(1, 1)) for i, lon in enumerate([0, 9, 1, 8])
    )
    problem = make_mentoring(
        [Mentor(city=0), Mentor(city=1)],
        [Mentee(city=2), Mentee(city=3)],
        cities=cities,
        require_stable=True,
    )

    crossed = verify(problem, MentorPlan(pairs=((0, 3), (1, 2))))
    straight = verify(problem, MentorPlan(pairs=((0, 2), (1, 3))))
    half = verify(problem, MentorPlan(pairs=((0, 2),)))

    assert [v.words for v in crossed] == ["2 pairs would rather be together"]
    assert straight == []
    assert [v.words for v in half] == ["1 pairs would rather be together"]
