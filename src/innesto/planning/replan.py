"""What changes between an agreed plan and a new one, and how few changes there can be.

A new plan is found by ``solve``: the agreed plan is part of the problem, and changes cost.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from innesto.planning.costs import guests
from innesto.planning.plan import Limits, Listener, ProgrammePlan
from innesto.planning.problem import Meeting, ProgrammeProblem
from innesto.planning.programme.again import move_fewest
from innesto.planning.programme.grid import Grid
from innesto.planning.run import Run


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different now, and whom it concerns."""

    event: str
    what: Literal["date", "host", "joins", "leaves", "new", "dropped"]
    old: int | None = None
    new: int | None = None
    concerns: tuple[int, ...] = ()


def changes(problem: ProgrammeProblem, plan: ProgrammePlan) -> tuple[Change, ...]:
    """List what is different from the agreed plan, event by event.

    Dates are slots, everything else is the id of an organisation.
    """
    before = {} if problem.replan is None else {it.id: it for it in problem.replan.previous}
    found: list[Change] = []
    for meeting in plan.meetings:
        old = before.pop(meeting.id, None)
        if old is None:
            found.append(Change(event=meeting.id, what="new", new=meeting.slot))
        else:
            found += _changes_of(old, meeting)
    for id_, old in sorted(before.items()):
        concerned = tuple(sorted(_everyone(old)))
        found.append(Change(event=id_, what="dropped", old=old.slot, concerns=concerned))
    return tuple(found)


def _everyone(meeting: Meeting) -> frozenset[int]:
    return guests(meeting) | (frozenset() if meeting.host is None else {meeting.host})


def _changes_of(old: Meeting, new: Meeting) -> Iterator[Change]:
    concerned = tuple(sorted(_everyone(old) | _everyone(new)))
    if old.slot != new.slot:
        yield Change(event=new.id, what="date", old=old.slot, new=new.slot, concerns=concerned)
    if old.host != new.host:
        yield Change(event=new.id, what="host", old=old.host, new=new.host, concerns=concerned)
    for org in sorted(_everyone(new) - _everyone(old)):
        yield Change(event=new.id, what="joins", new=org, concerns=(org,))
    for org in sorted(_everyone(old) - _everyone(new)):
        yield Change(event=new.id, what="leaves", old=org, concerns=(org,))


def fewest_moves(
    problem: ProgrammeProblem, limits: Limits | None = None, progress: Listener | None = None
) -> tuple[int, int | None]:
    """Prove how many announced events must move at least, and how many are enough.

    The second number is ``None`` when no plan was found in time. ``solve`` does the same, and a
    result says so: this is for plans that came about in other ways.
    """
    run = Run(limits or Limits(), progress)
    found = move_fewest(Grid(problem), run, work=run.limits.seconds, costs=False)
    return found.least, found.enough
