"""Solve a problem: the one door to every method, with a check of the answer at the exit."""

import hashlib
import json
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from innesto.planning.interchange import plan_to_json
from innesto.planning.matching.mentors import match_mentors
from innesto.planning.matching.pairs import match_pairs
from innesto.planning.matching.triples import match_in_rings
from innesto.planning.plan import Limits, Listener, Plan, Result
from innesto.planning.problem import PairsProblem, Problem, ProgrammeProblem
from innesto.planning.programme.planner import plan_programme
from innesto.planning.run import Run
from innesto.planning.verify import verify_result
from innesto.planning.writing import problem_to_json


class WrongAnswer(Exception):
    """A method produced a plan that breaks a rule or claims too much: a fault of ours."""


def solve(
    problem: Problem, limits: Limits | None = None, progress: Listener | None = None
) -> Result[Any]:
    """Find the best plan within the limits, with a bound, or say why there is none.

    Raises ``WrongAnswer`` rather than hand out a plan that does not pass the independent check.
    """
    run = Run(limits or Limits(), progress)
    result = _solve(problem, run)
    if wrong := verify_result(problem, result):
        raise WrongAnswer(", ".join(f"{it.rule}: {it.words}" for it in wrong[:5]))
    return replace(
        result,
        trace=tuple(run.trace),
        seconds=run.seconds,
        stopped_by_clock=run.stopped_by_clock,
        fingerprint=fingerprint(problem, run.limits, result.plan),
    )


def _solve(problem: Problem, run: Run) -> Result[Any]:
    if isinstance(problem, ProgrammeProblem):
        return plan_programme(problem, run)
    if isinstance(problem, PairsProblem):
        return match_in_rings(problem, run) if problem.triples else match_pairs(problem, run)
    return match_mentors(problem, run)


def fingerprint(problem: Problem, limits: Limits, plan: Plan | None) -> str:
    """Name the plan together with everything it came from: problem, seed and version."""
    try:
        release = version("innesto")
    except PackageNotFoundError:
        release = "unknown"
    parts = {
        "problem": problem_to_json(problem),
        "seed": limits.seed,
        "version": release,
        "plan": None if plan is None else plan_to_json(plan),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
