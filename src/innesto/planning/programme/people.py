"""Who hosts and who attends, as one linear model of yes and no.

It knows nothing of days, so that its optimum bounds what any calendar can reach. The model is
written once, for CP-SAT; ``linear`` hands the same model to HiGHS.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ortools.sat.python import cp_model

from innesto.planning.problem import (
    AttendCount,
    Budget,
    GroupAttendance,
    HostCount,
    Meeting,
    Representation,
)
from innesto.planning.programme.grid import Grid
from innesto.planning.programme.travel import Table

Literal = cp_model.IntVar
Term = Any
"""A number, a variable or a sum of them: ortools has no type that means just this."""


class _Sum:
    """Numbers times terms, gathered before the solver sees them: far quicker than adding them."""

    def __init__(self) -> None:
        self.constant = 0
        self.factors: dict[int, int] = {}
        self.literals: dict[int, Literal] = {}

    def add(self, factor: int, term: Term) -> None:
        """Add a number times a yes or no."""
        if isinstance(term, int):
            self.constant += factor * term
        elif factor:
            self.factors[term.index] = self.factors.get(term.index, 0) + factor
            self.literals.setdefault(term.index, term)

    def total(self) -> Term:
        """Write the sum for the solver."""
        if not self.factors:
            return self.constant
        literals = [self.literals[index] for index in self.factors]
        return cp_model.LinearExpr.weighted_sum(literals, [*self.factors.values()]) + self.constant


@dataclass(frozen=True, slots=True)
class _Legs:
    """What some travel to each host of one event: ``sure`` if they will be there or host it.

    A row of terms for each of them, or one for all; a term is 1 when they meet that host.
    """

    orgs: Sequence[int]
    km: Table
    terms: Sequence[Sequence[Term]]
    sure: bool


def _reach(legs: Iterable[_Legs]) -> tuple[int, set[int]]:
    """Return what the one who travels most travels at least, and who could travel more."""
    least: Counter[int] = Counter()
    most: Counter[int] = Counter()
    for some in legs:
        if len(some.orgs):
            most.update(dict(zip(some.orgs, some.km.max(axis=1).tolist(), strict=True)))
            if some.sure:
                least.update(dict(zip(some.orgs, some.km.min(axis=1).tolist(), strict=True)))
    furthest = max(least.values(), default=0)
    return furthest, {org for org, km in most.items() if km > furthest}


def _travel(legs: Iterable[_Legs], wanted: set[int]) -> dict[int, Term]:
    """Write what each of some travels, as a sum for the solver."""
    found = {org: _Sum() for org in wanted}
    for some in legs:
        for row, org in enumerate(some.orgs):
            if org in wanted:
                terms = some.terms[row % len(some.terms)]
                for km, term in zip(some.km[row].tolist(), terms, strict=True):
                    found[org].add(km, term)
    return {org: it.total() for org, it in found.items()}


class PeopleModel:
    """Variables for the hosts and attendees of every event, and what they cost."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.model = cp_model.CpModel()
        self.true = self.model.new_constant(1)
        self.hosting: list[dict[int, Literal]] = []
        self.attending: list[dict[int, Term]] = []
        self.present: list[dict[int, Literal]] = []
        self.cost: list[Term] = []
        for at in range(len(grid.events)):
            self._add_hosts(at)
            self._add_attendees(at)
        self._add_counts()

    def add_costs(self) -> None:
        """Let the model minimise what hosting and attendance cost."""
        self.add_travel()
        self._add_changed_people()
        self.model.minimize(sum(self.cost))

    def _add_hosts(self, at: int) -> None:
        model = self.model
        hosts = {org: model.new_bool_var(f"y{at},{org}") for org in self.grid.hosts[at]}
        if not self.grid.needs_host[at]:
            model.add_at_most_one(hosts.values())
        elif len(hosts) == 1:
            hosts = dict.fromkeys(hosts, self.true)
        else:
            model.add_exactly_one(hosts.values())
        self.hosting.append(hosts)

    def _add_attendees(self, at: int) -> None:
        grid, event, hosts = self.grid, self.grid.events[at], self.hosting[at]
        attending: dict[int, Term] = {}
        present: dict[int, Literal] = {}
        for org in sorted(grid.must[at] | grid.may[at] | set(hosts)):
            if org in grid.must[at]:
                attending[org] = 1 - hosts[org] if org in hosts else 1
                present[org] = self.true
            elif org in grid.may[at]:
                attending[org], present[org] = self._may_attend(at, org)
            else:
                present[org] = hosts[org]
        if grid.kept(f"size:{event.id}"):
            seated = sum(attending[org] for org in grid.seats_taken(attending))
            self._between(seated, event.min_att or 0, event.max_att)
        if (old := grid.frozen.get(at)) is not None:
            self._freeze(old, attending)
        self.attending.append(attending)
        self.present.append(present)

    def _may_attend(self, at: int, org: int) -> tuple[Term, Literal]:
        chosen = self.model.new_bool_var(f"x{at},{org}")
        host = self.hosting[at].get(org)
        if host is None:
            return chosen, chosen
        if host is self.true:
            self.model.add(chosen == 0)
            return chosen, self.true
        present = self.model.new_bool_var(f"p{at},{org}")
        self.model.add(present == chosen + host)
        return chosen, present

    def _freeze(self, old: Meeting, attending: dict[int, Term]) -> None:
        """Let the same people attend as did; that some are not invited makes it impossible."""
        if set(old.attend) - {old.host} - set(attending):
            self.model.add_bool_or([])
        for org, chosen in attending.items():
            if org != old.host:
                self.model.add(chosen == int(org in old.attend))

    def _add_counts(self) -> None:
        at = self.grid.at
        for rule in self.grid.rules:
            match rule:
                case HostCount():
                    for org in rule.orgs:
                        held = [self.hosting[at[e]].get(org, 0) for e in set(rule.events)]
                        self._between(sum(held), rule.min, rule.max)
                case AttendCount():
                    taken = [self.present[at[e]].get(rule.org, 0) for e in set(rule.events)]
                    self._between(sum(taken), rule.min, rule.max)
                case GroupAttendance():
                    there = self.present[at[rule.event]]
                    counted = sum(there.get(org, 0) for org in set(rule.orgs))
                    self._between(counted, rule.min, rule.max)
                case Representation():
                    for event in set(rule.events):
                        self._represent(rule, self.present[at[event]])
                case _:
                    pass

    def _represent(self, rule: Representation, there: Mapping[int, Literal]) -> None:
        """Let so many members come whenever the organisation does, and none without it."""
        members = [there[org] for org in set(rule.members) if org in there]
        coming, most = sum(members), len(members)
        most = most if rule.max is None else min(most, rule.max)
        if rule.org not in there:
            self._between(coming, 0, 0)
            return
        self._between(coming - rule.min * there[rule.org], 0, None)
        self._between(coming - most * there[rule.org], -cp_model.INT32_MAX, 0)

    def _between(self, count: Term, least: int, most: int | None) -> None:
        upper = cp_model.INT32_MAX if most is None else most
        if isinstance(count, int):
            if not least <= count <= upper:
                self.model.add_bool_or([])
            return
        self.model.add_linear_constraint(count, least, upper)

    def add_travel(self) -> None:
        """Count kilometres and learning, and keep budgets."""
        grid, cost, legs = self.grid, _Sum(), list[_Legs]()
        for at in range(len(grid.events)):
            legs += self._add_legs(at, cost)
        self.cost.append(cost.total())
        budgets = [rule for rule in grid.rules if isinstance(rule, Budget)]
        least, far = _reach(legs) if grid.problem.weights.fair else (0, set())
        travel = _travel(legs, far | {rule.org for rule in budgets})
        for rule in budgets:
            self._between(travel.get(rule.org, 0), -cp_model.INT32_MAX, rule.max_km)
        if grid.problem.weights.fair:
            furthest = self.model.new_int_var(least, 10**8, "furthest")
            for org in sorted(far):
                self.model.add(furthest >= travel[org])
            self.cost.append(grid.problem.weights.fair * furthest)

    def _add_legs(self, at: int, cost: _Sum) -> Iterable[_Legs]:
        """Count what everybody travels and learns at one event."""
        grid, weights = self.grid, self.grid.problem.weights
        hosts = [1 if it is self.true else it for it in self.hosting[at].values()]
        if not hosts:
            return
        obliged = sorted(grid.must[at])
        choosing = [org for org in self.attending[at] if org in grid.may[at]]
        km, learned = grid.legs(at, [*obliged, *choosing])
        prices = weights.km * km - weights.learn * learned
        for price, host in zip(prices[: len(obliged)].sum(axis=0).tolist(), hosts, strict=True):
            cost.add(price, host)
        yield _Legs(obliged, km[: len(obliged)], [hosts], grid.needs_host[at])
        meetings = [self._meetings(at, org) for org in choosing]
        for terms, price in zip(meetings, prices[len(obliged) :].tolist(), strict=True):
            for each, term in zip(price, terms, strict=True):
                cost.add(each, term)
        yield _Legs(choosing, km[len(obliged) :], meetings, False)

    def _meetings(self, at: int, org: int) -> list[Term]:
        """For each host, a term that is 1 when one who may attend does so there."""
        attends, model = self.attending[at][org], self.model
        hosts = self.hosting[at]
        if len(hosts) == 1 and self.grid.needs_host[at]:
            return [0 if org in hosts else attends]
        with_host = {
            host: 0 if host == org else model.new_bool_var(f"z{at},{org},{host}") for host in hosts
        }
        for host, meets in with_host.items():
            if host == org:
                continue
            if self.grid.needs_host[at]:
                model.add_implication(meets, hosts[host])
            else:
                model.add(meets >= attends + hosts[host] - 1)
        if self.grid.needs_host[at]:
            model.add(sum(with_host.values()) == attends)
        return [*with_host.values()]

    def _add_changed_people(self) -> None:
        grid, replan = self.grid, self.grid.problem.replan
        for at, old in grid.agreed.items():
            if replan is None or at in grid.frozen:
                continue
            same = 0 if old.host is None else self.hosting[at].get(old.host, 0)
            self.cost.append(replan.weights.changed_host * (1 - same))
            before = set(old.attend) - {old.host}
            gone = len(before - set(self.attending[at]))
            changed = [
                1 - attends if org in before else attends
                for org, attends in self.attending[at].items()
            ]
            self.cost.append(replan.weights.changed_attendee * (sum(changed) + gone))

    def hint_people(self, meetings: Iterable[Meeting]) -> None:
        """Start from known hosts and attendees."""
        for meeting in meetings:
            at = self.grid.at[meeting.id]
            for org, literal in self.hosting[at].items():
                if literal is not self.true:
                    self.model.add_hint(literal, org == meeting.host)
            for org, chosen in self.attending[at].items():
                if org in self.grid.may[at]:
                    self.model.add_hint(chosen, org in meeting.attend)

    def read_people(self, value: Callable[[Literal], int], at: int) -> tuple[int | None, list[int]]:
        """Read host and attendees of one event out of a solution."""
        host = next((org for org, y in self.hosting[at].items() if value(y)), None)
        must = self.grid.must[at]
        return host, [
            org
            for org, chosen in sorted(self.attending[at].items())
            if (org != host if org in must else value(chosen))
        ]
