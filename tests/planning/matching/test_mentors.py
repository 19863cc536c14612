"""Mentors: the best of everything tried, whatever is promised, and certificates that hold."""

import os
import subprocess
import sys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innesto.planning.interchange import write_problem
from innesto.planning.matching.certificate import certified_bound, is_eligible
from innesto.planning.plan import Limits
from innesto.planning.problem import Mentee, Mentor
from innesto.planning.solve import solve
from tests.planning.factories import make_cities, make_mentoring, sample
from tests.planning.matching.brute import all_mentor_plans, best_mentors, blocking, value
from tests.planning.matching.strange import mentor_problems, quick


def is_right(problem):
    """Compare a result with everything tried."""
    result = solve(problem)
    best = best_mentors(problem)
    if best is None:
        assert (result.status, result.plan) == ("infeasible", None)
        return result
    assert result.status == "optimal"
    assert value(problem, result.plan.pairs) == best
    assert result.bound == result.objective
    assert result.plan.blocking_pairs == len(blocking(problem, result.plan.pairs))
    return result


@quick
@given(mentor_problems())
def test_solve_finds_the_best_mentors(problem):
    result = is_right(problem)

    if result.plan:
        assert certified_bound(problem, result.proof.certificate) == result.objective


@quick
@given(mentor_problems(), st.integers(0, 5))
def test_solve_keeps_fixed_pairs(problem, at):
    eligible = [
        (a.city, b.city)
        for a in problem.mentors
        for b in problem.mentees
        if is_eligible(problem, a.city, b.city)
    ]

    is_right(replace(problem, forced=tuple(eligible[at : at + 2])))


@quick
@given(mentor_problems(objective="maxmin_sum"))
def test_fair_mentors_raise_the_worst_pair(problem):
    is_right(problem)


@quick
@given(mentor_problems(stable=True))
def test_stable_mentors_leave_nobody_who_would_rather_change(problem):
    is_right(problem)

    others = list(all_mentor_plans(replace(problem, mentors=problem.mentors[:2])))
    assert len(others) <= 1  # the proof that the bound is the objective


@quick
@given(mentor_problems())
def test_what_makes_mentors_impossible_is_minimal(problem):
    result = solve(problem)

    if result.status == "infeasible":
        rules = set(result.explanation.core)
        assert best_mentors(only(problem, rules)) is None
        for rule in rules:
            assert best_mentors(only(problem, rules - {rule})) is not None


def only(problem, rules):
    """The same problem without the promises that are not named."""
    kept = {rule for rule in rules if rule.startswith("capacity")}
    return replace(
        problem,
        mentors=tuple(
            it if f"capacity:{it.city}" in kept else Mentor(city=it.city, hi=9)
            for it in problem.mentors
        ),
        mentees=tuple(replace(it, must=f"must:{it.city}" in rules) for it in problem.mentees),
    )


def test_mentors_of_nobody_are_no_plan_at_all_but_a_valid_one():
    empty = make_mentoring([], [], count=0)

    assert solve(empty).status == "optimal"
    assert solve(empty).plan.pairs == ()
    assert solve(make_mentoring([Mentor(city=0)], [])).plan.pairs == ()
    assert solve(make_mentoring([], [Mentee(city=0)])).plan.unmatched == (0,)


def test_a_city_may_be_mentor_and_mentee_but_not_its_own():
    both = make_mentoring([Mentor(city=0)], [Mentee(city=0), Mentee(city=1)])

    assert solve(both).plan.pairs == ((0, 1),)


def test_mentors_keep_promises():
    mentors = [Mentor(city=0, hi=3), Mentor(city=1, lo=2, hi=2), Mentor(city=2, lo=1, hi=1)]
    mentees = [Mentee(city=3, must=True), Mentee(city=4), Mentee(city=5)]

    result = solve(make_mentoring(mentors, mentees, count=6, forced=((1, 4),)))

    assert result.status == "optimal"
    assert sorted(mentor for mentor, _ in result.plan.pairs) == [1, 1, 2]
    assert (1, 4) in result.plan.pairs


def test_mentors_say_which_promises_cannot_be_kept():
    problem = make_mentoring([Mentor(city=0, lo=2, hi=2)], [Mentee(city=1)])

    result = solve(problem)

    assert (result.status, result.explanation.core) == ("infeasible", ("capacity:0",))
    words = "These cannot all hold together:\n– Town 0 accompanies at least 2, at most 2."
    assert result.explanation.words == words


@pytest.mark.parametrize(
    ("forced", "forbidden", "core"),
    [
        (((0, 2), (1, 2)), (), ("forced:0:2", "forced:1:2")),
        (((0, 2),), ((0, 2),), ("forced:0:2", "forbidden:0:2")),
        (((0, 2), (0, 3)), (), ("forced:0:2", "forced:0:3", "capacity:0")),
        (((3, 2),), (), ("forced:3:2",)),
    ],
)
def test_fixed_pairs_that_contradict_each_other_are_named(forced, forbidden, core):
    mentors, mentees = [Mentor(city=0), Mentor(city=1)], [Mentee(city=2), Mentee(city=3)]

    result = solve(make_mentoring(mentors, mentees, forced=forced, forbidden=forbidden))

    assert (result.status, result.explanation.core) == ("infeasible", core)


@pytest.mark.parametrize("seed", [0, 1])
def test_solve_proves_a_thousand_cities(seed):
    result = solve(sample("mentor_1000"), Limits(seconds=60, seed=seed))

    assert (result.status, result.objective) == ("optimal", 4_746_744)


def test_progress_of_mentors_never_gets_worse_and_can_be_stopped():
    problem = make_mentoring(
        [Mentor(city=i, hi=2) for i in range(20)],
        [Mentee(city=i) for i in range(20, 60)],
        cities=make_cities(60),
    )
    whole = solve(problem)
    stopped = solve(problem, progress=lambda _step: False)

    bounds = [step.bound for step in whole.trace]
    assert bounds == sorted(bounds, reverse=True)
    assert stopped.bound >= whole.objective >= stopped.objective


def test_mentors_and_pairs_are_the_same_in_two_processes(tmp_path):
    write_problem(sample("mentor_1000"), tmp_path / "mentor.json")
    write_problem(sample("pairs_1000"), tmp_path / "pairs.json")
    script = (
        "import json, sys; from pathlib import Path;"
        "from innesto.planning.interchange import read_problem, result_to_json;"
        "from innesto.planning.solve import solve;"
        "[print(json.dumps(result_to_json(solve(read_problem(Path(it)))))) for it in sys.argv[1:]]"
    )
    line = [sys.executable, "-c", script, tmp_path / "mentor.json", tmp_path / "pairs.json"]

    first, second = (
        subprocess.run(
            line, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    )

    assert first == second
    assert first.count(b'"status": "optimal"') == 2
