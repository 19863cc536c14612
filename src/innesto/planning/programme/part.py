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
    Window,
    orgs_named_by,
)
from innesto.planning.programme.cpsat import solve_cpsat
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
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
        case Gap() | Budget():
            return rule


def is_possible(
    problem: ProgrammeProblem, kept: Collection[str], run: Run, *, work: float = 5.0
) -> bool:
    """Say whether some rules alone can be kept. Raises ``TooHard``."""
    rules = frozenset(kept)
    named = frozenset[str]().union(*(events_of(problem, rule) for rule in rules))
    spans = {event.spans: event.id for event in problem.events if event.id not in named}
    longest = frozenset([spans[max(spans)]]) if spans else frozenset[str]()
    part = part_of(problem, named | longest)
    model = ExactModel(Grid(part, rules.__contains__), costs=False)
    answer = solve_cpsat(model.model, run, work=work)
    if answer.status == cp_model.INFEASIBLE:
        return False
    if answer.value is None:
        raise TooHard
    return True
