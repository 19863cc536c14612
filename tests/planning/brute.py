"""Try everything. Slow, simple, and sharing nothing with the solvers: what tests trust."""

from dataclasses import replace
from datetime import date
from itertools import chain, combinations, product
from math import prod

from hypothesis import assume
from hypothesis import strategies as st

from innesto.planning.costs import programme_cost
from innesto.planning.plan import ProgrammePlan
from innesto.planning.problem import (
    AttendCount,
    Budget,
    Calendar,
    Event,
    Gap,
    GroupAttendance,
    HostCount,
    MaxParallel,
    Meeting,
    Organisation,
    Pin,
    Precede,
    ProgrammeProblem,
    ProgrammeWeights,
    Replan,
    ReplanWeights,
    Representation,
    Window,
)
from innesto.planning.verify import verify

MANY = 20_000
"""Plans that are too many to try."""
ALWAYS = {"events", "horizon", "morning", "frozen", "attend"}


def every_plan(problem, dropped=frozenset()):
    """All plans that keep the rules which are not dropped."""
    options = [
        [
            meeting
            for meeting in _meetings(problem, event, dropped)
            if alone(problem, meeting, dropped)
        ]
        for event in problem.events
    ]
    assume(prod(map(len, options)) < MANY)
    for meetings in product(*options):
        plan = ProgrammePlan(meetings=meetings)
        if all(violation.rule in dropped for violation in verify(problem, plan)):
            yield plan


def alone(problem, meeting, dropped):
    """Whether a meeting keeps the rules that concern nothing else."""
    event = next(event for event in problem.events if event.id == meeting.id)
    only = replace(problem, events=(event,), rules=())
    broken = verify(only, ProgrammePlan(meetings=(meeting,)))
    return all(violation.rule in dropped for violation in broken)


def is_possible(problem, kept):
    """Whether the rules that are kept can be kept together."""

    class Dropped:
        def __contains__(self, rule):
            return rule not in kept and rule not in ALWAYS and not rule.startswith("overlap:")

    return any(True for _ in every_plan(problem, Dropped()))


def cheapest(problem):
    """Cost of the best plan, or nothing."""
    return min((programme_cost(problem, plan) for plan in every_plan(problem)), default=None)


def _meetings(problem, event, dropped):
    hosts = [*event.hosts]
    if f"hosts:{event.id}" in dropped:
        pins = [rule for rule in problem.rules if isinstance(rule, Pin)]
        hosts += [None, *(p.host for p in pins if p.event == event.id and p.host is not None)]
        previous = problem.replan.previous if problem.replan else ()
        hosts += [old.host for old in previous if old.id == event.id]
    for host in dict.fromkeys(hosts):
        firm = [o for o in event.must if o != host and f"must:{event.id}:{o}" not in dropped]
        invited = {*event.must, *event.may}
        if f"invited:{event.id}" in dropped:
            invited = {org.id for org in problem.orgs}
        open_ = [o for o in invited if o != host and o not in firm]
        last = 2 * problem.calendar.days - event.half_days
        step = 1 if event.half_days == 1 else 2
        for extra in chain.from_iterable(combinations(open_, n) for n in range(len(open_) + 1)):
            for slot in range(0, last + 1, step):
                attend = tuple(sorted([*firm, *extra]))
                yield Meeting(id=event.id, host=host, slot=slot, attend=attend)


@st.composite
def tiny_programmes(draw, *, costs=True):
    """Programmes small enough to try everything, with every kind of rule."""
    days = draw(st.integers(4, 6 if costs else 4))
    orgs = draw(st.integers(2, 3 if costs else 2))
    ids = range(orgs)
    names = ["A", "B", "C"][: draw(st.integers(1, 3 if costs and days < 5 else 2))]
    spans = st.tuples(st.integers(0, days - 1), st.integers(0, 2)).map(lambda s: (s[0], sum(s)))
    some = st.sets(st.sampled_from(ids), max_size=2).map(sorted).map(tuple)
    organisations = [
        Organisation(
            id=i,
            name=f"Town {i}",
            country=draw(st.sampled_from(["IT", "PL"])),
            lat=float(i),
            lon=0.0,
            need=(draw(st.integers(0, 3)),),
            offer=(draw(st.integers(0, 3)),),
            closed=tuple(draw(st.lists(spans, max_size=1))),
            represented=draw(st.sampled_from([False, False, True])),
        )
        for i in ids
    ]
    events = [
        Event(
            id=name,
            hosts=draw(some.filter(bool)),
            must=draw(some),
            may=draw(some),
            half_days=draw(st.sampled_from([1, 2, 2, 3, 4])),
            mode=draw(st.sampled_from(["in_person", "in_person", "online"])),
            theme=0,
            window=(draw(st.integers(0, 1)), draw(st.integers(days - 3, days + 1))),
            min_att=draw(st.sampled_from([None, None, 1])),
            max_att=draw(st.sampled_from([None, None, 2])),
        )
        for name in names
    ]
    kinds = _rules(names, list(ids), days)
    rules = draw(st.lists(st.one_of(*kinds), max_size=3))
    weights = st.integers(0, 2)
    weight = {name: draw(weights) for name in ("km", "fair", "bunch", "late")} if costs else {}
    return ProgrammeProblem(
        calendar=Calendar(
            start=date(2027, 1, 4),
            days=days,
            closed_weekdays=frozenset(draw(st.sets(st.integers(0, 6), max_size=1))),
            closed_global=frozenset(draw(st.sets(st.integers(0, days - 1), max_size=1))),
            closed_country={"PL": frozenset(draw(st.sets(st.integers(0, days - 1), max_size=1)))},
        ),
        orgs=tuple(organisations),
        events=tuple(events),
        rules=tuple(_number(rule, at) for at, rule in enumerate(rules)),
        ideal_gap_days=draw(st.integers(0, 4)),
        weights=ProgrammeWeights(learn=draw(st.sampled_from([0, 150])), **weight),
    )


@st.composite
def programmes_with_an_association(draw):
    """Tiny programmes in which the first organisation comes through the others alone."""
    problem = draw(tiny_programmes())
    orgs = (replace(problem.orgs[0], represented=True), *problem.orgs[1:])
    least = draw(st.integers(0, 2))
    rule = Representation(
        id="towns",
        org=0,
        members=tuple(org.id for org in orgs[1:]),
        events=draw(st.sampled_from([tuple(event.id for event in problem.events), ("A",)])),
        min=least,
        max=draw(st.sampled_from([None, least, 1 + least])),
    )
    return replace(problem, orgs=orgs, rules=(*problem.rules[:2], rule))


@st.composite
def programmes_planned_before(draw):
    """Tiny programmes of which something was announced, possible or not."""
    problem = draw(tiny_programmes())
    ids = [org.id for org in problem.orgs]
    last = 2 * problem.calendar.days - 1
    previous = []
    for event in problem.events:
        slot = draw(st.integers(0, last))
        slot -= slot % 2 * (event.half_days > 1)
        host = draw(st.sampled_from([*event.hosts, *ids]))
        attend = draw(st.sets(st.sampled_from(ids))) - {host}
        if draw(st.integers(0, 4)):
            attend = attend if draw(st.booleans()) else {*event.must} - {host}
            previous.append(
                Meeting(id=event.id, host=host, slot=slot, attend=tuple(sorted(attend)))
            )
    weights = ReplanWeights(
        moved_event=draw(st.sampled_from([0, 1, 5, 500])),
        moved_day=draw(st.integers(0, 2)),
        changed_host=draw(st.integers(0, 900)),
        changed_attendee=draw(st.integers(0, 50)),
    )
    start = draw(st.sampled_from([0, 0, 1, 2]))
    replan = Replan(today=0, freeze_before=start, previous=tuple(previous), weights=weights)
    return replace(problem, replan=replan)


def least_changed(problem):
    """Moves and cost of the best plan, of which the fewest announced dates move; or nothing."""
    replan = problem.replan
    before = {old.id: old.slot for old in replan.previous}
    plans = []
    for plan in every_plan(problem):
        moved = sum(before.get(it.id, it.slot) != it.slot for it in plan.meetings)
        plans.append((moved * bool(replan.weights.moved_event), programme_cost(problem, plan)))
    return min(plans, default=None)


def _number(make, at):
    return make(f"rule{at}")


def _rules(names, ids, days):
    event, org = st.sampled_from(names), st.sampled_from(ids)
    several = st.sets(event, min_size=1).map(sorted).map(tuple)
    people = st.sets(org, min_size=1).map(sorted).map(tuple)
    small, day = st.integers(0, 2), st.integers(0, days - 1)
    most = st.one_of(st.none(), small)

    def bounds(least, greatest):
        return {"min": least if greatest is None else min(least, greatest), "max": greatest}

    yield st.builds(
        lambda o, d: lambda id_: Gap(id=id_, org=o, days=d), st.one_of(st.none(), org), small
    )
    if len(names) > 1:
        yield st.builds(
            lambda pair, least, more: (
                lambda id_: Precede(
                    id=id_,
                    before=pair[0],
                    after=pair[1],
                    min_lag=least,
                    max_lag=None if more is None else least + more,
                )
            ),
            st.permutations(names),
            st.integers(-1, 2),
            most,
        )
    yield st.builds(
        lambda e, a, b: lambda id_: Window(id=id_, event=e, first=a, last=a + b), event, day, small
    )
    yield st.builds(
        lambda o, e, a, b: lambda id_: HostCount(id=id_, orgs=o, events=e, **bounds(a, b)),
        people,
        several,
        small,
        most,
    )
    yield st.builds(
        lambda o, e, a, b: lambda id_: AttendCount(id=id_, org=o, events=e, **bounds(a, b)),
        org,
        several,
        small,
        most,
    )
    yield st.builds(
        lambda e, o, a, b: lambda id_: GroupAttendance(id=id_, event=e, orgs=o, **bounds(a, b)),
        event,
        people,
        small,
        most,
    )
    yield st.builds(
        lambda o, m, e, a, b: (
            lambda id_: Representation(id=id_, org=o, members=m, events=e, **bounds(a, b))
        ),
        org,
        people,
        several,
        small,
        most,
    )
    yield st.builds(
        lambda o, km: lambda id_: Budget(id=id_, org=o, max_km=km), org, st.integers(0, 900)
    )
    yield st.builds(lambda e, m: lambda id_: MaxParallel(id=id_, events=e, max=m), several, small)
    yield st.builds(
        lambda e, d, o: lambda id_: Pin(id=id_, event=e, slot=2 * d, host=o),
        event,
        day,
        st.one_of(st.none(), org),
    )
