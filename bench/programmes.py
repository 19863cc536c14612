"""Programmes: plans, contradictions and new plans, beside simple baselines in the same run."""

import random
from dataclasses import replace
from datetime import date
from time import perf_counter, process_time

import numpy as np
from ortools.sat.python import cp_model

from innesto.planning.costs import programme_cost
from innesto.planning.explain import explain
from innesto.planning.interchange import read_problem
from innesto.planning.plan import Limits, ProgrammePlan
from innesto.planning.problem import Calendar as Days
from innesto.planning.problem import (
    Event,
    Gap,
    Meeting,
    Organisation,
    ProgrammeProblem,
    Replan,
    ReplanWeights,
    Window,
)
from innesto.planning.programme.calendar import FORBIDDEN, Calendar
from innesto.planning.programme.dates import DateSearch
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.quick import crowd
from innesto.planning.programme.settle import settle
from innesto.planning.run import Run
from innesto.planning.solve import solve

SMALL = {"multiply_6": 1, "connection": 1, "territori": 4}
"""Goals in processor seconds until the plan is proven to be the best."""
LARGE = {
    "multiply_28": [(2, 1.0)],
    "scale_300": [(2, 1.0), (15, 0.5)],
    "scale_600": [(30, 1.0)],
    "school": [(5, 0.5)],
}
"""Nominal seconds after which the gap is looked at, and the goal in percent."""
FIRST = {"multiply_28": 0.5, "scale_300": 1.0, "scale_600": 4.0}
"""Goals in processor seconds until there is a first plan."""
AGAIN = {"multiply_28": 0.5, "scale_300": 1.0}
"""Goals in processor seconds for a new plan after one disruption."""
EXPLAINED = {"multiply": 0.2, "connection": 0.2, "scale": 0.5}
"""Goals in processor seconds for a contradiction with its cures, by the name of the programme."""
CROWDED = 1.0
"""The same goal where several meetings crowd a stretch of days."""


def say(good, words):
    """Print a line, and whether the goal is met."""
    print(f"{'✔' if good else '✘'} {words}", flush=True)


def timed(work):
    """Return what the work returns, and its processor seconds."""
    start = process_time()
    found = work()
    return found, process_time() - start


def best_of(times, work):
    """Return what the work returns, and its processor seconds when it went best."""
    runs = [timed(work) for _ in range(times)]
    return min(runs, key=lambda run: run[1])


def earliest_dates(problem):
    """Baseline: the best people, each event on the earliest day that suits everybody."""
    grid = Grid(problem)
    settled = settle(grid, Run(Limits(seconds=60)))
    search = DateSearch(Calendar(grid, settled.people(grid, firm_hosts=True)), 0)
    for at in range(len(grid.events)):
        free = np.flatnonzero(search.options(at) < FORBIDDEN)
        if not len(free):
            return None
        search.place(at, int(free[0]))
    meetings = [
        Meeting(id=e.id, host=settled.hosts[at], slot=2 * day, attend=settled.attend[at])
        for at, (e, day) in enumerate(zip(grid.events, search.days, strict=True))
    ]
    return programme_cost(problem, ProgrammePlan(meetings=tuple(meetings)))


def one_model(problem, seconds):
    """Baseline: everything in one CP-SAT model, on both cores."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = seconds
    model = ExactModel(Grid(problem))
    status = solver.solve(model.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    return (solver.objective_value - solver.best_objective_bound) / abs(solver.objective_value)


def small(folder):
    """Compare what is proven with each event on its earliest date."""
    for name, goal in SMALL.items():
        problem = read_problem(folder / f"{name}.json.gz")
        result, ours = best_of(2, lambda p=problem: solve(p, Limits(seconds=10)))
        naive, _ = timed(lambda p=problem: earliest_dates(p))
        more = "no plan" if naive is None else f"{naive / result.objective - 1:+.0%}"
        good = result.status == "optimal" and ours <= goal
        say(good, f"{name}: {result.status} in {ours:.2f} s, goal {goal}; earliest dates {more}")


def large(folder, seconds):
    """Compare gaps with those of one model of everything."""
    for name, stages in LARGE.items():
        problem = read_problem(folder / f"{name}.json.gz")
        theirs, spent = timed(lambda p=problem: one_model(p, seconds))
        gap = "no plan" if theirs is None else f"gap {theirs:.1%}"
        for nominal, goal in stages:
            first, start = [], process_time()

            def listen(step, first=first):
                if step.objective is not None and not first:
                    first.append(process_time())

            clock = perf_counter()
            result = solve(problem, Limits(seconds=nominal), listen)
            used, passed = process_time() - start, perf_counter() - clock
            say(
                result.gap * 100 <= goal,
                f"{name}: gap {result.gap:.2%} after {used:.1f} s, {passed:.1f} s by the clock"
                f" ({nominal} given), goal {goal} %; one model {gap} after {spent:.0f} s",
            )
            if name in FIRST and nominal == stages[0][0]:
                plan = first[0] - start
                say(plan <= FIRST[name], f"{name}: first plan {plan:.2f} s, goal {FIRST[name]}")


def crowded(problem):
    """Ask an organisation for meetings in a stretch of days that is a day too short."""
    agendas = {}
    for event in problem.events:
        for org in event.must if event.in_person else ():
            agendas.setdefault(org, []).append(event)
    org = max(agendas, key=lambda org: (len(agendas[org]), org))
    events = [e for e in agendas[org] if e.window[0] == 0][:5]
    gap = max(rule.days for rule in problem.rules if isinstance(rule, Gap))
    room = sum(event.spans + gap for event in events) - gap - 1
    rules = [Window(id=f"crowd!{e.id}", event=e.id, first=7, last=6 + room) for e in events]
    return replace(problem, rules=(*problem.rules, *rules))


def too_full(problem):
    """Ask the busiest organisation for so many free days that one meeting too many is left."""
    agendas = {}
    for event in problem.events:
        for org in event.certain if event.in_person else ():
            agendas.setdefault(org, []).append(event.id)
    org = max(agendas, key=lambda org: (len(agendas[org]), org))
    for days in range(1, problem.calendar.days):
        rule = Gap(id="full!", org=org, days=days)
        grid = Grid(replace(problem, rules=(*problem.rules, rule)))
        meetings = [grid.at[id_] for id_ in agendas[org]]
        if crowd(grid, org, meetings, {at: grid.starts(at, [org]) for at in meetings}):
            return grid.problem
    return problem


def far_apart(count=20, days=365):
    """Ask one organisation for meetings at so many hosts that a year is a little too short."""
    spread = (days - count) // (count - 1) + 1
    return ProgrammeProblem(
        calendar=Days(start=date(2027, 1, 4), days=days, closed_weekdays=frozenset({5, 6})),
        orgs=tuple(Organisation(id=i, name=f"Town {i}", lat=40 + i / 10) for i in range(count + 1)),
        events=tuple(
            Event(id=f"E{i}", hosts=(i + 1,), must=(0,), window=(0, days - 1), half_days=4 - i % 3)
            for i in range(count)
        ),
        rules=(Gap(id="gap", days=spread),),
    )


def contradictions(folder, seconds):
    """Time explanations with their cures, beside one model that only proves there is no plan."""
    problems = {}
    for path in sorted(folder.glob("infeasible_*.json.gz")):
        name = path.name[:-8].removeprefix("infeasible_")
        goals = [goal for known, goal in EXPLAINED.items() if name.startswith(known)]
        if goals:  # one sample is possible after all
            problems[name] = read_problem(path), goals[0]
    for name in ("multiply_28", "scale_300"):
        problem = read_problem(folder / f"{name}.json.gz")
        problems[f"{name}, crowded"] = crowded(problem), CROWDED
        problems[f"{name}, one meeting too many"] = too_full(problem), CROWDED
    problems["20 meetings too far apart"] = far_apart(), CROWDED
    for name, (problem, goal) in problems.items():
        found, ours = best_of(2, lambda p=problem: explain(p, thorough=False))
        _, theirs = timed(lambda p=problem: one_model(p, seconds))
        say(
            found is not None and found.minimal and ours <= goal,
            f"{name}: {len(found.core) if found else 0} rules, minimal"
            f" {found is not None and found.minimal}, in {ours:.2f} s, goal {goal};"
            f" 1/{theirs / ours:.0f} of one model, which explains nothing",
        )


WEIGHTS = ReplanWeights(moved_event=1000, moved_day=10, changed_host=3000, changed_attendee=200)


def planned(problem, plan, **changed):
    """Say that a plan was announced, and that something is different now."""
    again = Replan(today=120, freeze_before=120, previous=plan.meetings, weights=WEIGHTS)
    return replace(problem, replan=again, **changed)


def lost_date(problem, plan, seed):
    """Take the agreed day from the host of an event to come."""
    later = [meeting for meeting in plan.meetings if meeting.day >= 130]
    lost = random.Random(seed).choice(later)
    orgs = tuple(
        replace(org, closed=(*org.closed, (lost.day, lost.day + 3))) if org.id == lost.host else org
        for org in problem.orgs
    )
    return planned(problem, plan, orgs=orgs)


def withdrawn(problem, plan, seed):
    """Let an organisation withdraw that is not the only one who could host something."""
    alone = {event.hosts[0] for event in problem.events if len(event.hosts) == 1}
    gone = random.Random(seed).choice([o.id for o in problem.orgs if o.id not in alone])
    coming = {meeting.id for meeting in plan.meetings if meeting.day >= 120}
    events = tuple(
        replace(
            event,
            hosts=tuple(org for org in event.hosts if org != gone),
            must=tuple(org for org in event.must if org != gone),
            may=tuple(org for org in event.may if org != gone),
        )
        if event.id in coming
        else event
        for event in problem.events
    )
    return planned(problem, plan, events=events)


def all_at_once(problem, plan, seed):
    """Lose a date, let one withdraw who could host, and move a country online."""
    after = withdrawn(problem, plan, seed)
    lost = lost_date(after, plan, seed)
    country = random.Random(seed).choice(sorted({org.country for org in problem.orgs}))
    there = {org.id for org in problem.orgs if org.country == country}
    coming = {meeting.id for meeting in plan.meetings if meeting.day >= 120}
    events = tuple(
        replace(event, mode="online") if event.id in coming and there >= {*event.hosts} else event
        for event in lost.events
    )
    return replace(lost, events=events)


def again(folder):
    """Plan again after disruptions, beside planning from nothing; the slowest counts."""
    for name, goal in AGAIN.items():
        problem = read_problem(folder / f"{name}.json.gz")
        agreed, scratch = timed(lambda p=problem: solve(p, Limits(seconds=2)).plan)
        slowest, moves = 0.0, []
        for disrupt in (lost_date, withdrawn, all_at_once):
            for seed in (1, 2, 3):
                after = disrupt(problem, agreed, seed)
                result, ours = best_of(2, lambda p=after: solve(p, Limits(seconds=1)))
                slowest = max(slowest, ours)
                moves.append((result.moved, result.fewest))
        proven = all(moved == fewest for moved, fewest in moves)
        say(
            proven and slowest <= goal,
            f"{name}, nine disruptions, three of them threefold: {slowest:.2f} s, goal {goal};"
            f" 1/{scratch / slowest:.0f} of planning again; moved"
            f" {' '.join(str(moved) for moved, _ in moves)}, fewest proven {proven}",
        )
