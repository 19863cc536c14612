"""Run CP-SAT so that it gives the same answer every time: one worker, counted work."""

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from innesto.planning.run import Run


@dataclass(frozen=True, slots=True)
class Answer:
    """What CP-SAT found. ``value`` reads a solution, if there is one."""

    status: Any
    bound: int
    objective: int | None
    value: Callable[[Any], int] | None


class _Listening(cp_model.CpSolverSolutionCallback):
    """Tells of every better solution, and stops when nobody wants to go on."""

    def __init__(self, run: Run, stage: str, ceiling: int | None) -> None:
        super().__init__()
        self.run, self.stage, self.ceiling = run, stage, ceiling

    def on_solution_callback(self) -> None:
        """Tell of a better solution."""
        found = round(self.objective_value)
        better = self.ceiling is None or found < self.ceiling
        if not self.run.tell(self.stage, objective=found if better else None):
            self.stop_search()


def solve_cpsat(
    model: cp_model.CpModel,
    run: Run,
    *,
    work: float,
    stage: str | None = None,
    ceiling: int | None = None,
) -> Answer:
    """Solve with one worker and so much deterministic work; the clock is only a guard."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = run.limits.seed
    solver.parameters.max_deterministic_time = work
    solver.parameters.max_time_in_seconds = run.left
    solver.parameters.max_memory_in_mb = run.limits.memory_mb
    listening = None if stage is None else _Listening(run, stage, ceiling)
    status = solver.solve(model, listening)
    run.going_on()
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = solver.best_objective_bound
    return Answer(
        status,
        math.ceil(bound - 1e-6) if math.isfinite(bound) else -(10**18),
        round(solver.objective_value) if found else None,
        (lambda term: int(solver.value(term))) if found else None,
    )
