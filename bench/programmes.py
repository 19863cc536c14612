"""Programmes: plans, contradictions and new plans, beside simple baselines in the same run."""

import random
from dataclasses import replace
from time import process_time

import numpy as np
from ortools.sat.python import cp_model

from innesto.planning.costs import programme_cost
from innesto.planning.explain import explain
from innesto.planning.interchange import read_problem
from innesto.planning.plan import Limits, ProgrammePlan
from innesto.planning.problem import Gap, Meeting, Replan, ReplanWeights, Window
from innesto.planning.programme.calendar import FORBIDDEN, Calendar
from innesto.planning.programme.dates import DateSearch
from innesto.planning.programme.exact import ExactModel
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.settle import settle
from innesto.planning.replan import changes, fewest_moves
from innesto.planning.run import Run
from innesto.planning.solve import solve

SMALL = {"multiply_6": 1, "connection": 1, "territori": 4}
"""Goals in processor seconds until the plan is proven to be the best."""
LARGE = {"multiply_28": (2, 60), "scale_300": (2, 30), "scale_600": (30,), "school": (5, 30)}
"""Nominal seconds after which the gap is looked at."""
AGAIN = {"multiply_28": 0.5, "scale_300": 1.0}
"""Goals in processor seconds for a new plan after one disruption."""


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
        result, ours = best_of(3, lambda p=problem: solve(p, Limits(seconds=10)))
        naive, _ = timed(lambda p=problem: earliest_dates(p))
        more = "no plan" if naive is None else f"{naive / result.objective - 1:+.0%}"
        print(f"{name}: {result.status} in {ours:.2f} s (goal {goal}); earliest dates {more}")


def large(folder, seconds):
    """Compare gaps with those of one model of everything."""
    for name, stages in LARGE.items():
        problem = read_problem(folder / f"{name}.json.gz")
        for nominal in stages:
            first, start = [], process_time()

            def listen(step, first=first):
                if step.objective is not None and not first:
                    first.append(process_time())

            result = solve(problem, Limits(seconds=nominal), listen)
            used = process_time() - start
            print(
                f"{name}: gap {result.gap:.3%} after {used:.1f} s (nominal {nominal});"
                f" first plan {first[0] - start:.2f} s"
            )
        theirs, spent = timed(lambda p=problem: one_model(p, seconds))
        gap = "no plan" if theirs is None else f"gap {theirs:.1%}"
        print(f"{name}: one model {gap} after {spent:.0f} s")


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


def contradictions(folder):
    """Time explanations with their cures, beside one model that only proves there is no plan."""
    names = {path.name[:-8]: None for path in sorted(folder.glob("infeasible_*.json.gz"))}
    problems = {name: read_problem(folder / f"{name}.json.gz") for name in names}
    for name in ("multiply_28", "scale_300"):
        problems[f"{name}, crowded"] = crowded(read_problem(folder / f"{name}.json.gz"))
    for name, problem in problems.items():
        found, ours = best_of(2, lambda p=problem: explain(p, thorough=False))
        _, theirs = timed(lambda p=problem: one_model(p, 20))
        said = f"{len(found.core)} rules, minimal {found.minimal}" if found else "possible"
        print(f"{name}: {said} in {ours:.2f} s, {ours / theirs:.3f} of one model")


def disrupted(problem, plan):
    """Take the agreed day from the host of an event to come."""
    later = [meeting for meeting in plan.meetings if meeting.day >= 130]
    lost = random.Random(1).choice(later)
    orgs = tuple(
        replace(org, closed=(*org.closed, (lost.day, lost.day + 3))) if org.id == lost.host else org
        for org in problem.orgs
    )
    weights = ReplanWeights(moved_event=1000, moved_day=10, changed_host=3000, changed_attendee=200)
    again = Replan(today=120, freeze_before=120, previous=plan.meetings, weights=weights)
    return replace(problem, orgs=orgs, replan=again)


def again(folder):
    """Plan again after one disruption, beside planning from nothing."""
    for name, goal in AGAIN.items():
        problem = read_problem(folder / f"{name}.json.gz")
        agreed, scratch = timed(lambda p=problem: solve(p, Limits(seconds=2)).plan)
        after = disrupted(problem, agreed)
        result, ours = best_of(2, lambda p=after: solve(p, Limits(seconds=1)))
        moved = sum(change.what == "date" for change in changes(after, result.plan))
        fewest, proof = timed(lambda p=after: fewest_moves(p))
        print(
            f"{name}: {moved} moved in {ours:.2f} s (goal {goal}), {ours / scratch:.2f} of planning"
            f" again; {fewest[0]} to {fewest[1]} proven in {proof:.2f} s"
        )
