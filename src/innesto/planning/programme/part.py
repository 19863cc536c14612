"""A part of a programme: some of its events with some of its rules, and whether it is possible.

A part asks nothing that the whole does not ask, so what is impossible in a part is impossible
in the whole.
"""

from collections.abc import Collection
from dataclasses import replace

from ortools.sat.python import cp_model

from innesto.planning.problem import (
    AnyRule,
    AttendCount,
    Budget,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Pin,
    Precede,
    ProgrammeProblem,
    Representation,
    Window,
    events_named_by,
    orgs_named_by,
)
from innesto.planning.programme.cpsat import solve_cpsat
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid, spread
from innesto.planning.programme.quick import decide
from innesto.planning.rulebook import events_of
from innesto.planning.run import Run


class TooHard(Exception):
    """It could not be decided in time whether rules can be kept together."""


def part_of(problem: ProgrammeProblem, events: Collection[str]) -> ProgrammeProblem:
    """Cut out some events, with what the rules ask of them."""
    kept = tuple(event for event in problem.events if event.id in events)
    rules = [rule for each in problem.rules if (rule := _project(each, events)) is not None]
    if any(event.min_att for event in kept):
        return replace(problem, events=kept, rules=tuple(rules))
    involved = {org for event in kept for org in event.possible}
    involved |= {org for rule in rules for org in orgs_named_by(rule)}
    for old in problem.replan.previous if problem.replan else ():
        if old.id in events:
            involved |= set(old.attend) if old.host is None else {*old.attend, old.host}
    orgs = tuple(org for org in problem.orgs if org.id in involved)
    return replace(problem, events=kept, orgs=orgs, rules=tuple(rules))


def _project(rule: AnyRule, events: Collection[str]) -> AnyRule | None:
    """Say what a rule asks of some events alone, or that it asks nothing."""
    match rule:
        case Precede():
            return rule if rule.before in events and rule.after in events else None
        case Window() | Pin() | GroupAttendance():
            return rule if rule.event in events else None
        case MaxParallel():
            named = tuple(id_ for id_ in rule.events if id_ in events)
            return replace(rule, events=named) if len(set(named)) > rule.max else None
        case HostCount() | AttendCount():
            named = tuple(id_ for id_ in rule.events if id_ in events)
            least = rule.min if len(named) == len(rule.events) else 0
            useless = not least and (rule.max is None or rule.max >= len(set(named)))
            return None if useless else replace(rule, events=named, min=least)
        case Representation():
            named = tuple(id_ for id_ in rule.events if id_ in events)
            return replace(rule, events=named) if named else None
        case Gap() | Budget():
            return rule


def is_possible(
    problem: ProgrammeProblem, kept: Collection[str], run: Run, *, work: float = 5.0
) -> bool:
    """Say whether some rules alone can be kept. Raises ``TooHard``.

    Only events that the rules name matter, and those that have happened. Of all others it is
    enough that they fit into the calendar somewhere.
    """
    rules = frozenset(kept)
    named = _named(problem, rules)
    if not _others_fit(problem, rules, named):
        return False
    grid = Grid(part_of(problem, named), rules.__contains__)
    answer = decide(grid, run.known)
    if answer is not None:
        return answer
    model = ExactModel(grid, costs=False)
    found = solve_cpsat(model.model, run, work=work)
    if found.status == cp_model.INFEASIBLE:
        return False
    if found.value is None:
        raise TooHard
    return True


def _named(problem: ProgrammeProblem, rules: Collection[str]) -> frozenset[str]:
    """List the events that rules speak of, and those that have happened.

    A rule that counts at most so many asks nothing of events to which nobody has to come, and
    nobody has to be represented there.
    """
    by_id = {rule.id: rule for rule in problem.rules}
    found: set[str] = set()
    for id_ in rules:
        rule = by_id.get(id_)
        if rule is None:
            found |= events_of(problem, id_)
        elif _asks_for_people(rule):
            found |= set(events_named_by(rule))
    return happened(problem).union(found)


def _asks_for_people(rule: AnyRule) -> bool:
    match rule:
        case HostCount() | AttendCount():
            return rule.min > 0
        case Representation():
            return False
        case _:
            return True


def happened(problem: ProgrammeProblem) -> frozenset[str]:
    """List the events that have happened: they hold whatever rules are left out."""
    replan = problem.replan
    if replan is None:
        return frozenset()
    return frozenset(old.id for old in replan.previous if old.day < replan.freeze_before)


def _others_fit(problem: ProgrammeProblem, rules: Collection[str], named: Collection[str]) -> bool:
    """Say whether events of which nothing is asked have a day each in the calendar."""
    spans = {event.spans for event in problem.events if event.id not in named}
    if not spans:
        return True
    longest = replace(problem, events=(), rules=(), replan=None)
    open_days = Grid(longest, rules.__contains__).open
    return bool(spread(open_days, max(spans)).any())
