"""Who hosts and who attends, decided exactly and before any date."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from innesto.planning.programme.calendar import People
from innesto.planning.programme.cpsat import solve_cpsat
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.linear import solve_linear
from innesto.planning.programme.people import Literal, PeopleModel
from innesto.planning.run import FIRST, Run

MANY = 300
"""Optional attendances from which on HiGHS is asked at once."""
QUICK = 1.0
"""Nominal seconds that CP-SAT may take where attendance is a choice, before HiGHS is asked."""


@dataclass(frozen=True, slots=True)
class Settled:
    """Host and attendees of every event. ``bound`` holds whatever the dates are."""

    hosts: tuple[int, ...]
    attend: tuple[tuple[int, ...], ...]
    bound: int

    def people(self, grid: Grid, *, firm_hosts: bool) -> list[People]:
        """Say who is sure to come, and what it costs when one who only wishes to cannot.

        Unless hosts are firm, one of several possible hosts only wishes to be there: at the price
        of the next best.
        """
        found = []
        for at, (host, attend) in enumerate(zip(self.hosts, self.attend, strict=True)):
            others = [other for other in grid.hosts[at] if other != host]
            firm = grid.must[at] | ({host} if firm_hosts or not others else set())
            wishing = [org for org in attend if org not in firm]
            wishes = {}
            if wishing:
                prices = grid.prices(at, wishing)[:, grid.hosts[at].index(host)].tolist()
                wishes = {o: max(1, -cost) for o, cost in zip(wishing, prices, strict=True)}
            if host not in firm:
                costs = grid.costs_of_hosts(at)
                wishes[host] = max(1, min(costs[other] for other in others) - costs[host])
            found.append(People(frozenset(firm), wishes))
        return found


class Impossible(Exception):
    """No choice of hosts and attendees keeps the rules."""


class NothingFound(Exception):
    """No choice was found in time."""


def settle(grid: Grid, run: Run, days: Sequence[int] | None = None) -> Settled:
    """Choose hosts and attendees at the least cost, or those who are free on given days.

    Raises ``Impossible`` when the rules exclude every choice, ``NothingFound`` on lack of time.
    """
    model = PeopleModel(grid)
    for at in range(len(grid.events)):
        _exclude_busy(model, at, None if days is None else days[at])
    if days is not None:
        _exclude_clashes(model, days)
    model.add_costs()
    return solve_people(model, run)


def solve_people(model: PeopleModel, run: Run) -> Settled:
    """Read the best hosts and attendees out of a model of them.

    Raises ``Impossible`` when there are none, ``NothingFound`` on lack of time.
    """
    choices = sum(map(len, model.grid.may))
    if choices > MANY:
        return _settle_by_choice(model, run)
    work = QUICK if choices else max(FIRST, run.limits.seconds / 4)
    answer = solve_cpsat(model.model, run, work=work)
    if answer.status == cp_model.INFEASIBLE:
        raise Impossible
    if choices and answer.status != cp_model.OPTIMAL:
        return _settle_by_choice(model, run)
    if answer.value is None:
        raise NothingFound
    return _read(model, answer.value, answer.bound)


def _settle_by_choice(model: PeopleModel, run: Run) -> Settled:
    answer = solve_linear(model.model, seconds=run.left)
    values, bound = answer.values, answer.bound
    if answer.infeasible:
        raise Impossible
    if values is None or bound is None:
        raise NothingFound

    return _read(model, lambda literal: int(values[literal.index]), bound)


def _read(model: PeopleModel, value: Callable[[Literal], int], bound: int) -> Settled:
    hosts, attend = [], []
    for at in range(len(model.grid.events)):
        host, there = model.read_people(value, at)
        hosts.append(-1 if host is None else host)
        attend.append(tuple(there))
    return Settled(tuple(hosts), tuple(attend), bound)


def _exclude_busy(model: PeopleModel, at: int, day: int | None) -> None:
    """Keep out who is busy on the day; without a day, who is busy on every day there is."""
    grid = model.grid
    possible = grid.sure_starts(at)
    if not (possible.any() if day is None else possible[day]):
        model.model.add_bool_or([])
        return
    for org, literal in model.present[at].items():
        if org in grid.certain[at]:
            continue
        suits = grid.starts(at, [org]) & possible
        if not (suits.any() if day is None else suits[day]):
            model.model.add(literal == 0)


def _exclude_clashes(model: PeopleModel, days: Sequence[int]) -> None:
    """Let nobody be at two events that are too close to each other."""
    grid = model.grid
    agendas: dict[int, list[int]] = {}
    for at in sorted(range(len(days)), key=lambda at: days[at]):
        for org in model.present[at]:
            agendas.setdefault(org, []).append(at)
    for org, agenda in sorted(agendas.items()):
        gap = grid.gap_of(org)
        for i, first in enumerate(agenda):
            for second in agenda[i + 1 :]:
                free = days[second] - days[first] - grid.span[first]
                if free >= gap:
                    break
                in_person = grid.events[first].in_person and grid.events[second].in_person
                if free < gap * in_person:
                    model.model.add_at_most_one(
                        model.present[first][org], model.present[second][org]
                    )
