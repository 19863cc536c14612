"""Planning again: as few announced exchanges as possible move, and it is proved how few can."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from innesto.planning.plan import Limits, ProgrammePlan, Progress, Result
from innesto.planning.problem import ReplanWeights
from innesto.planning.replan import fewest_moves
from innesto.planning.solve import solve
from innesto.rounds.assembly import Assembly

DEARER = 50
"""How many times dearer moves get when the first plan moves more than it must."""

MOST_SECONDS = 20.0
"""Longest time for the proof: it is asked for beside the plan, not instead of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """How many announced exchanges get another date, and how many must at least."""

    moved: int
    fewest: int


def stay_put(
    assembly: Assembly,
    result: Result[ProgrammePlan],
    limits: Limits,
    progress: Callable[[Progress], bool | None] | None,
) -> tuple[Assembly, Result[ProgrammePlan], Moves | None]:
    """Return the plan that moves least, with the proof; another question where moves got dearer.

    Nothing happens for a first plan, and where no plan was found. What moves nothing needs no
    proof.
    """
    replan = assembly.problem.replan
    if replan is None or result.plan is None:
        return assembly, result, None
    if not moved(assembly, result.plan):
        return assembly, result, Moves(moved=0, fewest=0)
    fewest, _enough = fewest_moves(
        assembly.problem, replace(limits, seconds=min(limits.seconds, MOST_SECONDS))
    )
    if moved(assembly, result.plan) > fewest:
        weights = replan.weights
        dearer = ReplanWeights(
            moved_event=DEARER * weights.moved_event,
            moved_day=weights.moved_day,
            changed_host=DEARER * weights.changed_host,
            changed_attendee=weights.changed_attendee,
        )
        problem = replace(assembly.problem, replan=replace(replan, weights=dearer))
        again = solve(problem, limits, progress)
        if again.plan is not None and moved(assembly, again.plan) < moved(assembly, result.plan):
            assembly, result = replace(assembly, problem=problem), again
    assert result.plan
    return assembly, result, Moves(moved=moved(assembly, result.plan), fewest=fewest)


def moved(assembly: Assembly, plan: ProgrammePlan) -> int:
    """Count the announced exchanges that begin at another time."""
    replan = assembly.problem.replan
    before = {meeting.id: meeting.slot for meeting in replan.previous} if replan else {}
    return sum(before.get(meeting.id, meeting.slot) != meeting.slot for meeting in plan.meetings)
