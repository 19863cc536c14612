"""Explanations are minimal, and what they propose helps. Tried against trying everything."""

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from innesto.planning.explain import explain, shrink
from innesto.planning.plan import Limits
from innesto.planning.problem import Gap, HostCount, MaxParallel, Precede, Window
from innesto.planning.programme.part import is_possible
from innesto.planning.run import Run
from innesto.planning.solve import solve
from tests.planning import brute
from tests.planning.factories import (
    make_calendar,
    make_event,
    make_org,
    make_programme,
    sample,
)


@settings(
    max_examples=20,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(brute.tiny_programmes(costs=False))
def test_explain_names_a_smallest_contradiction(problem):
    explanation = explain(problem)
    assume(explanation is not None)

    core = set(explanation.core)

    assert explanation.minimal
    assert not brute.is_possible(problem, core)
    for rule in core:
        assert brute.is_possible(problem, core - {rule})
    assert [change.rule for change in explanation.relaxations if change.rule in core] != []


@pytest.mark.parametrize(
    ("name", "core"),
    [
        (
            "infeasible_connection_order_window",
            {"ord!k0-W3-14", "lo!k0-W3-14", "hi!k0-W3-3"},
        ),
        ("infeasible_multiply_host_quota", {"quota!37", "hosts:SE-M1a", "hosts:SE-M1b"}),
        ("infeasible_multiply_window_closed", {"win!SE-M1b", "hosts:SE-M1b", "closed:37"}),
    ],
)
def test_explain_finds_the_contradiction_of_a_sample(name, core):
    problem = sample(name)

    result = solve(problem)

    assert (result.status, set(result.explanation.core)) == ("infeasible", core)
    assert result.explanation.minimal
    run = Run(Limits())
    assert not is_possible(problem, core, run)
    assert all(is_possible(problem, core - {rule}, run) for rule in core)


def test_explain_has_nothing_to_say_about_what_is_possible():
    assert explain(make_programme()) is None


def test_explain_proposes_the_cheapest_cure_first():
    rules = (
        Precede(id="order", before="A", after="B", min_lag=10, text="B ten days after A"),
        Window(id="late", event="A", first=10, last=12),
        Window(id="early", event="B", first=15, last=17),
    )
    problem = make_programme([make_event("A"), make_event("B")], rules=rules)

    explanation = explain(problem)

    assert explanation.core == ("order", "late", "early")
    # B on day 17, A on day 10: seven days, three too few
    assert [(change.rule, change.cost) for change in explanation.relaxations] == [
        ("early", 3),
        ("late", 3),
        ("order", 3),
    ]
    assert explanation.relaxations[2].words == "3 days sooner: B ten days after A"


def test_explain_says_how_many_days_a_window_lacks():
    orgs = [make_org(0, name="Asti", closed=((0, 6),)), make_org(1)]
    problem = make_programme([make_event(window=(3, 5))], orgs)

    explanation = explain(problem)

    assert explanation.core == ("window:A", "hosts:A", "closed:0")
    assert explanation.words == (
        "These cannot all hold together:\n"
        "– A is held between 2027-01-07 and 2027-01-09.\n"
        "– A is hosted by one of: Asti.\n"
        "– Asti is closed: 2027-01-04 – 2027-01-10."
    )
    assert [change.cost for change in explanation.relaxations] == [2, 60, 100]


@pytest.mark.parametrize(
    ("rules", "core"),
    [
        ((Gap(id="gap", days=9),), {"gap"}),
        ((MaxParallel(id="calm", events=("A", "B", "C", "D"), max=0),), {"calm"}),
        ((HostCount(id="two", orgs=(0,), events=("A", "B", "C", "D"), max=3),), {"two"}),
    ],
)
def test_explain_finds_crowds(rules, core):
    events = [make_event(name) for name in "ABCD"]
    problem = make_programme(events, rules=rules, calendar=make_calendar(days=28))

    explanation = explain(problem)

    assert core <= set(explanation.core)
    assert explanation.minimal


def test_explain_gives_up_when_time_is_up():
    events = [make_event(f"E{at}", hosts=(0, 1, 2), window=(0, 13)) for at in range(12)]
    crowded = make_programme(events, rules=(Gap(id="far", days=2),))

    assert explain(crowded, Limits(seconds=0)) is None


def test_shrink_keeps_what_is_needed():
    needed = {3, 5, 11}

    assert set(shrink(list(range(16)), lambda some: needed <= set(some))) == needed
    assert shrink([7], lambda some: 7 in some) == [7]
    assert shrink([7], lambda some: True) == []
