"""What would mend a contradiction: for each rule of it the smallest change that is enough."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from innesto.planning.plan import Relaxation
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
)
from innesto.planning.programme.part import TooHard, is_possible
from innesto.planning.rulebook import say_change
from innesto.planning.run import Run

PRICES = {"invited": 30, "size": 30, "window": 40, "hosts": 60, "must": 80, "closed": 100}
"""What giving up a rule of the data costs; people are asked before calendars are broken."""
GIVEN_UP = 200
"""What giving up a rule of the programme costs, or one that concerns everybody."""
MANY = 20
"""Rules of a contradiction from which on nobody is asked how much wider each window must be."""
STEP = {"more": 20, "fewer": 20}
"""What one step of a change costs; days and kilometres cost 1."""


def relaxations(problem: ProgrammeProblem, core: Sequence[str], run: Run) -> tuple[Relaxation, ...]:
    """List changes that end this contradiction, the cheapest first."""
    by_id = {rule.id: rule for rule in problem.rules}
    found = []
    for rule_id in core:
        rule = by_id.get(rule_id)
        change = None
        if rule is not None:
            change = _smallest_change(problem, core, rule, run)
        elif rule_id.startswith("window:") and len(core) <= MANY:
            change = _wider_window(problem, core, rule_id, run)
        found.append(change or _give_up(problem, rule_id))
    return tuple(sorted(found, key=lambda change: (change.cost, change.rule)))


def _give_up(problem: ProgrammeProblem, rule_id: str) -> Relaxation:
    price = PRICES.get(rule_id.partition(":")[0], GIVEN_UP)
    return _relaxation(problem, rule_id, "without", 0, price)


def _relaxation(
    problem: ProgrammeProblem, rule_id: str, way: str, amount: int, cost: int
) -> Relaxation:
    words = say_change(problem, rule_id, way, amount)
    return Relaxation(rule=rule_id, words=words, cost=cost, way=way, amount=amount)


def _smallest_change(
    problem: ProgrammeProblem, core: Sequence[str], rule: AnyRule, run: Run
) -> Relaxation | None:
    """Find the least amount by which a rule must give way, by halving."""
    best: Relaxation | None = None
    for way, most, change in _ways(problem, rule):

        def enough(amount: int, change: Callable[[int], AnyRule] = change) -> bool:
            rules = tuple(change(amount) if it.id == rule.id else it for it in problem.rules)
            return is_possible(replace(problem, rules=rules), core, run)

        amount = _least(enough, most)
        if amount is None:
            continue
        cost = amount * STEP.get(way, 1)
        if best is None or cost < best.cost:
            best = _relaxation(problem, rule.id, way, amount, cost)
    return best


def _least(enough: Callable[[int], bool], most: int) -> int | None:
    """Find the least amount from 1 to most that is enough, or none."""
    try:
        if most < 1 or not enough(most):
            return None
        low, high = 1, most
        while low < high:
            middle = (low + high) // 2
            if enough(middle):
                high = middle
            else:
                low = middle + 1
    except TooHard:
        return None
    return high


Way = tuple[str, int, Callable[[int], AnyRule]]


def _ways(problem: ProgrammeProblem, rule: AnyRule) -> Iterator[Way]:
    """Yield how a rule can give way, at most how much, and the rule once it has."""
    days = problem.calendar.days
    match rule:
        case Gap():
            yield "closer", rule.days, lambda n: replace(rule, days=rule.days - n)
        case Precede():
            yield from _ways_of_order(rule, days)
        case Window():
            yield (
                "wider",
                days,
                lambda n: replace(rule, first=rule.first - n, last=rule.last + n),
            )
        case HostCount() | AttendCount() | GroupAttendance() | Representation() | MaxParallel():
            yield from _ways_of_counting(problem, rule)
        case Budget():
            yield "km", 10**6, lambda n: replace(rule, max_km=rule.max_km + n)
        case Pin():
            pass


def _ways_of_order(rule: Precede, days: int) -> Iterator[Way]:
    if (least := rule.min_lag) is not None:
        yield "sooner", 2 * days, lambda n: replace(rule, min_lag=least - n)
    if (most := rule.max_lag) is not None:
        yield "later", 2 * days, lambda n: replace(rule, max_lag=most + n)


def _ways_of_counting(
    problem: ProgrammeProblem,
    rule: HostCount | AttendCount | GroupAttendance | Representation | MaxParallel,
) -> Iterator[Way]:
    many = len(problem.events) + len(problem.orgs)
    if (most := rule.max) is not None:
        yield "more", many, lambda n: replace(rule, max=most + n)
    if not isinstance(rule, MaxParallel) and rule.min:
        least = rule.min
        yield "fewer", least, lambda n: replace(rule, min=least - n)


def _wider_window(
    problem: ProgrammeProblem, core: Sequence[str], rule_id: str, run: Run
) -> Relaxation | None:
    """Find how many days an event's own window lacks at either end."""
    name = rule_id.partition(":")[2]

    def enough(days: int) -> bool:
        events = tuple(
            replace(event, window=(event.window[0] - days, event.window[1] + days))
            if event.id == name
            else event
            for event in problem.events
        )
        return is_possible(replace(problem, events=events), core, run)

    days = _least(enough, problem.calendar.days)
    if days is None:
        return None
    return _relaxation(problem, rule_id, "wider", days, days)
