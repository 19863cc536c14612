"""``python -m bench.planning FOLDER``: plans against simple baselines, all in one run.

Prints processor seconds and ratios. The folder holds sample instances of the interchange format.
"""

import sys
from pathlib import Path
from time import process_time

import numpy as np
from ortools.sat.python import cp_model

from innesto.planning.costs import programme_cost
from innesto.planning.explain import explain
from innesto.planning.interchange import read_problem
from innesto.planning.plan import Limits, ProgrammePlan
from innesto.planning.problem import Meeting
from innesto.planning.programme.calendar import FORBIDDEN, Calendar
from innesto.planning.programme.dates import DateSearch
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.settle import settle
from innesto.planning.run import Run
from innesto.planning.solve import solve


def timed(work):
    """Return what the work returns, and its processor seconds."""
    start = process_time()
    found = work()
    return found, process_time() - start


def earliest_dates(problem):
    """Baseline: the best people, each event on the earliest day that suits everybody."""
    grid = Grid(problem)
    settled = settle(grid, Run(Limits()))
    calendar = Calendar(grid, settled.people(grid))
    search = DateSearch(calendar, 0)
    for at in range(len(grid.events)):
        free = np.flatnonzero(search.options(at) < FORBIDDEN)
        if not len(free):
            return None
        search.place(at, int(free[0]))
    meetings = [
        Meeting(id=e.id, host=settled.hosts[at], slot=2 * day, attend=settled.attend[at])
        for at, (e, day) in enumerate(zip(grid.events, search.days.tolist(), strict=True))
    ]
    return programme_cost(problem, ProgrammePlan(meetings=tuple(meetings)))


def one_model(problem, seconds):
    """Baseline: everything in one CP-SAT model."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    model = ExactModel(Grid(problem))
    status = solver.solve(model.model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return (round(solver.objective_value), solver.best_objective_bound) if found else None


def programmes(folder):
    """Compare programmes with the earliest dates and with one model."""
    for name in ("multiply_6", "connection", "territori", "school", "multiply_28", "scale_300"):
        problem = read_problem(folder / f"{name}.json.gz")
        result, ours = timed(lambda p=problem: solve(p, Limits(seconds=10)))
        naive, _ = timed(lambda p=problem: earliest_dates(p))
        whole, theirs = timed(lambda p=problem: one_model(p, 20))
        print(
            f"{name}: {result.status} {result.objective} gap {result.gap:.2%} in {ours:.2f} s;"
            f" earliest dates {naive};"
            f" one model {whole} in {theirs:.2f} s, {ours / theirs:.2f} of it"
        )


def contradictions(folder):
    """Time explanations with their cures."""
    for path in sorted(folder.glob("infeasible_*.json.gz")):
        explanation, ours = timed(lambda p=path: explain(read_problem(p)))
        core = explanation.core if explanation else "possible"
        print(f"{path.name}: {core} in {ours:.2f} s")


if __name__ == "__main__":
    for part in (programmes, contradictions):
        part(Path(sys.argv[1]))
