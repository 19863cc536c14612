"""Hand a linear CP-SAT model to HiGHS, the solver inside scipy.

HiGHS is far better where attendance is a choice: its linear relaxation is nearly integral there.
The copy of HiGHS inside scipy is used because ``highspy`` and ortools clash in one process.
"""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from ortools.sat.python.cp_model_helper import ConstraintProto
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array


@dataclass(frozen=True, slots=True)
class LinearAnswer:
    """What HiGHS found. ``values`` is ``None`` when there is no solution, or none was found."""

    values: NDArray[np.int64] | None
    bound: int | None
    optimal: bool
    infeasible: bool


class _Rows:
    """Rows of a sparse system, collected one constraint at a time."""

    def __init__(self) -> None:
        self.starts, self.columns = [0], list[int]()
        self.factors, self.lower, self.upper = list[float](), list[float](), list[float]()

    def add(self, terms: list[tuple[int, int]], lower: float, upper: float) -> None:
        """Add a row. A negative column is the negation of a yes-or-no variable."""
        shift = 0
        for column, factor in terms:
            if column < 0:
                self.columns.append(-column - 1)
                self.factors.append(-factor)
                shift += factor
            else:
                self.columns.append(column)
                self.factors.append(factor)
        self.starts.append(len(self.columns))
        self.lower.append(lower - shift)
        self.upper.append(upper - shift)


def solve_linear(
    model: cp_model.CpModel, *, seconds: float, nodes: int | None = None, gap: float = 0.0
) -> LinearAnswer:
    """Minimise the model's objective. Handles sums and clauses, and nothing else."""
    proto = model.proto
    count = len(proto.variables)
    rows = _Rows()
    for constraint in proto.constraints:
        _translate(constraint, rows)
    cost = np.zeros(count)
    for column, factor in zip(proto.objective.vars, proto.objective.coeffs, strict=True):
        if column < 0:
            cost[-column - 1] -= factor
        else:
            cost[column] += factor
    matrix = csr_array(
        (rows.factors, rows.columns, rows.starts), shape=(len(rows.lower), count), dtype=float
    )
    options = {"mip_rel_gap": gap, "time_limit": seconds}
    if nodes is not None:
        options["node_limit"] = nodes
    answer = milp(
        cost,
        integrality=np.ones(count),
        bounds=Bounds(
            [min(variable.domain) for variable in proto.variables],
            [max(variable.domain) for variable in proto.variables],
        ),
        constraints=[LinearConstraint(matrix, rows.lower, rows.upper)] if rows.lower else [],
        options=options,
    )
    values = None if answer.x is None else np.rint(answer.x).astype(np.int64)
    bound = None
    if answer.get("mip_dual_bound") is not None and math.isfinite(answer.mip_dual_bound):
        bound = math.ceil(answer.mip_dual_bound + proto.objective.offset - 1e-4)
    return LinearAnswer(values, bound, answer.status == 0, answer.status == 2)


def _translate(constraint: ConstraintProto, rows: _Rows) -> None:
    if constraint.has_linear():
        it = constraint.linear
        rows.add(
            list(zip(it.vars, it.coeffs, strict=True)),
            _infinite(min(it.domain)),
            _infinite(max(it.domain)),
        )
    elif constraint.has_exactly_one():
        rows.add([(literal, 1) for literal in constraint.exactly_one.literals], 1, 1)
    elif constraint.has_at_most_one():
        rows.add([(literal, 1) for literal in constraint.at_most_one.literals], -math.inf, 1)
    else:
        unless = [(-literal - 1, 1) for literal in constraint.enforcement_literal]
        if constraint.has_bool_and():
            for literal in constraint.bool_and.literals:
                rows.add([(literal, 1), *unless], 1, math.inf)
        else:
            rows.add([(it, 1) for it in constraint.bool_or.literals] + unless, 1, math.inf)


def _infinite(value: int) -> float:
    return float(value) if abs(value) < cp_model.INT32_MAX else math.copysign(math.inf, value)
