"""Every plan keeps every hard rule, and every claim about it is true."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from innesto.planning.interchange import read_problem, result_to_json, write_problem
from innesto.planning.plan import Limits
from innesto.planning.problem import (
    Mentee,
    Mentor,
    ProgrammeWeights,
    Replan,
    ReplanWeights,
    Representation,
)
from innesto.planning.solve import solve
from innesto.planning.verify import verify
from tests.planning.brute import cheapest, programmes_with_an_association, tiny_programmes
from tests.planning.factories import (
    SAMPLES,
    make_event,
    make_meeting,
    make_mentoring,
    make_org,
    make_pairs,
    make_programme,
    sample,
)

patient = settings(
    max_examples=30,
    phases=[Phase.generate],
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@patient
@given(tiny_programmes())
def test_solve_finds_what_trying_everything_finds(problem):
    result = solve(problem, Limits(seconds=20))

    assert result.objective == cheapest(problem)
    assert result.status == ("infeasible" if result.objective is None else "optimal")


@patient
@given(programmes_with_an_association())
def test_solve_finds_whom_an_association_sends(problem):
    result = solve(problem, Limits(seconds=20))

    assert result.objective == cheapest(problem)
    assert result.status == ("infeasible" if result.objective is None else "optimal")


def test_solve_lets_towns_come_for_their_association():
    association = make_org(0, represented=True, lon=40.0)
    towns = [make_org(1, lon=1.0), make_org(2, lon=2.0), make_org(3, lon=3.0, closed=((0, 99),))]
    events = [make_event(hosts=(4,), must=(0,), may=(1, 2, 3), min_att=1, max_att=2)]
    rule = Representation(id="towns", org=0, members=(1, 2, 3), events=("A",))
    problem = make_programme(events, [association, *towns, make_org(4)], rules=(rule,))

    result = solve(problem)

    assert (result.status, result.objective) == ("optimal", 2 * 111)
    assert result.plan.of("A").attend == (0, 1)


def test_solve_keeps_the_quota_of_people_that_each_organisation_sends():
    offices = [make_org(i, represented=True) for i in (0, 1)]
    people = [make_org(i, need=(3 - i % 3,)) for i in range(2, 6)]
    host = make_org(6, offer=(3,))
    events = [make_event(hosts=(6,), must=(0, 1), may=(2, 3, 4, 5), theme=0, max_att=3)]
    quotas = (
        Representation(id="first", org=0, members=(2, 3), events=("A",), min=1, max=1),
        Representation(id="second", org=1, members=(4, 5), events=("A",), min=1, max=2),
    )
    weights = ProgrammeWeights(km=0, learn=1)
    problem = make_programme(events, [*offices, *people, host], rules=quotas, weights=weights)

    result = solve(problem)

    assert (result.status, result.objective) == ("optimal", -3 * (3 + 2 + 1))
    assert result.plan.of("A").attend == (0, 1, 3, 4, 5)


@pytest.mark.capability("M-19")
@pytest.mark.capability("M-20")
@pytest.mark.capability("M-21")
def test_solve_proves_the_plan_of_multiply():
    problem = sample("multiply_6")

    result = solve(problem)

    assert (result.status, result.objective, result.bound) == ("optimal", 180_358, 180_358)
    hosted = {}
    for meeting in result.plan.meetings:
        if meeting.id != "CONF":
            hosted.setdefault(meeting.host, []).append(meeting.id)
    roles = {org.id: org.roles[0] for org in problem.orgs}
    counts = {}
    for org, events in hosted.items():
        counts.setdefault(roles[org], set()).add(len(events))
    assert sorted(len(events) for events in hosted.values()) == [1] * 12 + [2] * 12
    assert len(counts) == 3


@pytest.mark.capability("C-21")
def test_solve_proves_the_plan_of_connection():
    result = solve(sample("connection"))

    assert (result.status, result.objective, result.bound) == ("optimal", 289_372, 289_372)


@pytest.mark.capability("T-11")
def test_solve_proves_the_plan_of_territori():
    result = solve(sample("territori"))

    assert (result.status, result.objective, result.bound) == ("optimal", -57_782, -57_782)


def test_solve_proves_a_plan_with_optional_attendance():
    result = solve(sample("school"), Limits(seconds=30))

    assert (result.status, result.objective, result.bound) == ("optimal", -35_996, -35_996)


@pytest.mark.parametrize("name", ["multiply_28", "scale_300"])
def test_solve_proves_a_gap_of_large_programmes(name):
    problem = sample(name)

    result = solve(problem, Limits(seconds=4))

    assert verify(problem, result.plan) == []
    assert result.gap < 0.02


def test_solve_tells_of_its_progress_and_stops_when_asked():
    told = []

    def listen(step):
        told.append(step)
        return False

    events = [make_event("A", hosts=(0, 1), may=(2,)), make_event("B", must=(1,))]
    result = solve(make_programme(events), Limits(seconds=5), listen)

    assert told == list(result.trace)
    assert told[-1].bound == result.bound


FIVE_TIMES = """
import json, sys
from pathlib import Path
from innesto.planning.interchange import read_problem, result_to_json
from innesto.planning.solve import solve
problems = [read_problem(Path(name)) for name in sys.argv[1:]]
for _ in range(5):
    print(json.dumps([result_to_json(solve(problem)) for problem in problems]))
"""


def test_solve_gives_the_same_bytes_in_ten_runs_and_two_processes(tmp_path):
    """Whatever the hashes and the number of threads: dates, hosts, new plans, pairs, mentors."""
    agreed = tuple(make_meeting(e, host=i, slot=8 * i, attend=(5,)) for i, e in enumerate("ABC"))
    replan = Replan(today=0, freeze_before=0, previous=agreed, weights=ReplanWeights(moved_event=9))
    orgs = [make_org(i, lon=float(i), closed=((8, 9),) if i == 5 else ()) for i in range(6)]
    events = [make_event(e, hosts=(0, 1, 2), must=(5,), may=(3, 4), theme=0) for e in "ABC"]
    weights = ProgrammeWeights(km=1, fair=2, learn=50, bunch=3)
    free = make_programme(events, orgs, weights=weights, ideal_gap_days=9)
    mentors, mentees = [Mentor(city=i, hi=2) for i in (0, 1)], [Mentee(city=i) for i in (2, 3, 4)]
    problems = [
        free,
        replace(free, replan=replan),
        replace(free, orgs=tuple(replace(org, closed=((0, 99),)) for org in orgs)),
        make_pairs(9),
        make_mentoring(mentors, mentees, 5),
    ]
    paths = [str(tmp_path / f"{at}.json") for at in range(len(problems))]
    for problem, path in zip(problems, paths, strict=True):
        write_problem(problem, Path(path))
    paths += [str(path) for path in [SAMPLES / "multiply_6.json.gz"] if path.exists()]

    running = [
        subprocess.Popen(
            [sys.executable, "-c", FIVE_TIMES, *paths],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": hashes, "OMP_NUM_THREADS": threads},
        )
        for hashes, threads in (("0", "1"), ("77", "2"))
    ]
    said = [line for process in running for line in process.communicate()[0].splitlines()]

    assert (len(said), len(set(said))) == (10, 1)
    here = [result_to_json(solve(read_problem(Path(path)))) for path in paths]
    assert json.loads(said[0]) == here


def test_solve_finds_the_pairs_of_a_thousand_cities():
    problem = sample("pairs_1000")

    result = solve(problem, Limits(seconds=60))

    assert (result.status, result.objective) == ("optimal", 5_259_315)


def test_solve_names_the_odd_one_out():
    result = solve(make_pairs(5))

    assert (len(result.plan.pairs), len(result.plan.odd_ones_out)) == (2, 1)


def test_solve_says_when_nothing_can_be_planned():
    orgs = [make_org(0, closed=((0, 99),)), make_org(1)]

    result = solve(make_programme([make_event()], orgs))

    assert (result.status, result.plan) == ("infeasible", None)
